"""What is kept of a word's places says all that matching and ranking ask; the first hits are those of all ranked."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import ranking
from index.found import ITEM_BITS, Found, common_items, found_of
from index.postings import PLACE_BITS, Occurring
from index.ranking import Corpus, Ranking
from index.schema import BLOCK_BITS, FIELD_BITS, FIELD_CODES
from index.weights import SECTION_WEIGHT, TIER_WEIGHT, TITLE_ITEM, WEIGHT_UNIT, strengths_of, units_of

DOCUMENTS = 12
PLACES = st.tuples(
    st.integers(0, DOCUMENTS - 1), st.sampled_from(list(FIELD_CODES.values())), st.integers(0, 2), st.integers(0, 1)
)
OCCURRENCES = st.dictionaries(PLACES, st.sampled_from(list(TIER_WEIGHT.values())), max_size=30)
Words = dict[tuple[int, int, int, int], float]


def occurring(words: Words) -> Occurring:
    placed = {
        (document << PLACE_BITS) | (field << FIELD_BITS) | (block << BLOCK_BITS) | place: weight
        for (document, field, block, place), weight in words.items()
    }
    places = sorted(placed)
    return Occurring(np.array(places, np.int64), np.array([placed[one] for one in places], np.float64))


def found(words: Words) -> Found:
    return found_of(occurring(words), said=True)


def item(document: int, field: int, block: int) -> int:
    return (document << ITEM_BITS) | (field << (FIELD_BITS - BLOCK_BITS)) | block


@settings(deadline=None, max_examples=40)
@given(OCCURRENCES)
def test_documents_frequencies_and_best_items_are_those_of_the_places(words: Words) -> None:
    kept = found(words)
    assert kept.documents.tolist() == sorted({document for document, *_ in words})
    for at, document in enumerate(kept.documents.tolist()):
        own = {place: weight for place, weight in words.items() if place[0] == document}
        assert kept.frequencies[at] == pytest.approx(sum(SECTION_WEIGHT[key[1]] * own[key] for key in own))
        worth = {
            key: float(strengths_of(np.array([own[key]]))[0]) * (TITLE_ITEM if key[1] == FIELD_CODES["title"] else 1)
            for key in own
        }
        assert kept.best[at] == pytest.approx(max(worth.values()))


@settings(deadline=None, max_examples=40)
@given(OCCURRENCES, OCCURRENCES, st.sets(st.integers(0, DOCUMENTS - 1)))
def test_words_meet_in_the_items_that_have_both(one: Words, other: Words, chosen: set[int]) -> None:
    documents = np.array(sorted(chosen), np.int64)
    items = [{item(*key[:3]) for key in words if key[0] in chosen} for words in (one, other)]
    assert found(one).meeting(documents).tolist() == sorted(items[0])
    meeting = common_items(found(one).meeting(documents), found(other).meeting(documents))
    assert meeting.tolist() == sorted(items[0] & items[1])


@settings(deadline=None, max_examples=60)
@given(st.lists(OCCURRENCES, min_size=1, max_size=3), st.permutations(range(DOCUMENTS)), st.integers(0, 4))
def test_the_first_hits_are_those_of_all_ranked(words: list[Words], order: list[int], most: int) -> None:
    leaves = [found(one) for one in words]
    corpus = Corpus(DOCUMENTS, 1.0, [len(one.documents) for one in leaves])
    numbers = np.flatnonzero(np.isin(np.arange(DOCUMENTS), np.concatenate([one.documents for one in leaves])))
    made = Ranking(leaves, numbers, np.ones(DOCUMENTS), corpus)
    places = np.array(order)
    scores = made.scores()
    ranked = sorted(range(len(numbers)), key=lambda row: (-scores[row], places[numbers[row]]))[:most]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ranking, "FIRST_LOOK", 1)
        first, its_scores = made.best(places, most)
    assert first.tolist() == numbers[ranked].tolist()
    assert its_scores.tolist() == scores[ranked].tolist()


def test_nothing_found_is_no_hit() -> None:
    nothing = found({})
    made = Ranking([nothing], np.array([0, 1]), np.ones(2), Corpus(2, 1.0, [0]))
    assert made.scores().tolist() == [0, 0]
    assert nothing.meeting(np.arange(DOCUMENTS)).tolist() == []


def test_items_may_meet_in_every_document_where_they_do() -> None:
    far = 64  # blocks whose items have the same mark
    one = found({(0, 0, 0, 0): 1.0, (1, 0, 0, 0): 1.0, (2, 0, 1, 0): 1.0})
    other = found({(0, 0, 0, 1): 1.0, (1, 0, far, 0): 1.0, (2, 0, 2, 0): 1.0})
    assert (one.marks & other.marks).astype(bool).tolist() == [True, True, False]


def test_an_items_strength_is_kept_in_units_of_weights() -> None:
    assert all(weight / WEIGHT_UNIT == pytest.approx(round(weight / WEIGHT_UNIT)) for weight in TIER_WEIGHT.values())
    sums = np.array([sum(some) for count in range(1, 5) for some in combinations(TIER_WEIGHT.values(), count)])
    kept = strengths_of(units_of(sums) * WEIGHT_UNIT)
    assert kept == pytest.approx(strengths_of(sums))
    assert units_of(np.array([1e6])).tolist() == [255]
