"""Floors of the structure over judged descriptions in many templates and over the bundled samples."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from ajsearch.sections import parse

HERE = Path(__file__).parent / "structure"

ITEMS_FLOOR = 0.95
DUTIES_FLOOR = 0.97
PAIRS_FLOOR = 0.95
TITLE_FLOOR = 0.97
NAMES_FLOOR = 0.9
LEAST_TEMPLATES = 12


def _judging() -> ModuleType:
    """The scoring module beside the judged files; the folder is data, not a package."""
    spec = importlib.util.spec_from_file_location("structure_judging", HERE / "judging.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_judged_descriptions_reach_the_floors() -> None:
    judging = _judging()
    paths = sorted(HERE.glob("*.txt"))
    assert len(paths) >= LEAST_TEMPLATES
    score = judging.Score()
    for path in paths:
        document, judged = judging.read_case(path)
        judging.add_case(score, path.stem, parse(document, file_name=f"{path.stem}.docx"), judged)
    report = "\n".join(score.misses)
    assert score.items.f1 >= ITEMS_FLOOR, report
    assert score.duties.f1 >= DUTIES_FLOOR, report
    assert score.pairs.f1 >= PAIRS_FLOOR, report
    assert score.names["title"].f1 >= TITLE_FLOOR, report
    assert score.names["employer"].f1 >= NAMES_FLOOR, report
    assert score.names["unit"].f1 >= NAMES_FLOOR, report
