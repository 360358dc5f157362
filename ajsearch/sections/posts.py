"""The post that a description's sentences speak of, where no label and no line names it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ajsearch.estonian.morphology import analyse_word
from ajsearch.sections.labels import sentences_of
from ajsearch.sections.names import Named, name_from_title_line, names_post
from ajsearch.sections.vocabulary import labels

POST_WORDS = 5
"""A post's name has no more words ("Laste ja perede heaolu spetsialist")."""

WRITTEN_WORDS = 10
"""So many words of house, unit and post stand before the word for a post that a description is written for."""

_BRACKET = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"[\w-]+")


def post_in(texts: Iterable[str]) -> Named:
    """The post that most sentences begin with, by its longest name, else the one that a sentence is written for.

    "Heakorrainspektor (edaspidi inspektor) on …", "Inspektor allub …" and "Inspektor:" speak of a heakorrainspektor;
    "… koostatud Metsa Kooli õppetalituse sekretäri ametikoha kohta" names the unit too.
    """
    sentences = [one for text in texts for one in sentences_of(text)]
    subjects = Counter(subject for one in sentences if (subject := _subject(one)))
    written = next((named for one in sentences if (named := _written_for(one)).title), Named())
    if written.title or not subjects:
        return written
    usual = max(subjects, key=lambda one: subjects[one])
    return Named(title=max((one for one in subjects if one.lower().endswith(usual.lower())), key=len))


def _subject(sentence: str) -> str | None:
    """The post that a sentence begins with, before its verb or a colon that ends it; None for any other sentence."""
    bare = _BRACKET.sub("", sentence).strip()
    words = _WORD.findall(bare)[: POST_WORDS + 1]
    verb = next((place for place, word in enumerate(words) if _is_verb(word)), None)
    if verb is None and bare.endswith(":") and len(words) <= POST_WORDS:
        verb = len(words)
    subject = " ".join(words[:verb]) if verb else ""
    named = bare.startswith(subject) and subject[:1].isupper() and names_post(subject)
    if not named or subject.lower() in labels().generic_titles:
        return None
    return subject if any(one.form == "sg n" for one in analyse_word(subject.split()[-1].lower(), guess=True)) else None


def _written_for(sentence: str) -> Named:
    """What stands in the genitive before "ametikoha" or "töökoha" in a sentence that says what it is written for."""
    words = _WORD.findall(sentence)
    place = next((place for place, word in enumerate(words) if place and _is_of_post(words, place)), 0)
    phrase = words[max(place - WRITTEN_WORDS, 0) : place]
    start = next((at for at, word in enumerate(phrase) if at and _is_verb(phrase[at - 1])), None)
    if start is None or not _is_about_document(words[:place]):
        return Named()
    found = name_from_title_line(f"{' '.join(phrase[start:])} ametijuhend")
    return found if found.title and names_post(found.title) else Named()


def _is_of_post(words: Sequence[str], place: int) -> bool:
    return any(one.form == "sg g" and one.lemma in labels().posts for one in analyse_word(words[place].lower()))


def _is_about_document(words: Sequence[str]) -> bool:
    return any(one.lemma in labels().document for word in words for one in analyse_word(word.lower()))


def _is_verb(word: str) -> bool:
    readings = analyse_word(word.lower())
    return bool(readings) and any(one.pos == "V" and one.form in {"b", "tud", "takse"} for one in readings)
