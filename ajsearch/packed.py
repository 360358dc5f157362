"""A position's analysed passages as they are kept and shown: each of its words once, its texts as numbers of words.

A description says most of its words several times, and the next one says them too. A search looks at each of them once,
and makes tokens of none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from ajsearch.model import AnalysedPassage, AnalysedPosition, Position, SectionKind, Token, decode, encode

PackedWord = bytes
"""What is known of a word wherever it stands (see ``Word``): two words are the same where their bytes are."""


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A ``Token`` without its place."""

    form: str
    lemmas: tuple[str, ...]
    parts: tuple[str, ...]
    families: tuple[str, ...]
    part_families: tuple[str, ...]
    repairs: tuple[str, ...]
    known: bool


class PackedPassage(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An ``AnalysedPassage``: ``words`` are the numbers of its tokens' words, ``starts`` and ``ends`` their places in
    the text; ``repaired`` are those tokens where the document had another text.
    """

    item: int
    field: str
    section: SectionKind
    number: str | None
    heading: str
    text: str
    words: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    repaired: tuple[int, ...] = ()


class PackedTokens(NamedTuple):
    """The words of one text with their places, see ``PackedPassage``."""

    words: tuple[PackedWord, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    repaired: tuple[int, ...]


class PackedPassages(msgspec.Struct, frozen=True, gc=False):
    """The passages of one position in its order, and their different words."""

    words: tuple[PackedWord, ...]
    passages: tuple[PackedPassage, ...]


@dataclass(frozen=True, slots=True)
class PackedPosition:
    """An ``AnalysedPosition`` as the store keeps it: indexing and likeness ask for its words only."""

    position: Position
    passages: PackedPassages


Analysed = AnalysedPosition | PackedPosition
"""A position with its analysed passages in either form."""


@dataclass(frozen=True, slots=True)
class ShownPosition:
    """What a search shows of a position, see ``model.Position`` for the names."""

    id: str
    path: str
    title: str
    employer: str | None
    unit: str | None
    passages: PackedPassages


_read = msgspec.msgpack.Decoder(Word).decode
_written = msgspec.msgpack.Encoder().encode


def read_word(word: PackedWord) -> Word:
    """What is known of a word."""
    return _read(word)


def packed_word(token: Token) -> PackedWord:
    """A token's word as it is kept."""
    return _written(word_of(token))


def word_of(token: Token) -> Word:
    """A token's word."""
    return Word(token.form, token.lemmas, token.parts, token.families, token.part_families, token.repairs, token.known)


def pack(passages: Iterable[AnalysedPassage]) -> PackedPassages:
    """The same passages, packed."""
    return packed_together((one, pack_tokens(one.tokens)) for one in passages)


def pack_tokens(tokens: Sequence[Token]) -> PackedTokens:
    """The words of one text, packed."""
    return PackedTokens(
        words=tuple(map(packed_word, tokens)),
        starts=tuple(token.start for token in tokens),
        ends=tuple(token.end for token in tokens),
        repaired=tuple(at for at, token in enumerate(tokens) if token.repaired),
    )


def packed_together(passages: Iterable[tuple[AnalysedPassage, PackedTokens]]) -> PackedPassages:
    """Passages with the words of their texts, each word once; the passages' own tokens do not count."""
    numbers: dict[PackedWord, int] = {}
    packed = [
        PackedPassage(
            item=one.item,
            field=one.field,
            section=one.section,
            number=one.number,
            heading=one.heading,
            text=one.text,
            words=tuple([numbers.setdefault(word, len(numbers)) for word in tokens.words]),
            starts=tokens.starts,
            ends=tokens.ends,
            repaired=tokens.repaired,
        )
        for one, tokens in passages
    ]
    return PackedPassages(tuple(numbers), tuple(packed))


def packed_position(analysed: Analysed) -> PackedPosition:
    """A position with its passages packed."""
    if isinstance(analysed, PackedPosition):
        return analysed
    return PackedPosition(analysed.position, pack(analysed.passages))


def unpacked_position(analysed: Analysed) -> AnalysedPosition:
    """A position with the tokens of its passages."""
    if isinstance(analysed, PackedPosition):
        return AnalysedPosition(analysed.position, unpack(analysed.passages))
    return analysed


def unpack(packed: PackedPassages) -> tuple[AnalysedPassage, ...]:
    """The passages with their tokens."""
    words = [read_word(word) for word in packed.words]
    return tuple(
        AnalysedPassage(
            item=one.item,
            field=one.field,
            section=one.section,
            number=one.number,
            heading=one.heading,
            text=one.text,
            tokens=tuple(_tokens(one, words)),
        )
        for one in packed.passages
    )


def _tokens(passage: PackedPassage, words: Sequence[Word]) -> Iterator[Token]:
    for at, (number, start, end) in enumerate(zip(passage.words, passage.starts, passage.ends, strict=True)):
        word = words[number]
        yield Token(
            start,
            end,
            word.form,
            word.lemmas,
            word.parts,
            word.families,
            word.part_families,
            word.repairs,
            word.known,
            at in passage.repaired,
        )


def shown(analysed: AnalysedPosition) -> ShownPosition:
    """What a search shows of a position that is at hand."""
    position = analysed.position
    return ShownPosition(
        position.id, position.path, position.title, position.employer, position.unit, pack(analysed.passages)
    )


def encode_passages(passages: PackedPassages) -> bytes:
    """Passages as the store keeps them: MessagePack."""
    return encode(passages, "msgpack")


def decode_passages(kept: bytes) -> PackedPassages:
    """What ``encode_passages`` wrote, or the array of passages that stores from before hold."""
    if _is_array(kept[0]):
        return pack(decode(kept, tuple[AnalysedPassage, ...], "msgpack"))
    return decode(kept, PackedPassages, "msgpack")


def _is_array(first: int) -> bool:
    """Whether a value of MessagePack is an array, by its first byte."""
    return first & 0xF0 == 0x90 or first in {0xDC, 0xDD}
