"""Prints what is measured over the judged data, ours beside off-the-shelf: ``python -m tests.eval.report``.

Reads the bundled samples and, where they are beside the project, the real descriptions into a passing data directory.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ajsearch import bootstrap
from ajsearch.ingest import ingest
from ajsearch.service import Service
from ajsearch.settings import Settings
from tests.conftest import SHARED
from tests.eval import baselines
from tests.eval.floors import Measured, floors_of
from tests.eval.judged_samples import judged_samples, positions_by_path
from tests.eval.measure_facts import measure_facts
from tests.eval.measure_queries import Judgement, dev_judgement, measure_queries, ours, sample_judgement
from tests.eval.measure_structure import measure_structure

COMPARED = ("recall", "precision", "precision_one_word", "look_alikes_kept_out")
"""Figures of finders that have no order."""


@contextmanager
def _read(folder: Path) -> Iterator[tuple[Settings, Service]]:
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data), workers=2)
        with bootstrap.changing(settings) as app:
            ingest([folder], app.store, app.engine, settings)
        with bootstrap.reading(settings) as app:
            yield settings, app.service


def _figures(group: str, measured: Measured) -> None:
    floors = floors_of(group)
    print(f"\n{group:<28}{'measured':>10}{'floor':>10}")
    for name, value in measured.figures.items():
        print(f"  {name:<26}{value:>10.4f}" + (f"{floors[name]:>10.4f}" if name in floors else ""))


def _comparison(title: str, judgement: Judgement, ours_measured: Measured) -> None:
    rows = {"ajsearch": ours_measured}
    for name, analyse in baselines.analyses().items():
        rows[name] = measure_queries(judgement, baselines.baseline(analyse, judgement))
    print(f"\n{title + f' ({len(judgement.queries)})':<28}" + "".join(f"{name:>22}" for name in COMPARED))
    for name, measured in rows.items():
        print(f"  {name:<26}" + "".join(f"{measured.figures[one]:>22.4f}" for one in COMPARED))


def main() -> None:
    """Measures everything once and prints the tables."""
    judgement = sample_judgement()
    with _read(bootstrap.SAMPLES) as (settings, service):
        positions = positions_by_path(settings)
        queries = measure_queries(judgement, ours(service, judgement))
    _figures("structure", measure_structure(judged_samples(), positions))
    _figures("facts", measure_facts(judged_samples(), positions))
    _figures("queries", queries)
    _comparison("sample queries", judgement, queries)
    dev = dev_judgement()
    if dev is not None and (SHARED / "seeds").is_dir():
        with _read(SHARED / "seeds") as (_, service):
            _comparison("dev queries", dev, measure_queries(dev, ours(service, dev)))


if __name__ == "__main__":
    main()
