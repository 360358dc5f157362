"""Twenty questions of requirements over the bundled samples: each must find exactly the positions that were judged so.

The right set comes from the judged facts and the reference of filters; ours from the files, through the whole house.
"""

from dataclasses import replace

from ajsearch import bootstrap
from ajsearch.asking import build_request
from ajsearch.settings import Settings
from tests.eval.floors import Measured, assert_reached
from tests.eval.judged_samples import judged_samples, positions_by_path
from tests.reference_facts import satisfies

QUESTIONS: tuple[dict[str, object], ...] = (
    {"languages": ["ru:B2"], "required_only": True},
    {"languages": ["ru:B1"]},
    {"languages": ["ru"], "need": "welcome"},
    {"languages": ["en:B2"], "required_only": True},
    {"languages": ["en:A2-B1"]},
    {"languages": ["et:C1"], "required_only": True, "education": "secondary"},
    {"languages": ["any-foreign:B1"]},
    {"languages": ["ru:B1", "en:B1"]},
    {"languages": ["en"], "no_languages": ["ru"]},
    {"no_languages": ["en", "ru"]},
    {"languages": ["ru"], "need": "alternative"},
    {"languages": ["ru:B1"], "approximate": True},
    {"education": "secondary", "max_experience": 2.0},
    {"education": "vocational", "max_experience": 0.0},
    {"min_education": "higher", "min_experience": 3.0},
    {"min_education": "master"},
    {"languages": ["en:B1"], "required_only": True, "min_education": "bachelor", "max_experience": 3.0},
    {"licences": ["B"], "required_only": True},
    {"clearance": True},
    {"speaks": ["et", "en:B1"], "education": "higher", "max_experience": 2.0},
)


def test_structured_questions_have_exactly_the_right_answers(samples: Settings) -> None:
    positions = positions_by_path(samples)
    judged = [
        replace(
            positions[sample.path],
            languages=sample.facts.languages,
            education=sample.facts.education,
            experience_years=sample.facts.experience_years,
            experience_required=sample.facts.experience_required,
            driving_licence=sample.facts.driving_licence,
            security_clearance=sample.facts.security_clearance,
        )
        for sample in judged_samples()
    ]
    differences, right = [], 0
    with bootstrap.reading(samples) as app:
        for question in QUESTIONS:
            request = build_request("", limit=1000, **question)  # type: ignore[arg-type]
            wanted = {one.path for one in judged if satisfies(one, request.filters)}
            found = {hit.path for hit in app.service.search(request).hits}
            right += found == wanted
            differences += [f"{question}: {one}" for one in sorted(found ^ wanted)]
    assert_reached("questions", Measured({"exactly_right": right / len(QUESTIONS)}, tuple(differences)))
