"""Generated queries and requests, asked of the pages and the API: ``python -m tests.hostile_requests --count 100000``.

A request is bad when its answer is a server's error, takes more than ``--seconds`` or has more than ``MOST_BYTES``. A
query is bad when a word of it is neither searched nor left out as a function word, and no notice says so.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, urlencode

from werkzeug.test import Client

from ajsearch import bootstrap
from ajsearch.estonian.analyser import analyse_query
from ajsearch.ingest import ingest
from ajsearch.settings import Settings
from index.query_ast import And, Fact, Leaf, Node, Not, Or, Phrase, Prefix, Word
from index.querylang import clean, parse
from index.querywords import query_words
from web import create_app
from web.params import FLAGS, LISTS, NUMBERS, TEXTS

MOST_BYTES = 20_000_000
"""The largest export of the samples has a hundredth of it."""

CHUNK = 1000
"""Requests after which is told how far it is; each thousand begins with a seed of its own."""

WORDS = (
    *("arhiiv", "klientide", "nõustamine", "eelarve", "koostab", "aruandeid", "B2", "vene", "keele", "oskus", "ja"),
    *("või", "OR", "VÕI", "AND", "NOT", "juhtimine", "a", "õ", "sise-", "väliskliendid", "e-post", "2.1", "koostamine"),
    *("peab", "töötaja", "ning", "https://x.ee/?a=b", "*a", "a*", "aa*", "õ*", "jõustub", "xyzzyqq"),
)
FIELDS = ("amet:", "title:", "ülesanne:", "duty:", "nõue:", "keel:", "language:", "haridus:", "kogemus:", "tundmatu:")
FACTS = (
    "keel:vene>=B2",
    "keel:ru:B2-A1",
    "keel:",
    "haridus:>=magister",
    "kogemus:<=2",
    "kogemus:>=99999999999999999999",
)
SIGNS = ('"', "'", "(", ")", "-", "*", ":", ">=", "<", "|", "&", "!", "~", "^", "[", "]", "{", "}", "\\", "/", "?", "+")
ODD = (
    "\0",
    "\n",
    "\t",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\ud800",
    "İ",
    "ﬁ",
    "\u0301",
    "😀",
    "%",
    "%00",
    "<script>",
    "';--",
)
VALUES = ("", "1", "-1", "0", "nan", "inf", "1e999", "9" * 40, "ru:B2", "vene:A2-C1", "any-foreign", "x" * 3000, "duty")
PATHS = (
    "/", "/api/v1/search", "/api/v1/complete", "/api/v1/requirements", "/api/v1/overview", "/api/v1/review",
    "/api/v1/clauses", "/api/v1/compare", "/export.csv", "/export.json", "/export.xlsx", "/feed.atom", "/overview",
    "/review", "/unread", "/clauses", "/compare", "/compare.xlsx", "/draft", "/healthz", "/positions/{id}",
    "/positions/{id}/similar", "/positions/{id}/versions", "/positions/{id}/file", "/api/v1/positions/{id}",
    "/api/v1/positions/{id}/similar", "/api/v1/positions/{id}/versions", "/api/v1/similar", "/api/v1/draft",
    "/static/{odd}", "/{odd}", "/opensearch.xml", "/about", "/metrics",
)  # fmt: skip
METHODS = ("GET",) * 12 + ("POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW")
BODIES = (
    b"",
    b"{}",
    b"[]",
    b"null",
    b'{"title": 5}',
    b'{"title": "\\ud800", "sections": [null]}',
    b"\xff\xfe",
    b"{" * 5000,
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(slots=True)
class Tally:
    """What became of the requests: how many had each status, what was bad, the slowest."""

    statuses: Counter[int] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def add(self, other: "Tally") -> None:
        """Count another's requests with these."""
        self.statuses += other.statuses
        self.bad += other.bad
        self.slowest = max(self.slowest, other.slowest)


def query(chance: random.Random) -> str:
    """A query of words, signs and oddities in any order."""
    if chance.random() < 0.02:
        return chance.choice((*WORDS, *SIGNS, *ODD)) * chance.choice((100, 3000))
    kinds = (WORDS, WORDS, WORDS, FIELDS, FACTS, SIGNS, ODD)
    pieces = [chance.choice(chance.choice(kinds)) for _ in range(chance.choice((0, 1, 2, 3, 5, 9, 30, 90)))]
    return chance.choice((" ", " ", "")).join(pieces)


