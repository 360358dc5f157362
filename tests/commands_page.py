"""Writes docs/commands.md from the command line itself: ``python -m tests.commands_page``."""

from collections.abc import Iterator
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
    for name, command in _commands(cli):
        above = click.Context(cli, info_name="ajsearch", help_option_names=cli.context_settings["help_option_names"])
        context = click.Context(command, parent=above, info_name=name, max_content_width=100, terminal_width=100)
        parts.append(f"## {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def _commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix}{name} ")
        else:
            yield prefix + name, command


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
