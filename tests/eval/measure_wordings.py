"""Leave one out over the samples and the judged papers: are a role's other duties suggested in any judged wording?

Given are the title and the first two duties; a remaining duty counts when another description has it in other words, as
judged by hand, and is found when one of those wordings is what a suggestion shows.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ajsearch.model import SectionKind, Structure
from ajsearch.roles.advice import Advice
from ajsearch.roles.given import given_lines
from ajsearch.roles.upkeep import Upkeep
from ajsearch.store import Store
from tests.eval.floors import Measured
from tests.eval.judged_samples import judged_samples
from tests.eval.measure_drafts import shown_texts
from tests.eval.structure import judging
from tests.roles import keep

JUDGED = Path(__file__).parent / "role_wordings.toml"
PAPERS = Path(__file__).parent / "papers"
GIVEN = 2


def measure_wordings(store: Store) -> Measured:
    """The share of remaining duties with judged wordings elsewhere that are suggested in one of them."""
    roles = _roles()
    for name, role in roles.items():
        keep(store, name, role)
    advice = Advice(store, Upkeep(store, None))
    wanted = found = 0
    differences = []
    for judged in tomllib.loads(JUDGED.read_text(encoding="utf-8"))["roles"]:
        role = roles[judged["of"]]
        wordings = {one["text"]: set(one["wordings"]) for one in judged["duties"]}
        duties = _duties(role)
        remaining = [one for one in duties[GIVEN:] if one in wordings]
        store.forget([f"/roles/{judged['of']}"])
        answer = advice.draft(given_lines(judged["of"], [role.title, *duties[:GIVEN]]))
        keep(store, judged["of"], role)
        shown = shown_texts(answer)
        missed = [one for one in remaining if not shown & wordings[one]]
        wanted, found = wanted + len(remaining), found + len(remaining) - len(missed)
        differences += [f"{judged['of']}: missed {one}" for one in missed]
    return Measured({"judged_wordings_suggested": found / wanted}, tuple(differences))


def _duties(role: Structure) -> list[str]:
    return [item.text for section in role.sections if section.kind is SectionKind.DUTY for item in section.items]


@cache
def _roles() -> dict[str, Structure]:
    papers: Iterable[Path] = sorted(PAPERS.glob("*.judged"))
    judged: dict[str, Any] = {f"samples/{one.name}": one.structure for one in judged_samples()}
    return judged | {
        f"papers/{path.stem}": judging.structure_of(path.read_text(encoding="utf-8").splitlines()) for path in papers
    }
