"""Floors of the structure over judged descriptions as real files: PDF, DOCX, ODT, RTF, HTML and text."""

from pathlib import Path

from ajsearch.readers.base import ReadLimits
from ajsearch.readers.dispatch import read_content
from ajsearch.sections import parse
from tests.eval.structure import judging

FORMATS = Path(__file__).parent / "formats"
LEAST_FILES = 38


def test_rendered_descriptions_reach_the_floors() -> None:
    files = sorted((FORMATS / "files").iterdir())
    assert len(files) >= LEAST_FILES
    score = judging.Score()
    for path in files:
        stem = path.name.split(".")[0]
        judged = (FORMATS / f"{stem}.judged").read_text(encoding="utf-8").split("\n=== judged\n")[1]
        outcome = read_content(path.read_bytes(), path.name, ReadLimits(), 0)
        structure = parse(outcome.documents[0], file_name=path.name)
        judging.add_case(score, path.name, structure, judging.structure_of(judged.splitlines()))
    assert not judging.missed_floors(score)
