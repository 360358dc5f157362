"""What a draft was begun from: a position and its versions, which can tell it nothing that it has not."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ajsearch.model import SectionKind
from ajsearch.roles.corpus import Head
from ajsearch.roles.document import DraftDocument
from ajsearch.roles.likeness import against
from ajsearch.roles.outline import KINDS
from ajsearch.roles.role import Role
from ajsearch.roles.similar import Neighbour
from ajsearch.roles.suggest import HAS_ALREADY
from ajsearch.roles.versions import SAME_POST, same_post

BORROWED = 0.5
"""Share of a draft's items that come from one position, from which the draft was begun from it."""

COVERED = 0.7
"""Share of a position's duties that a draft of the same post has, from which it was written after that position.

A draft of a title and three lines has fewer, and is shown what the post's last description has beside them.
"""


def without_its_own(
    role: Role, draft: DraftDocument, found: Sequence[Neighbour], own_id: str | None = None
) -> tuple[Neighbour, ...]:
    """The neighbours but those that the draft was begun from and their versions; ``own_id`` is the draft's own."""
    heads, rows_of_ids = role.corpus.heads, role.corpus.places_of_ids
    near = [one.row for one in found if one.score >= SAME_POST]
    post = Head("", "", draft.title, draft.employer, draft.unit)
    own = {rows_of_ids[one] for one in {*_borrowed_from(draft), own_id or ""} if one in rows_of_ids}
    own |= {row for row in near if same_post(post, heads[row]) and _is_covered(role, row)}
    own |= {row for row in near for one in tuple(own) if same_post(heads[one], heads[row])}
    return tuple(one for one in found if one.row not in own)


def _borrowed_from(draft: DraftDocument) -> frozenset[str]:
    """The ids of positions from which at least half of the draft comes."""
    items = [item for _, section in draft.sections() for item in section]
    counted = Counter(item.source for item in items if item.source)
    return frozenset(source for source, count in counted.items() if count >= BORROWED * len(items))


def _is_covered(role: Role, row: int) -> bool:
    others = against(role, np.array([row], np.int64))
    theirs = others.alike[role.of_kind(SectionKind.DUTY)][:, others.kinds == KINDS.index(SectionKind.DUTY)]
    return bool(theirs.size) and float((theirs.max(axis=0) >= HAS_ALREADY).mean()) >= COVERED
