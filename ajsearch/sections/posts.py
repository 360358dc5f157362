"""The post that a description's sentences speak of, where no label and no line names it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ajsearch.estonian.morphology import analyse_word
from ajsearch.sections.labels import sentences_of
from ajsearch.sections.names import Named, last_unit, name_from_title_line, without_employer
from ajsearch.sections.naming_words import names_post
from ajsearch.sections.nominative import nominative
from ajsearch.sections.pieces import Piece
from ajsearch.sections.vocabulary import labels

POST_WORDS = 8
"""A post has no more words, with its house and unit ("Metsa Kooli õppetalituse laste ja perede heaolu spetsialist")."""

WRITTEN_WORDS = 10
"""So many words of house, unit and post stand before the word for a post that a description is written for."""

_BRACKET = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"[\w-]+")


def statements_of(pieces: Sequence[Piece]) -> list[str]:
    """The sentences and lead lines of a description, in its cells too; no headings, no values of labels."""
    return [text for piece in pieces for text in piece.cells or (piece.text,) if text.endswith((".", ":"))]


def post_in(texts: Iterable[str]) -> Named:
    """The post that most sentences begin with, by its longest name, else the one that a sentence is written for.

    "Heakorrainspektor (edaspidi inspektor) on …", "Inspektor allub …" and "Inspektor:" speak of a heakorrainspektor;
    "… koostatud Metsa Kooli õppetalituse sekretäri ametikoha kohta" names the unit too.
    """
    sentences = [one for text in texts for one in sentences_of(text)]
    written = next((named for one in sentences if (named := _written_for(one)).title), Named())
    subjects = [named for one in sentences if (named := _subject(one)).title]
    if written.title or not subjects:
        return written
    titles = Counter(named.title or "" for named in subjects)
    usual = max(titles, key=lambda one: titles[one])
    title = max((one for one in titles if one.lower().endswith(usual.lower())), key=len)
    return Named(title=title, unit=next((one.unit for one in subjects if one.title == title and one.unit), None))


def _subject(sentence: str) -> Named:
    """The post, maybe with its unit, that a sentence begins with, before its verb or a colon that ends it."""
    bare = _BRACKET.sub("", sentence).strip()
    words = _WORD.findall(bare)[: POST_WORDS + 1]
    verb = next((place for place, word in enumerate(words) if _is_verb(word)), None)
    if verb is None and bare.endswith(":") and len(words) <= POST_WORDS:
        verb = len(words)
    subject = " ".join(words[:verb]) if verb else ""
    named = bare.startswith(subject) and subject[:1].isupper() and names_post(subject)
    if not named or not _is_noun_phrase(words[:verb]):
        return Named()
    post = without_employer(words[:verb])
    end = last_unit(post)
    title = " ".join(post[end:])
    if title.lower() in labels().generic_titles:
        return Named()
    return Named(title=title, unit=nominative(" ".join(post[:end])) if end else None)


def _is_noun_phrase(words: Sequence[str]) -> bool:
    """Whether words end in the nominative and hold no pronoun ("Sinu juht")."""
    readings = [analyse_word(word.lower(), guess=True) for word in words]
    return any(one.form == "sg n" for one in readings[-1]) and not any(
        one.pos == "P" for some in readings for one in some
    )


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
    return bool(readings) and any(one.pos == "V" and one.form in {"b", "d", "n", "tud", "takse"} for one in readings)
