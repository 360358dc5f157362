"""An index of phrases by their first word, so that a line is compared with the few phrases that it may hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ajsearch.sections.phrases import Phrase, Word, fold, folded_forms

Places = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class _Tables:
    """Forms → places: of whole words, beginnings and ends, of which the longest has ``longest`` letters."""

    exact: Places
    begins: Places
    ends: Places
    longest: int

    def places_of(self, form: str) -> Iterator[Sequence[int]]:
        """What the tables hold for a form, its beginnings and its ends."""
        yield self.exact.get(form, ())
        for length in range(1, min(len(form), self.longest + 1)):
            yield self.begins.get(form[:length], ())
            yield self.ends.get(form[-length:], ())


class PhraseIndex:
    """Phrases with their places; a place is what ``candidates`` gives and ``phrases`` is asked for."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.phrases = tuple(phrases)

    def candidates(self, words: Iterable[Word], *, folded: bool) -> list[int]:
        """The places, in order, of the phrases of which a word may be the first; ``folded`` ignores diacritics."""
        tables = self._folded if folded else self._plain
        found: set[int] = set()
        for word in words:
            for form in (fold(word.form.strip("-")),) if folded else (*word.lemmas, f"={word.form}"):
                found.update(*tables.places_of(form))
        return sorted(found)

    @cached_property
    def _plain(self) -> _Tables:
        return self._tables(folded=False)

    @cached_property
    def _folded(self) -> _Tables:
        return self._tables(folded=True)

    def _tables(self, *, folded: bool) -> _Tables:
        exact: Places = defaultdict(list)
        begins: Places = defaultdict(list)
        ends: Places = defaultdict(list)
        for place, phrase in enumerate(self.phrases):
            for lemma, goes_on, is_end in phrase.elements[0].alternatives:
                for form in folded_forms(lemma) if folded else (lemma,):
                    exact[form].append(place)
                    if goes_on:
                        begins[form].append(place)
                    if is_end:
                        ends[form].append(place)
        return _Tables(exact, begins, ends, max(map(len, [*begins, *ends]), default=0))
