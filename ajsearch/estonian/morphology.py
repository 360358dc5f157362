"""The one module that loads Vabamorf, the morphological analyser and lexicon inside EstNLTK.

EstNLTK's package runs some 1,800 modules on import; its ``vabamorf`` sub-package needs none of them and is loaded from
its own folder (0.1 s, 36 MB). The analyser is one per process and not thread-safe by promise: every call is guarded.
"""

import importlib
import importlib.util
import sys
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ajsearch.estonian.lasting import last, lasting

MAX_WORDS = 300
"""Words per call: longer "sentences" get slower with their length."""

FORM_CACHE = 200_000
"""Word forms kept: a corpus repeats its forms, so that analysis without context becomes almost free."""

PROBE, PROBED = "majadest", "maja"
"""A form that every lexicon of Estonian knows, and its lemma."""

PUNCTUATION = "Z"
"""Vabamorf's tag of what is no word."""

_lock = threading.Lock()
_vabamorf: Any = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One analysis of a word: ``root_tokens`` are raw compound parts, ``pos`` and ``form`` Vabamorf's tags."""

    lemma: str
    root: str
    root_tokens: tuple[str, ...]
    ending: str
    clitic: str
    pos: str
    form: str


def _load() -> Any:
    """Vabamorf's single instance, from its own folder or, where EstNLTK is laid out otherwise, by a plain import."""
    global _vabamorf  # noqa: PLW0603  (one dictionary per process is the library's own rule)
    if _vabamorf is None:
        estnltk = importlib.util.find_spec("estnltk")
        places = estnltk.submodule_search_locations if estnltk else None
        folder = Path(places[0], "vabamorf") if places else None
        if folder and (folder / "__init__.py").is_file():
            name = "_ajsearch_vabamorf"
            spec = importlib.util.spec_from_file_location(
                name, folder / "__init__.py", submodule_search_locations=[str(folder)]
            )
            assert spec is not None
            assert spec.loader is not None
            package = importlib.util.module_from_spec(spec)
            sys.modules[name] = package
            spec.loader.exec_module(package)
            module = importlib.import_module(f"{name}.morf")
        else:
            module = importlib.import_module("estnltk.vabamorf.morf")
        _vabamorf = module.Vabamorf.instance()
    return _vabamorf


def _clean(word: str) -> str:
    """The word without what Vabamorf cannot take: NUL truncates, lone surrogates raise."""
    return word.replace("\0", "").encode("utf-8", "ignore").decode("utf-8") or "-"


def _readings(found: dict[str, Any]) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            lemma=a["lemma"],
            root=a["root"],
            root_tokens=tuple(a["root_tokens"]),
            ending=a["ending"],
            clitic=a["clitic"],
            pos=a["partofspeech"],
            form=a["form"],
        )
        for a in found["analysis"]
    )


def analyse_sentence(words: list[str], *, guess: bool = True) -> list[tuple[Reading, ...]]:
    """The readings of each word that fit its neighbours (disambiguated); at most ``MAX_WORDS`` are seen together."""
    result: list[tuple[Reading, ...]] = []
    with _lock:
        vabamorf = _load()
        for start in range(0, len(words), MAX_WORDS):
            window = [_clean(word) for word in words[start : start + MAX_WORDS]]
            found = vabamorf.analyze(window, disambiguate=True, guess=guess, propername=False)
            result.extend(_readings(one) for one in found)
    return result


@lru_cache(maxsize=FORM_CACHE)
def analyse_word(word: str, *, guess: bool = False) -> tuple[Reading, ...]:
    """All readings of one word without context; without ``guess``, none for a word that is not in the lexicon."""
    return _guessed(word) if guess else _sure(word)


@lasting("sure", tuple[Reading, ...])
def _sure(word: str) -> tuple[Reading, ...]:
    return _alone(word, guess=False)


@lasting("guessed", tuple[Reading, ...])
def _guessed(word: str) -> tuple[Reading, ...]:
    return _alone(word, guess=True)


def _alone(word: str, *, guess: bool) -> tuple[Reading, ...]:
    with _lock:
        found = _load().analyze([_clean(word)], disambiguate=False, guess=guess, propername=False)
    return _readings(found[0]) if found else ()


def state() -> str:
    """ "ok" while the analyser finds the lemma of a common word, else a sentence that says what is wrong."""
    try:
        (readings,) = analyse_sentence([PROBE])
    except Exception as error:  # a library in C++ may raise anything
        return f"The analyser of Estonian cannot be used ({type(error).__name__}): install ajsearch anew."
    knows = any(reading.lemma == PROBED for reading in readings)
    return "ok" if knows else "The analyser of Estonian has lost its lexicon: install ajsearch anew."


def is_word(word: str) -> bool:
    """Whether the lexicon (with its compounding and derivation) knows the word: the only honest test of it."""
    return any(reading.pos != PUNCTUATION for reading in analyse_word(word))


@lru_cache(maxsize=FORM_CACHE)
def meant_words(word: str) -> tuple[str, ...]:
    """The words of the lexicon that a misspelt word may stand for, likeliest first: 10 to 50 ms; () for a word."""
    with _lock:
        found = _load().spellcheck([_clean(word)], suggestions=True)
    return tuple(found[0]["suggestions"]) if found else ()


@lru_cache(maxsize=20_000)
def synthesise(lemma: str, form: str, pos: str = "") -> tuple[str, ...]:
    """The word forms of a lemma in a form such as "sg n" or "pl g"; empty where there is none."""
    asked = "\t".join((lemma, form, pos))
    return last("forms", asked, tuple[str, ...], lambda: _synthesised(lemma, form, pos))


def _synthesised(lemma: str, form: str, pos: str) -> tuple[str, ...]:
    with _lock:
        return tuple(_load().synthesize(_clean(lemma), form, pos))
