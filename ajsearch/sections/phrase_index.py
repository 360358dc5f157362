"""An index of phrases by their first word, so that a line is compared with the few phrases that it may hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ajsearch.sections.phrases import Phrase, Word, fold, folded_forms

_EXACT, _BEGINS, _ENDS = range(3)
Places = dict[str, list[int]]


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
                found.update(*_lookups(tables, form))
        return sorted(found)

    @cached_property
    def _plain(self) -> tuple[Places, Places, Places]:
        return self._tables(folded=False)

    @cached_property
    def _folded(self) -> tuple[Places, Places, Places]:
        return self._tables(folded=True)

    def _tables(self, *, folded: bool) -> tuple[Places, Places, Places]:
        tables: tuple[Places, Places, Places] = defaultdict(list), defaultdict(list), defaultdict(list)
        for place, phrase in enumerate(self.phrases):
            for lemma, begins, ends in phrase.elements[0].alternatives:
                for form in folded_forms(lemma) if folded else (lemma,):
                    tables[_EXACT][form].append(place)
                    if begins:
                        tables[_BEGINS][form].append(place)
                    if ends:
                        tables[_ENDS][form].append(place)
        return tables


def _lookups(tables: tuple[Places, Places, Places], form: str) -> Iterator[Sequence[int]]:
    """What the tables hold for a form, its beginnings and its ends."""
    yield tables[_EXACT].get(form, ())
    for cut in range(1, len(form)):
        yield tables[_BEGINS].get(form[:cut], ())
        yield tables[_ENDS].get(form[cut:], ())
