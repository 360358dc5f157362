"""Names of occupations beside the words for their qualification: "vannutatud audiitori kutse", "Elektrik, tase 4"."""

from collections.abc import Iterator, Sequence

from ajsearch.estonian.morphology import analyse_word
from ajsearch.requirements.data_tables import data_file, file_table
from ajsearch.requirements.phrases import Word, word_table
from ajsearch.requirements.wishes import Span

DATA = "certificates"
OCCUPATION_WORDS = 3
"""Words that the name of an occupation has at most: "eesti viipekeele tõlk"."""

HIGHEST_LEVEL = 8
"""Of the Estonian qualifications framework."""

_NAMING_FORMS = frozenset({"sg n", "sg g", "pl g"})
"""Cases in which the words of an occupation stand before "kutse"."""

_NOUNS = frozenset("SHY")
_OPENS = frozenset({":", "–", "(", "„", "“", "”", '"', "«"})
_JOINS = frozenset({",", "voi", "ja", "ning", "/"})


def listed_before(words: Sequence[Word], at: int) -> list[tuple[Span, str]]:
    """The occupation that ends at a place, and those that "või" or a comma joins to it from the left."""
    result: list[tuple[Span, str]] = []
    end = at
    while (found := occupation_before(words, end)) is not None:
        result.insert(0, found)
        end = found[0][0] - 1
        if end < 0 or words[end].folded not in _JOINS:
            break
    return result


def occupation_before(words: Sequence[Word], at: int) -> tuple[Span, str] | None:
    """The occupation whose words end at a place, in the nominative, with its place."""
    at = _before_grade(words, at)
    start = at
    while start > 0 and at - start < OCCUPATION_WORDS and _names(words, start - 1):
        start -= 1
    if start == at:
        return None
    spoken = [word.text.lower() for word in words[start:at]]
    return (start, at), " ".join([*spoken[:-1], nominative(spoken[-1])])


def _before_grade(words: Sequence[Word], at: int) -> int:
    """Where a name ends whose grade ends at a place: "päästja II", "ehitusjuht, tase 6,"."""
    end = at - 1 if at > 0 and words[at - 1].text == "," else at
    start = end
    while start > 0 and _is_grade(words, start - 1):
        start -= 1
    if start == end:
        return at
    return start - 1 if start > 0 and words[start - 1].text == "," else start


def levelled_occupations(words: Sequence[Word]) -> Iterator[tuple[Span, str, int]]:
    """Occupations that only their level behind a comma makes a qualification: "Elektrik, tase 4"."""
    for start, end, _ in file_table(DATA, "level", "words").find(words):
        digit = words[end].text if end < len(words) else ""
        named = occupation_before(words, start - 1) if start > 1 and words[start - 1].text == "," else None
        if named and is_level(digit) and named[1].endswith(tuple(data_file(DATA)["qualification"]["endings"])):
            yield (named[0][0], end + 1), named[1], int(digit)


def is_level(text: str) -> bool:
    """Whether a text is a level of the framework."""
    return len(text) == 1 and text.isdigit() and 1 <= int(text) <= HIGHEST_LEVEL


def has_noun(words: Sequence[Word]) -> bool:
    """Whether one of the words may be a noun: adjectives alone name no occupation."""
    return any(one.pos in _NOUNS for word in words for one in analyse_word(word.text.lower(), guess=True))


def _is_grade(words: Sequence[Word], at: int) -> bool:
    """Whether a word between an occupation and "kutse" but grades it: "päästja II kutse", "4. taseme kutse"."""
    text = words[at].text
    return (
        text.isdigit()
        or text == "."
        or set(text) <= set("IV")
        or bool(file_table(DATA, "level", "words").match(words, at))
    )


def occupation_behind(words: Sequence[Word], at: int) -> str:
    """The occupation behind a colon, a quotation mark or in a bracket: "kutsetunnistus: jurist, tase 7"."""
    start = at
    while start < len(words) and words[start].text in _OPENS:
        start += 1
    end = start
    while end < len(words) and end - start < OCCUPATION_WORDS and _names(words, end):
        end += 1
    if start in {at, end}:
        return ""
    spoken = [word.text.lower() for word in words[start:end]]
    return " ".join([*spoken[:-1], nominative(spoken[-1])])


def _names(words: Sequence[Word], at: int) -> bool:
    """Whether a word may belong to the name of an occupation: a noun in the nominative or genitive, no filler."""
    word = words[at]
    fillers = (file_table(DATA, "qualification", "fillers"), file_table(DATA, "level", "words"))
    wishes = (word_table("welcome", "before"), word_table("welcome", "either"))
    if not word.text.isalpha() or any(table.match(words, at) for table in (*fillers, *wishes)):
        return False
    return any(one.form in _NAMING_FORMS for one in analyse_word(word.text.lower(), guess=True))


def nominative(word: str) -> str:
    """The nominative singular of a word in the genitive; the word itself where it is none."""
    readings = analyse_word(word, guess=True)
    if any(one.form == "sg n" for one in readings):
        return word
    return next((one.lemma for one in readings if one.form in {"sg g", "pl g"}), word)