def lost_words(text: str) -> set[str]:
    """The words of a query that are neither searched nor optional; none where a notice says that not all is."""
    asked = parse(text)
    if asked.notices:
        return set()
    known = query_words()
    searched = " ".join(_searched(asked.root)).casefold()
    signs = {"or", "või", "and", "not", *(name.casefold() for name in known.fields)}
    fact_free = " ".join(part for part in clean(text).split() if ":" not in part)
    # A letter and a sign over it are one letter where there is such a one; a ligature is its letters.
    words = {word.casefold() for word in _LETTERS.findall(normalize("NFKC", fact_free))}
    return {word for word in words - signs - known.optional if word not in searched and not _may_go(word)}


def _may_go(word: str) -> bool:
    """Whether other words may make a word needless: it says next to nothing."""
    known = query_words()
    return all(not known.light.isdisjoint(token.lemmas) for token in analyse_query(word))


def _searched(node: Node) -> Iterator[str]:
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _searched(child)
        case Not(child):
            yield from _searched(child)
        case Fact():
            return
        case _:
            yield from _forms(node)


def _forms(leaf: Leaf) -> Iterator[str]:
    match leaf:
        case Word(token):
            yield token.form
        case Prefix(stem):
            yield stem
        case Phrase(tokens):
            yield from (token.form for token in tokens)


def ask(client: Client, chance: random.Random, ids: list[str], tally: Tally, seconds: float) -> None:
    """One request, and what was bad in its answer."""
    method, path, options = _request(chance, ids)
    begun = time.monotonic()
    try:
        with client.open(path, method=method, buffered=True, **options) as answered:
            status, size = answered.status_code, len(answered.data)
    except Exception as error:
        tally.bad.append(f"{method} {path[:200]}: {type(error).__name__} {error}")
        return
    took = time.monotonic() - begun
    tally.statuses[status] += 1
    tally.slowest = max(tally.slowest, (took, f"{method} {path[:200]}"))
    if status >= 500 or took > seconds or size > MOST_BYTES:
        tally.bad.append(f"{method} {path[:2000]}: {status}, {took:.1f} s, {size} bytes, {options}")


def _request(chance: random.Random, ids: list[str]) -> tuple[str, str, dict[str, object]]:
    path = chance.choice(PATHS)
    odd = chance.choice((*ODD, *SIGNS, "../../etc/passwd", "..\\..", "%2e%2e/", "//x.ee", "a" * 5000))
    path = path.format(
        id=chance.choice((*ids[:3], quote(odd, errors="replace"))), odd=quote(odd, safe="/", errors="replace")
    )
    pairs = [("q", query(chance))] if chance.random() < 0.8 else []
    keys = (*LISTS, *TEXTS, *NUMBERS, *FLAGS, "in", "view", "id", "kind", "of", "item", "differences", query(chance))
    values = (*VALUES, *ids[:3], query(chance))
    pairs += [(chance.choice(keys), chance.choice(values)) for _ in range(chance.choice((0, 0, 1, 2, 5)))]
    address = urlencode(pairs, errors="replace")
    options: dict[str, object] = {}
    method = chance.choice(METHODS)
    if method not in ("GET", "HEAD"):
        kind = chance.choice(
            ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x")
        )
        body = chance.choice((*BODIES, query(chance).encode("utf-8", "replace")))
        options = {"data": body, "content_type": kind}
    return method, f"{path}?{address}" if address else path, options


def run(settings: Settings, *, count: int, seed: int, seconds: float) -> Tally:
    """So many queries and requests over a data directory."""
    chance, tally = random.Random(seed), Tally()
    with bootstrap.reading(settings) as app:
        ids = app.store.ids()
        client = Client(create_app(app.service))
        for _ in range(count):
            ask(client, chance, ids, tally, seconds)
            text = query(chance)
            if lost := lost_words(text):
                tally.bad.append(f"query {text!r}: {sorted(lost)} are lost")
    return tally


def main() -> None:
    """Ask so much and print what was bad."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(data=Path(place) / "data")
        with bootstrap.changing(settings) as app:
            ingest([bootstrap.SAMPLES], app.store, app.engine, settings)
        whole = Tally()
        for seed, done in enumerate(range(0, options.count, CHUNK), options.seed):
            count = min(CHUNK, options.count - done)
            tally = run(settings, count=count, seed=seed, seconds=options.seconds)
            whole.add(tally)
            for line in tally.bad:
                _say(line)
            _say(f"{done + count} requests and as many queries: {len(whole.bad)} bad; {dict(whole.statuses)}")
    _say(f"slowest: {whole.slowest[0]:.2f} s {whole.slowest[1]}")
    sys.exit(bool(whole.bad))


def _say(line: str) -> None:
    print(line.encode("ascii", "backslashreplace").decode(), flush=True)


if __name__ == "__main__":
    main()
