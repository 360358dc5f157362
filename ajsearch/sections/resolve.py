"""Which kind a heading means where it names several, or one that authorities use in two ways: the content decides."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from ajsearch.estonian.morphology import Reading, analyse_word
from ajsearch.model import Item, Section, SectionKind
from ajsearch.sections.headings import classify
from ajsearch.sections.labels import sentences_of
from ajsearch.sections.phrases import words_of
from ajsearch.sections.pieces import LINES_KEPT
from ajsearch.sections.tables import aligned
from ajsearch.sections.vocabulary import headings, labels

Kinds = tuple[tuple[SectionKind, ...], ...]
_POWERS = frozenset({SectionKind.RIGHT, SectionKind.RESPONSIBILITY, SectionKind.OBLIGATION})


def settled(kinds: Kinds, *, has_duties: bool) -> tuple[SectionKind, ...]:
    """The kinds with each ambiguous one decided: a description has duties once, and it has them.

    ``has_duties`` says that another heading of the description names duties and nothing else; a heading that names
    them itself ("Vastutusvaldkonnad ja tegevused") means them.
    """
    chosen = []
    names_duties = (SectionKind.DUTY,) in kinds
    for options in kinds:
        other = (has_duties and not names_duties) or SectionKind.RIGHT in chosen
        kind = options[-1] if len(options) > 1 and other else options[0]
        if kind not in chosen:
            chosen.append(kind)
    return tuple(chosen)


def loose(kinds: tuple[SectionKind, ...]) -> tuple[SectionKind, ...]:
    """The kinds, with results that belong to no duty as ``OTHER``: they measure the post as a whole."""
    return (SectionKind.OTHER,) if kinds == (SectionKind.RESULT,) else kinds


GUESS_SHARE = 0.6
"""So many of the entries under an unknown heading must look alike for the content to say what the section is."""


RULE_SHARE = 0.25
"""Beside a list of duties so many entries that say what is not done make a list of rules of conduct."""


def guessed_kind(texts: Sequence[str]) -> SectionKind:
    """What a section under an unknown heading is by its entries, two or more; ``OTHER`` where they do not tell."""
    if len(texts) < 2:
        return SectionKind.OTHER
    kinds = Counter(kind for text in texts if (kind := _kind_of_entry(text)))
    kind, count = kinds.most_common(1)[0] if kinds else (SectionKind.OTHER, 0)
    return kind if count >= GUESS_SHARE * len(texts) else SectionKind.OTHER


def are_rules(texts: Sequence[str]) -> bool:
    """Whether entries, two or more, say how one acts, some of them what one does not: "Kannab vesti.", "Alkoholi ei
    tarvitata."."""
    if len(texts) < 2:
        return False
    negations = headings().negations
    forbidding = [bool(negations & {word.form for word in words_of(text.partition(",")[0])}) for text in texts]
    acting = [forbids or names_action(text) or _is_done(text) for forbids, text in zip(forbidding, texts, strict=True)]
    return sum(forbidding) >= RULE_SHARE * len(texts) and sum(acting) >= GUESS_SHARE * len(texts)


def _is_done(text: str) -> bool:
    """Whether an entry says what is done by nobody named: "enne tuppa minekut koputatakse"."""
    return any(one.form == "takse" for word in words_of(text) for one in analyse_word(word.form))


def _kind_of_entry(text: str) -> SectionKind | None:
    words = words_of(text)
    if not words:
        return None
    if words[-1].form == "eest":
        return SectionKind.RESPONSIBILITY
    if requires(text):
        return SectionKind.REQUIREMENT
    if names_action(text):
        return SectionKind.DUTY
    known = labels()
    readings = [one for one in analyse_word(words[0].form) if one.lemma not in known.stative_verbs]
    if any(one.form == "ma" for one in readings):  # "Töötaja peab": "hoidma …", "järgima …"
        return SectionKind.OBLIGATION
    gives = any(one.lemma in known.granting_verbs and one.form == "da" for one in analyse_word(words[0].form))
    return SectionKind.RIGHT if gives or any(one.form == "da" for one in readings) else None


