"""Writes docs/commands.md from the command line itself: ``python -m tests.commands_page``."""

from pathlib import Path

import click

from ajsearch.cli import cli

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
INTRODUCTION = """\
# Commands

`ajsearch COMMAND --help` says the same. With `--json`, a command prints one JSON object on stdout; talk goes to stderr.
Exit codes: 0 all good; 1 something in it failed; 2 wrong usage or configuration. `ru:B2` is B2 or better, `ru:A2-B1` a
range, `ru` any mention; a language is a code, an Estonian or an English name, or `any-foreign`.
"""


def page() -> str:
    """The page's text."""
    parts = [INTRODUCTION]
    for name, command in cli.commands.items():
        context = click.Context(command, info_name=f"ajsearch {name}", max_content_width=100, terminal_width=100)
        parts.append(f"## {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
