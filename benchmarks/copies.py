"""``python -m benchmarks.copies DATA MANY --count 100000``: a large data directory out of a small one, without reading.

All kept positions are copied in turn, as often as it takes. In every turn some of the words become others, with the
turn's number at their end: so vocabulary, clauses and lists of postings all grow with the number of positions.
"""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from itertools import islice
from pathlib import Path

import click
import msgspec

from ajsearch import bootstrap
from ajsearch.analysis import VERSION
from ajsearch.model import SourceDocument
from ajsearch.packed import PackedPassages, PackedPosition, PackedWord, Word, read_word
from ajsearch.records import Described, Source, described
from ajsearch.settings import Settings
from ajsearch.store import Store

VARIED = 8
"""In every turn one of so many words becomes another word."""

BATCH = 1_000
"""Copies that are written in one transaction, as the members of one container."""


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("many", type=click.Path(path_type=Path))
@click.option("--count", default=100_000, show_default=True, help="Number of positions.")
def main(data: Path, many: Path, count: int) -> None:
    """Make the data directory MANY out of DATA, with its index and outlines."""
    settings = Settings(data=many)
    with bootstrap.changing(settings) as application:
        with closing(Store.open(Settings(data=data).store_path)) as original:
            original.copy_to(settings.store_path.with_suffix(".copy"))
        with closing(Store.open(settings.store_path.with_suffix(".copy"))) as original:
            application.store.take_over(original)
            copied = copies(original, count)
            while batch := list(islice(copied, BATCH)):
                name = f"copies up to {batch[-1].inner}"
                source = Source(name, name, 0, 0, name, "2020-01-01T00:00:00Z")
                application.store.record(source, batch, ())
                application.store.confirm(application.store.pending())
        settings.store_path.with_suffix(".copy").unlink()
        application.engine.rebuild(application.store.each_packed(application.store.ids()))
        application.service.roles.nearest(application.store.ids()[0], limit=1)


def copies(store: Store, count: int) -> Iterator[Described]:
    """As many copies as the store lacks to ``count``, each under its number."""
    ids = store.ids()
    for number in range(len(ids), count):
        yield varied(store.packed_position(ids[number % len(ids)]), number, number // len(ids))


def varied(packed: PackedPosition, number: int, turn: int) -> Described:
    """A copy of a position under a number in which some words have become others, which are those of a turn."""
    return described(
        f"{number:06}",
        hashlib.sha256(f"{packed.position.id} {number}".encode()).hexdigest(),
        VERSION,
        document=SourceDocument(format="text", blocks=()),
        position=packed.position,
        passages=PackedPassages(tuple(_other(word, turn) for word in packed.passages.words), packed.passages.passages),
    )


@lru_cache(maxsize=200_000)
def _other(word: PackedWord, turn: int) -> PackedWord:
    """The word, or by chance of the turn another one."""
    if zlib.crc32(word, turn) % VARIED:
        return word
    known, ending = read_word(word), str(turn)
    return _encoded(
        Word(
            known.form + ending,
            _ended(known.lemmas, ending),
            _ended(known.parts, ending),
            _ended(known.families, ending),
            _ended(known.part_families, ending),
            known.repairs,
            known.known,
        )
    )


_encoded = msgspec.msgpack.Encoder().encode


def _ended(words: tuple[str, ...], ending: str) -> tuple[str, ...]:
    return tuple(word + ending for word in words)


if __name__ == "__main__":
    main()
