"""``python -m benchmarks --sizes 200,2000``: measures and writes RESULTS.md.

Spawned processes import the module that was started: what measures is imported in ``main`` alone, so that ajsearch's
workers do not pay for it.
"""

import logging
import os
import platform
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import click

HERE = Path(__file__).parent


@click.command()
@click.option("--sizes", default="200,2000", show_default=True, help="Numbers of positions, with commas between.")
@click.option(
    "--kept",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="A data directory that holds the first generated positions: searching it is measured too.",
)
@click.option(
    "--copies",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="A data directory of more positions that benchmarks.copies made of KEPT.",
)
@click.option(
    "--peers",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where peers' indexes of ajsearch's words are kept, or will be, for another run.",
)
@click.option("--per-kind", default=30, show_default=True, help="Queries of each kind.")
@click.option(
    "--output",
    default=HERE / "RESULTS.md",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the tables go.",
)
def main(
    *, sizes: str, kept: Path | None, copies: Path | None, peers: Path | None, per_kind: int, output: Path
) -> None:
    """Measure ajsearch and its peers over generated descriptions."""
    from benchmarks.measure import Row, measure, measure_copies, measure_kept
    from benchmarks.report import Run, report

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    commit, noise, begun = _commit(), os.getloadavg()[0], time.monotonic()
    rows: list[Row] = []
    for size in sorted(int(one) for one in sizes.split(",") if one):
        logging.info("%d positions", size)
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o711)  # a server that may not be root has its files in it
            rows += measure(size, Path(folder) / "run", per_kind=per_kind)
    if kept:
        logging.info("searching %s", kept)
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o711)
            own_peers = peers or Path(folder) / "peers"
            rows += measure_kept(kept, Path(folder), own_peers, per_kind=per_kind)
            if copies:
                logging.info("searching %s", copies)
                rows += measure_copies(copies, kept, own_peers, per_kind=per_kind)
    run = Run(
        # Every measurement loads the code anew: a tree that moved meanwhile is named by both its ends.
        commit=" to ".join(dict.fromkeys((commit, _commit()))),
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        cores=os.cpu_count() or 1,
        python=platform.python_version(),
        noise=noise,
        seconds=time.monotonic() - begun,
        how=f"`python -m benchmarks --sizes {sizes} --per-kind {per_kind}{' --kept' * bool(kept)}"
        f"{' --copies' * bool(copies)}`",
    )
    output.write_text(report(run, rows), encoding="utf-8")


def _commit() -> str:
    """The short hash of the commit, with a word where the packages differ from it."""
    git = ["git", "-C", str(HERE)]
    try:
        commit = subprocess.check_output([*git, "rev-parse", "--short", "HEAD"], text=True).strip()
        changed = subprocess.call([*git, "diff", "--quiet", "HEAD", "--", "../ajsearch", "../index"])
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{commit} with uncommitted changes" if changed else commit


if __name__ == "__main__":
    main()
