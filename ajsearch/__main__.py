"""``python -m ajsearch``: the command line."""

from ajsearch.cli import main

main()
