"""Floors of the names that the top of a description gives, over judged title lines of many templates."""

from pathlib import Path

from ajsearch.readers import read_file
from ajsearch.sections import parse
from tests.eval.floors import Measured, assert_reached

CASES = Path(__file__).with_name("title_lines.txt")
NAMES = ("title", "employer", "unit")
BODY = """
1. TÖÖ EESMÄRK
1.1. Tagada töö sujuv korraldus ja teabe liikumine.
2. TÖÖÜLESANDED
2.1. koostab aruandeid ja ülevaateid;
2.2. nõustab kliente ja lahendab pöördumisi;
2.3. peab arvestust varade üle.
3. NÕUDED
3.1. keskharidus;
3.2. eesti keele oskus tasemel B2.
"""


def test_names_of_title_lines_reach_their_floors(tmp_path: Path) -> None:
    right = dict.fromkeys(NAMES, 0)
    cases = [case.strip() for case in CASES.read_text(encoding="utf-8").split("###\n")[1:]]
    differences = []
    for number, case in enumerate(cases):
        top, _, judged = case.partition("\n=> ")
        path = tmp_path / f"{number}.txt"
        path.write_text(top.replace("\n", "\n\n") + BODY, encoding="utf-8")
        found = parse(read_file(path).documents[0])
        for name, wanted in zip(NAMES, judged.split(" | "), strict=True):
            value = getattr(found, name) or "-"
            same = value.lower() == wanted.lower()
            right[name] += same
            if not same:
                differences.append(f"{top!r}: {name} is {value!r}, judged {wanted!r}")
    assert_reached("title_lines", Measured({name: right[name] / len(cases) for name in NAMES}, tuple(differences)))
