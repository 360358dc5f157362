"""In what experience is asked for, as the text words it."""

from collections.abc import Sequence

from ajsearch.requirements.phrases import Word, word_table
from ajsearch.requirements.wishes import Span

_CLAUSE_ENDS = frozenset({";", "(", ")", ":", "\t", "\n", "–", "—", "."})
_JOINS = frozenset({"ja", "ning", "voi"})


def clause_of(words: Sequence[Word], span: Span) -> Span:
    """The clause around a span: up to brackets, breaks and commas; one before the end of a list does not part it."""
    start, end = span
    while start > 0 and words[start - 1].text not in _CLAUSE_ENDS | {","}:
        start -= 1
    while end < len(words) and words[end].text not in _CLAUSE_ENDS:
        if words[end].text == "," and not _goes_on(words, end + 1):
            break
        end += 1
    return start, end


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether what stands behind a comma is a further member of a list that "ja" or "või" ends."""
    for place in range(at, len(words)):
        if words[place].text in _CLAUSE_ENDS or _turns(words, place):
            return False
        if words[place].folded in _JOINS:
            return place > at
    return False


def _turns(words: Sequence[Word], at: int) -> bool:
    """Whether a word opens another demand or a wish: "neist", "soovitavalt", "töökogemus"."""
    paths = [("members", "words"), ("welcome", "before"), ("welcome", "either"), ("experience", "plain")]
    return any(word_table(*path).match(words, at) for path in paths)


def area_of(text: str, words: Sequence[Word], span: Span) -> str | None:
    """The words of the span's clause that say in what: those behind the word of experience, else those before it.

    "vähemalt kaks aastat töökogemust riigihangete valdkonnas" gives "riigihangete valdkonnas", "kolm aastat
    personalitööd" nothing, as the word itself says it.
    """
    start, end = clause_of(words, span)
    outside = [at for at in range(start, end) if not span[0] <= at < span[1] and not _is_frame(words, at)]
    runs = [run for run in _runs(outside) if any(words[at].text.isalpha() for at in run)]
    behind = [run for run in runs if run[0] >= span[0]]
    chosen = max(behind or runs, key=len, default=None)
    return text[words[chosen[0]].start : words[chosen[-1]].end].strip(" ,-") if chosen else None


def _is_frame(words: Sequence[Word], at: int) -> bool:
    """Whether a word only frames the demand: "vähemalt", "eelnev", "töökogemus", "on nõutav"."""
    lists = [("experience", "words"), ("experience", "frame"), ("welcome", "before"), ("welcome", "either")]
    return any(word_table(*path).match(words, at) for path in (*lists, ("required", "words"), ("fillers", "words")))


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Neighbouring places together."""
    result: list[list[int]] = []
    for at in places:
        if result and result[-1][-1] == at - 1:
            result[-1].append(at)
        else:
            result.append([at])
    return result
