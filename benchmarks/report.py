"""The rows as the tables of RESULTS.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.contenders import PAGE
from benchmarks.measure import CONTENDERS, ROUNDS, Opening, Row, Speed, Work
from benchmarks.own import Detail
from benchmarks.peer_opensearch import OpenSearchEstonian
from benchmarks.peer_postgres import Postgres
from benchmarks.product import Ajsearch
from benchmarks.queries import COMMON_SHARE, MIN_SHARED, RARE_SHARE
from benchmarks.same_report import EXPLAINED, GROWN, GROWTH_HEADS, HEADS, growth_lines, same_lines
from benchmarks.same_work import Same

KIB = 1024
SERVERS = (Postgres.name, OpenSearchEstonian.name)
SHORTEST = 0.001
"""Milliseconds or seconds below which nothing is told apart."""
MOST = 100_000
"""Positions of the largest corpus that is spoken of."""


@dataclass(frozen=True, slots=True)
class Run:
    """When and on what the figures were taken; ``noise`` is the load average of the machine before the run."""

    commit: str
    date: str
    cores: int
    python: str
    noise: float
    seconds: float
    how: str = "`make bench`"
    """What it was asked to measure, where that differs."""


def report(run: Run, rows: Sequence[Row]) -> str:
    """The whole page."""
    works = [row for row in rows if isinstance(row, Work)]
    speeds = [row for row in rows if isinstance(row, Speed)]
    openings = [row for row in rows if isinstance(row, Opening)]
    parts = [
        _introduction(run),
        "## Reading, analysing, indexing\n",
        _table(
            ("positions", "what", "by", "s", "CPU s", "positions/s", "ajsearch takes ×", "MB on disk", "peak MB"),
            (_work_line(row, works) for row in works),
        ),
        "`peak MB` is the main process + the largest reading process. The peers only read and index; ajsearch also"
        " takes each description apart and analyses its Estonian.\n",
        "## Searching\n",
        _table(
            ("positions", "query", "by", "p50 ms", "p95 ms", "first round", "ajsearch takes ×", "recall", "others"),
            (_speed_line(row, speeds) for row in speeds),
        ),
        "`recall` is the share of the positions with an inflected form of every word that was found; `others` is how"
        " many more a query found on average (ajsearch: compounds, derivations, synonyms, near-complete answers). Of"
        f" similar positions, recall is the share of {PAGE} that come from the same kind of work.\n",
        *_same_work([row for row in rows if isinstance(row, Same)]),
        "## Opening\n",
        _table(
            ("positions", "by", "open + first answer ms", "peak MB after all queries", "of which since the start"),
            (
                (f"{o.size:,}", o.contender, f"{o.first_answer_ms:.0f}", f"{o.peak_mb:.0f}", f"{o.grown_mb:.0f}")
                for o in openings
            ),
        ),
        "Servers (PostgreSQL, OpenSearch) are started by the opening, and their own memory is not counted.\n",
        "## ajsearch in parts\n",
        _table(
            ("positions", "what", "figure"),
            ((f"{d.size:,}", d.what, f"{d.value:.3g} {d.unit}") for d in rows if isinstance(d, Detail)),
        ),
    ]
    sizes = sorted({row.size for row in speeds})
    if len(sizes) > 1:
        parts += ["## Growth of ajsearch\n", _growth(sizes[0], sizes[-1], works, speeds)]
    return "\n".join(parts)


def _same_work(rows: Sequence[Same]) -> list[str]:
    if not rows:
        return []
    parts = ["## The same words, the same queries\n", EXPLAINED, _table(HEADS, same_lines(rows))]
    grown = list(growth_lines(rows))
    sizes = sorted({row.size for row in rows})
    heading = f"### ajsearch at {sizes[-1]:,} positions ÷ at {sizes[0]:,}\n"
    return [*parts, heading, GROWN, _table(GROWTH_HEADS, grown)] if grown else parts


def _introduction(run: Run) -> str:
    return f"""# Results

