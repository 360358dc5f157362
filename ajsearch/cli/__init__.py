"""The command line: one group, one verb a command. JSON on stdout, talk on stderr, one sentence for every error.

Nothing heavy is imported here: each command imports what it needs when it runs, so that ``--help`` answers at once.
"""

import sys

import click

from ajsearch import __version__
from ajsearch.cli import changing, correcting, language, reading, roles
from ajsearch.errors import AjsearchError, UsageError
from ajsearch.paths import on_one_line, shown_name
from ajsearch.unforeseen import in_short

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="ajsearch")
def cli() -> None:
    """Search Estonian job descriptions (ametijuhend) by duty, competency or requirement."""


for command in (
    changing.ingest,
    changing.rebuild,
    changing.serve,
    changing.backup,
    changing.restore,
    reading.search,
    reading.show,
    roles.similar,
    roles.compare,
    roles.draft,
    roles.clauses,
    roles.versions,
    roles.family,
    reading.export,
    language.analyse,
    language.repair,
    language.lexicon,
    reading.doctor,
    correcting.correct,
    correcting.corrections,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line; every error that was foreseen ends in one sentence and an exit code of the contract."""
    try:
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        _say("Stopped. What was done until now is kept; run the same command again to go on.")
        sys.exit(EXIT_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except AjsearchError as error:
        _say(str(error))
        sys.exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(EXIT_FAILED)
    except OSError as error:
        _say(f"The system refused ({(error.strerror or 'error').lower()}): {error.filename or 'free some disk space'}.")
        sys.exit(EXIT_FAILED)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _say(f"Something unforeseen went wrong ({in_short(error)}); python -X dev -m ajsearch shows more.")
        sys.exit(EXIT_FAILED)


def _say(message: str) -> None:
    click.echo(f"ajsearch: {on_one_line(shown_name(message))}", err=True)
