"""The pages' languages: Estonian as it stands in templates and texts, others from a catalogue that a translator edits.

The language is part of the address: under /en/ every page is the same page in English, so that an address, a feed or a
bookmark says its language and no cookie has to. A text's key in ``translations/`` is the Estonian text itself.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Flask, has_request_context, request
from markupsafe import Markup

from ajsearch.requirements.languages import english_names
from ajsearch.wording import language_words

ENVIRON = "ajsearch.language"
BASE = "ajsearch.base"

Key = TypeVar("Key")


class Language(StrEnum):
    """The languages of the pages; document text is Estonian in each."""

    ET = "et"
    EN = "en"


_GROUPED = re.compile(r"\d{1,3}(,\d{3})+")
"""A long number as programs write it in English."""

OWN_NAMES = {Language.ET: "Eesti keeles", Language.EN: "In English"}
"""How a link to a language says it in that language."""


class LanguagePrefix:
    """Takes a language's prefix off the path and puts it where addresses begin, so that all links keep it."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the application does, in the path's language."""
        path, base = environ.get("PATH_INFO", ""), environ.get("SCRIPT_NAME", "")
        first, _, rest = path.removeprefix("/").partition("/")
        found = Language(first) if first in {*Language} - {Language.ET} else Language.ET
        if found is not Language.ET:
            environ |= {"SCRIPT_NAME": f"{base}/{found}", "PATH_INFO": f"/{rest}"}
        return self._application({**environ, ENVIRON: found, BASE: base}, start_response)


class Words(Mapping[Key, str]):
    """A table of Estonian words, read in the language of the request."""

    def __init__(self, words: Mapping[Key, str]) -> None:
        self._words = words

    def __getitem__(self, key: Key) -> str:
        return gettext(self._words[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def language() -> Language:
    """The language of the request; Estonian outside of one."""
    return Language(request.environ.get(ENVIRON, Language.ET)) if has_request_context() else Language.ET


def gettext(message: str) -> str:
    """An Estonian text in the language of the request; as it is where no translation is known."""
    return _catalogue(language()).get(message, message)


def ngettext(one: str, many: str, number: float) -> str:
    """Of the two forms of a noun the one that stands behind a number; in the catalogue they share a key."""
    forms = gettext(f"{one}|{many}").split("|")
    return forms[0] if number == 1 else forms[-1]


def in_language(other: Language) -> str:
    """This page's address in another language."""
    base = request.environ.get(BASE, "")
    prefix = "" if other is Language.ET else f"/{other}"
    query = f"?{request.query_string.decode()}" if request.query_string and request.method == "GET" else ""
    # One slash and no more at its beginning: two would lead to another server.
    return f"{base}{prefix}/{quote(request.path.lstrip('/'))}{query}"


def problem_text(message: str) -> str | Markup:
    """What an error says, in the language of the request; English where there is no translation, and told to be."""
    if language() is Language.EN:
        return message
    for pattern, words in _error_patterns():
        found = pattern.fullmatch(message)
        if found:
            return words.format(**{name: _in_words(value) for name, value in found.groupdict().items()})
    return Markup('<span lang="en">{}</span>').format(message)


def notice_text(message: str) -> str:
    """What an engine tells about a query, in the language of the request; it may be several sentences."""
    for pattern, words in _notice_patterns() if language() is Language.EN else ():
        message = pattern.sub(lambda found, words=words: words.format(**found.groupdict()), message)  # type: ignore[misc]
    return message


def read_catalogue(name: str) -> dict[str, str]:
    """All texts of a file in ``translations/``, whatever part of it they stand in."""
    content = resources.files("web").joinpath("translations", name).read_text(encoding="utf-8")
    texts: dict[str, str] = {}
    for part in tomllib.loads(content).values():
        texts |= part
    return texts


def register(app: Flask) -> None:
    """Give application and templates their languages."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(
        language=language, languages=OWN_NAMES, in_language=in_language, document_language=Language.ET
    )
    app.jinja_env.filters.update(problem=problem_text, notice=notice_text)
    app.wsgi_app = LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]


@cache
def _catalogue(wanted: Language) -> Mapping[str, str]:
    if wanted is Language.ET:
        return {}
    names = {language_words(code): english for code, english in english_names().items()}
    return names | read_catalogue(f"{wanted}.toml")


@cache
def _error_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The errors' English sentences, with a name in braces for each part that varies, and their Estonian ones."""
    return _patterns("errors.toml")


@cache
def _notice_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The engines' Estonian sentences in the same way, and their English ones."""
    return _patterns("notices.toml")


def _patterns(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for source, words in read_catalogue(name).items():
        pieces = re.split(r"\{(\w+)\}", source)
        pattern = "".join(f"(?P<{one}>.+?)" if at % 2 else re.escape(one) for at, one in enumerate(pieces))
        found.append((re.compile(pattern, re.DOTALL), words))
    return tuple(found)


def _in_words(value: str) -> str:
    """A varying part as people read it: a quoted value in Estonian quotes, and no commas in a long number."""
    if _GROUPED.fullmatch(value):
        return value.replace(",", "\u00a0")
    return f"„{value[1:-1]}“" if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value