REQUIRING_WORDS = 5
"""What an entry requires it says within so many words ("Suhtled vabalt inglise keeles")."""


def requires(text: str) -> bool:
    """Whether an entry's first words are those that head requirements (a language, experience, a licence)."""
    found = classify(" ".join(text.split()[:REQUIRING_WORDS]))
    return found is not None and found.first is SectionKind.REQUIREMENT


ACTION_FORMS = frozenset({"b", "d", "n"})
"""Forms of verbs that say what one does: koostab, koostad, koostan."""


def begins_with_action(text: str) -> bool:
    """Whether an entry's first word is a verb of what one does ("koostab …", "Kirjutad …")."""
    words = words_of(text)
    return bool(words) and any(_does(one) for one in analyse_word(words[0].form))


def names_action(text: str) -> bool:
    """Whether an entry says what one does: "koostab …", "Kirjutad …", "Õpetaja korraldab …", "… koostamine"."""
    words = words_of(text)
    if begins_with_action(text):
        return True
    if any(readings and all(map(_does, readings)) for readings in (analyse_word(one.form) for one in words[1:4])):
        return True
    return any(
        one.lemma.endswith("mine") and one.form == "sg n" for word in words[:8] for one in analyse_word(word.form)
    )


def _does(reading: Reading) -> bool:
    return reading.pos == "V" and reading.form in ACTION_FORMS and reading.lemma not in labels().stative_verbs


def names_tool(text: str) -> bool:
    """Whether a text names a thing to work with ("arvuti", "ametiauto")."""
    ends = headings().things
    return any(lemma.endswith(ends) for word in words_of(text) for lemma in word.lemmas)


def _states_rule(text: str) -> bool:
    """Whether a sentence with its subject denies something or says how one acts ("Töötaja ei avalda saladust")."""
    forms = [word.form for word in words_of(text)[:SUBJECT_WORDS]]
    return text[:1].isupper() and "ei" in forms[1:] and "õigus" not in forms


def sections_of_items(kinds: tuple[SectionKind, ...], heading: str, items: Sequence[Item]) -> list[Section]:
    """The items under one heading: a section, or several where the heading names several kinds, or a sentence does."""
    if _POWERS.issuperset(kinds):
        several = len(kinds) > 1
        items = [part for item in items for part in stated_apart(item, rules=several)]
        if len(kinds) == 1 and any(_stated(item) not in {None, *kinds} for item in items):
            return _split_by_content(kinds, heading, items)
    if len(kinds) == 1 or not items:
        return [Section(kind=kinds[0], heading=heading, items=tuple(items))]
    if kinds[:2] == (SectionKind.PURPOSE, SectionKind.DUTY) and len(items) > 1:
        return [
            Section(kind=SectionKind.PURPOSE, heading=heading, items=tuple(items[:1])),
            Section(kind=SectionKind.DUTY, heading=heading, items=tuple(items[1:])),
        ]
    if not _POWERS.issuperset(kinds):
        return [Section(kind=kinds[0], heading=heading, items=tuple(items))]
    return _split_by_content(kinds, heading, items)


def add_row(sections: list[Section], heading: str, item: Item) -> None:
    """Put a row of a table of requirements ("Haridus | kõrgharidus") after the rows before it, under their heading."""
    last = sections[-1] if sections else None
    if last and last.kind is SectionKind.REQUIREMENT and last.heading == heading:
        sections[-1] = replace(last, items=(*last.items, item))
    else:
        sections.append(Section(kind=SectionKind.REQUIREMENT, heading=heading, items=(item,)))


