"""Floors of the structure over judged descriptions as real files: PDF, DOCX, ODT, RTF, HTML and text."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from ajsearch.readers.base import ReadLimits
from ajsearch.readers.dispatch import read_content
from ajsearch.sections import parse

HERE = Path(__file__).parent
FORMATS = HERE / "formats"

ITEMS_FLOOR = 0.95
DUTIES_FLOOR = 0.97
PAIRS_FLOOR = 0.95
TITLE_FLOOR = 0.97
NAMES_FLOOR = 0.9
LEAST_FILES = 16


def _judging() -> ModuleType:
    """The scoring module beside the judged texts; its folder is data, not a package."""
    spec = importlib.util.spec_from_file_location("format_judging", HERE / "structure" / "judging.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_rendered_descriptions_reach_the_floors() -> None:
    judging = _judging()
    score = judging.Score()
    files = sorted(path for path in (FORMATS / "files").iterdir())
    assert len(files) >= LEAST_FILES
    for path in files:
        stem = path.name.split(".")[0]
        judged = (FORMATS / f"{stem}.judged").read_text(encoding="utf-8").split("\n=== judged\n")[1]
        outcome = read_content(path.read_bytes(), path.name, ReadLimits(), 0)
        structure = parse(outcome.documents[0], file_name=path.name)
        judging.add_case(score, path.name, structure, judging.structure_of(judged.splitlines()))
    report = "\n".join(score.misses)
    assert score.items.f1 >= ITEMS_FLOOR, report
    assert score.duties.f1 >= DUTIES_FLOOR, report
    assert score.pairs.f1 >= PAIRS_FLOOR, report
    assert score.names["title"].f1 >= TITLE_FLOOR, report
    assert score.names["employer"].f1 >= NAMES_FLOOR, report
    assert score.names["unit"].f1 >= NAMES_FLOOR, report
