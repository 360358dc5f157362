"""Floors of the structure over judged descriptions in many templates."""

from pathlib import Path

from ajsearch.sections import parse
from tests.eval.structure import judging

HERE = Path(__file__).parent / "structure"
LEAST_TEMPLATES = 12


def test_judged_descriptions_reach_the_floors() -> None:
    paths = sorted(HERE.glob("*.txt"))
    assert len(paths) >= LEAST_TEMPLATES
    score = judging.Score()
    for path in paths:
        document, judged = judging.read_case(path)
        judging.add_case(score, path.stem, parse(document, file_name=f"{path.stem}.docx"), judged)
    assert not judging.missed_floors(score)
