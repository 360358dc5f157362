"""Packed passages are the passages, whatever they hold, and what stores from before hold is read as well."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ajsearch.estonian.analyser import analyse
from ajsearch.model import AnalysedPassage, SectionKind, Token, encode
from ajsearch.packed import decode_passages, encode_passages, pack, read_word, unpack

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
SEVERAL = st.lists(WORDS, max_size=2).map(tuple)
PLACES = st.integers(0, 1 << 20)
TOKENS = st.builds(
    Token, PLACES, PLACES, WORDS, SEVERAL, SEVERAL, SEVERAL, SEVERAL, SEVERAL, st.booleans(), st.booleans()
)
PASSAGES = st.lists(
    st.builds(
        AnalysedPassage,
        st.integers(0, 1000),
        WORDS,
        st.sampled_from(SectionKind),
        st.none() | WORDS,
        WORDS,
        WORDS,
        st.lists(TOKENS, max_size=5).map(tuple),
    ),
    max_size=4,
).map(tuple)

DUTY = AnalysedPassage(1, "duty", SectionKind.DUTY, "1.1", "Ülesanded", "Koostab lepingu ja muudab lepingu.")


@given(PASSAGES)
def test_any_passages_come_back_as_they_were(passages: tuple[AnalysedPassage, ...]) -> None:
    assert unpack(pack(passages)) == passages
    assert unpack(decode_passages(encode_passages(pack(passages)))) == passages


@given(PASSAGES)
def test_passages_that_an_older_version_kept_are_read(passages: tuple[AnalysedPassage, ...]) -> None:
    assert unpack(decode_passages(encode(passages, "msgpack"))) == passages


def test_a_word_is_kept_once_however_often_it_is_said() -> None:
    duty = replace(DUTY, tokens=analyse(DUTY.text))
    packed = pack([duty, duty])
    assert [read_word(one).form for one in packed.words] == ["koostab", "lepingu", "ja", "muudab"]
    assert [one.words for one in packed.passages] == [(0, 1, 2, 3, 1)] * 2