Made by {run.how}; do not edit. Commit {run.commit}, {run.date}, {run.cores} cores, Python {run.python}, \
{run.seconds / 60:.1f} minutes.

The machine was noisy: other work ran on the same cores (load average {run.noise:.1f} before the start). Compare ratios,
not milliseconds; of builds, seconds of CPU rather than of the clock (a server's own are not counted). A query's time is
the median of {ROUNDS} rounds; it is a first page of {PAGE} hits with excerpts and, for ajsearch, facets; p95 is that of
the queries by nearest rank, of 20 the nineteenth. Contenders run one after the other, each in a fresh process, in
process without HTTP.

The descriptions are generated from the bundled samples' clauses (see `generate.py`): their vocabulary is small for
their number, apart from a tail of compounds. A rare word is in at most {RARE_SHARE:.0%} of the positions, a common one
in at least {COMMON_SHARE:.0%}; three words are in {MIN_SHARED} positions or more together. What truly answers is known
from the clauses and from the words' paradigms, which Vabamorf synthesises; it is the lexicon that ajsearch uses too.
ajsearch looks for every word in eight tiers (form, lemma, parts, families, synonyms …); the others for what is written:
under "Searching" that is not the same work, and the ratios say what a user's page costs. The same work has a table of
its own.
{_left_out()}"""


def _left_out() -> str:
    """Which contenders are not measured, and why."""
    reasons = [f"- {one.name}: {reason}" for one in CONTENDERS if (reason := one.missing())]
    limits = [f"- {one.name}: at most {one.largest:,} positions" for one in CONTENDERS if one.largest < MOST]
    return "\nNot measured:\n\n" + "\n".join([*reasons, *limits]) + "\n"


def _work_line(row: Work, works: Sequence[Work]) -> tuple[str, ...]:
    own = next((w for w in works if (w.contender, w.what, w.size) == (Ajsearch.name, "build", row.size)), None)
    is_peer = row.contender not in {Ajsearch.name, *SERVERS}
    compared = _ratio(own.cpu_seconds, row.cpu_seconds) if own and is_peer else ""
    rate = f"{row.size / row.seconds:.0f}" if row.what.startswith("build") else ""
    return (
        f"{row.size:,}",
        row.what,
        row.contender,
        f"{row.seconds:.2f}",
        f"{row.cpu_seconds:.2f}",
        rate,
        compared,
        f"{row.disk_bytes / KIB / KIB:.1f}",
        f"{row.peak_mb:.0f} + {row.worker_peak_mb:.0f}",
    )


def _speed_line(row: Speed, speeds: Sequence[Speed]) -> tuple[str, ...]:
    own = next(s for s in speeds if (s.contender, s.kind, s.size) == (Ajsearch.name, row.kind, row.size))
    return (
        f"{row.size:,}",
        f"{row.kind} ({row.queries})",
        row.contender,
        f"{row.p50_ms:.2f}",
        f"{row.p95_ms:.2f}",
        f"{row.first_ms:.2f}",
        "" if row.contender == Ajsearch.name else _ratio(own.p50_ms, row.p50_ms),
        f"{row.recall:.0%}",
        f"{row.others:.1f}",
    )


def _ratio(own: float, other: float) -> str:
    return f"{own / max(other, SHORTEST):.2g}"


def _growth(small: int, large: int, works: Sequence[Work], speeds: Sequence[Speed]) -> str:
    cost: dict[tuple[str, int], float] = {
        (w.what, w.size): w.cpu_seconds for w in works if w.contender == Ajsearch.name
    }
    cost |= {(s.kind.value, s.size): s.p50_ms for s in speeds if s.contender == Ajsearch.name}
    names = [name for name, size in cost if size == small and (name, large) in cost]
    lines = ((name, f"{cost[name, large] / cost[name, small]:.1f}") for name in names)
    return _table(("what", f"cost at {large:,} ÷ cost at {small:,} ({large / small:.0f} × as many)"), lines)


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [heads, ["---"] * len(heads), *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