def with_results(duties: Section, results: Sequence[Item]) -> Section | None:
    """The duties with results that stand apart from them in the same order; None where they do not fit.

    One for each, or, where there are more or fewer, each with the duty whose words it repeats.
    """
    if duties.kind is not SectionKind.DUTY or any(item.results for item in duties.items):
        return None
    texts = [f"{item.name}: {item.text}" if item.name else item.text for item in results]
    places = list(range(len(texts))) if len(texts) == len(duties.items) else aligned(duties.items, texts)
    if not places:
        return None
    of_duty = [tuple(text for text, at in zip(texts, places, strict=True) if at == n) for n in range(len(duties.items))]
    items = tuple(replace(duty, results=own) for duty, own in zip(duties.items, of_duty, strict=True))
    return replace(duties, items=items)


def _split_by_content(kinds: tuple[SectionKind, ...], heading: str, items: Sequence[Item]) -> list[Section]:
    runs: list[tuple[SectionKind, list[Item]]] = []
    for item in items:
        rule = None if item.number or not _states_rule(item.text) else SectionKind.OBLIGATION
        kind = _stated(item) or rule or _among(kinds, kind_of_clause(item.text)) or (runs[-1][0] if runs else kinds[0])
        if runs and runs[-1][0] is kind:
            runs[-1][1].append(item)
        else:
            runs.append((kind, [item]))
    return [Section(kind=kind, heading=heading, items=tuple(run)) for kind, run in runs]


def _among(kinds: tuple[SectionKind, ...], kind: SectionKind | None) -> SectionKind | None:
    return kind if kind in kinds else None


def stated_apart(item: Item, *, rules: bool) -> list[Item]:
    """A paragraph of sentences that each state a power ("Tal on õigus … Ta vastutab …") as one item for each.

    ``rules``: sentences that deny something are rules of conduct beside them.
    """
    sentences = sentences_of(item.text)
    stated = [stated_power(one) or (rules and _states_rule(one)) for one in sentences]
    if item.number or item.results or len(sentences) < 2 or not all(stated[:2]):
        return [item]
    parts: list[str] = []
    previous: SectionKind | bool | None = None
    for sentence, states in zip(sentences, stated, strict=True):
        if parts and (not states or states is previous):
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
        previous = states or previous
    return [replace(item, text=part) for part in parts]


def _stated(item: Item) -> SectionKind | None:
    """The power that an unnumbered sentence states whatever its heading says; points of a list follow their heading."""
    return None if item.number else stated_power(item.text)


@lru_cache(maxsize=LINES_KEPT)
def stated_power(text: str) -> SectionKind | None:
    """What a sentence with its subject says: it answers for, has a right, is obliged; None for any other text."""
    forms = [word.form for word in words_of(text)[:SUBJECT_WORDS]]
    if not text[:1].isupper():
        return None
    if "vastutab" in forms[1:]:
        return SectionKind.RESPONSIBILITY
    if "on" in forms and "õigus" in forms:
        return SectionKind.RIGHT
    return SectionKind.OBLIGATION if {"kohustub", "kohustatud"}.intersection(forms[1:]) else None


SUBJECT_WORDS = 6
"""The verb of such a sentence follows its subject within so many words."""


def kind_of_clause(text: str) -> SectionKind | None:
    """What a clause of a mixed section is: a right, something answered for, or a rule; None where nothing tells."""
    words = words_of(text)
    if not words:
        return None
    lemmas = {lemma for word in words for lemma in word.lemmas}
    if "vastutama" in lemmas or words[-1].form == "eest":
        return SectionKind.RESPONSIBILITY
    if lemmas & {"kohustuma", "kohustatud"}:
        return SectionKind.OBLIGATION
    forms = {reading.form for reading in analyse_word(words[0].form) if reading.pos == "V"}
    given = "da" in forms or bool(words[0].lemmas & labels().granting_verbs)
    if {"õigus", "olema"} <= lemmas or "õigustatud" in lemmas or "võima" in lemmas or given:
        return SectionKind.RIGHT
    return SectionKind.OBLIGATION if forms & {"ma", *ACTION_FORMS} else None
