"""How the facts read from the samples' requirements compare with the judged ones."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from ajsearch.model import LanguageRequirement, Position, Requirements
from tests.eval.floors import Measured
from tests.eval.judged_samples import JudgedSample

Facts = Requirements | Position
"""Both have the same facts under the same names."""

OF_A_DOCUMENT: Mapping[str, Callable[[Facts], object]] = {
    "education_level": lambda facts: facts.education and facts.education.level.value,
    "education_required": lambda facts: facts.education and facts.education.required,
    "experience_years": lambda facts: facts.experience_years,
    "experience_required": lambda facts: facts.experience_required,
    "licence": lambda facts: sorted((one.category, one.required) for one in facts.driving_licence),
    "clearance": lambda facts: facts.security_clearance,
}
"""The facts that a document has once, each right or wrong."""


def measure_facts(samples: Sequence[JudgedSample], positions: Mapping[str, Position]) -> Measured:
    """Precision and recall of languages, and the share of documents where each other fact is right."""
    hits = found = judged = 0
    right, differences = Counter[str](), list[str]()
    for sample in samples:
        facts: Facts = positions.get(sample.path) or Requirements()
        ours, wanted = (
            Counter(_language(one, all_.languages) for one in all_.languages) for all_ in (facts, sample.facts)
        )
        hits, found, judged = hits + (ours & wanted).total(), found + ours.total(), judged + wanted.total()
        differences += [f"{sample.name}: lost language {one}" for one in (wanted - ours).elements()]
        differences += [f"{sample.name}: extra language {one}" for one in (ours - wanted).elements()]
        for name, of in OF_A_DOCUMENT.items():
            right[name] += of(facts) == of(sample.facts)
            if of(facts) != of(sample.facts):
                differences.append(f"{sample.name}: {name} is {of(facts)!r}, judged {of(sample.facts)!r}")
    figures = {"languages_precision": hits / max(1, found), "languages_recall": hits / max(1, judged)}
    figures |= {name: right[name] / max(1, len(samples)) for name in OF_A_DOCUMENT}
    return Measured(figures, tuple(differences))


def _language(fact: LanguageRequirement, all_facts: Sequence[LanguageRequirement]) -> str:
    """Language, level, whether required, and the group as its members: the group's own name is free."""
    need = "required" if fact.required else "welcome"
    told = f"{fact.language} {fact.level.value if fact.level else 'no level'} {need}"
    if fact.group is None:
        return told
    mates = sorted(one.language for one in all_facts if one.group == fact.group)
    return f"{told}, {fact.group_min} of {'/'.join(mates)}"
