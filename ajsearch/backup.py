"""Backups of a data directory: its store in one file. The index needs none, it is made again from the store.

Both ways work while pages are served: a backup is of one moment, a restore is one write that readers see whole or not
at all, and everything that it changes stands in ``pending`` until the index has learned it.
"""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from ajsearch.database import BEFORE_RESTORE, DAMAGED
from ajsearch.datafile import move_database
from ajsearch.errors import StoreError, UsageError
from ajsearch.store import Store

PASSING = "restore-"
"""Beginning of the folder in which a restore looks at the backup."""


def back_up(store: Store, target: Path, *, replace: bool = False) -> int:
    """Write the store's backup to the file ``target``; returns its number of positions. Raises ``UsageError``."""
    if target.exists() and not replace:
        raise UsageError(f"{target} exists: name a new file, or add --replace.")
    store.copy_to(target)
    with closing(Store.open(target)) as copy:
        return copy.count()


def restore(store: Store, backup: Path, folder: Path, *, replace: bool = False) -> int:
    """Put a backup in the place of what the store in ``folder`` holds; returns its number of positions.

    What was there is kept in the folder as ``BEFORE_RESTORE``. Raises ``UsageError`` for a store that is not empty
    without ``replace``, ``StoreError`` for a file that is damaged, not ours or of another version.
    """
    if not backup.is_file():
        raise UsageError(f"{backup} is no file: name a backup made by ajsearch backup.")
    for left in folder.glob(f"{PASSING}*"):  # by a restore that was killed: there is one writer
        shutil.rmtree(left, ignore_errors=True)
    held = store.ids()
    if held and not replace:
        raise UsageError(f"{folder} holds {len(held)} positions: add --replace to put the backup in their place.")
    with tempfile.TemporaryDirectory(dir=folder, prefix=PASSING) as passing:
        copy = Path(passing) / backup.name
        shutil.copyfile(backup, copy)
        with closing(Store.open(copy)) as coming:
            if coming.damage():
                raise StoreError(f"{backup} is damaged: take another backup. Nothing was changed.")
            coming.mark_pending([*held, *coming.ids()])
            if held:
                store.copy_to(folder / BEFORE_RESTORE)
            store.take_over(coming)
    return store.count()


def set_aside(store: Path) -> bool:
    """Give a store that is damaged the name ``DAMAGED``, so that a backup may take its place; False for a sound one."""
    if not store.is_file() or not _is_damaged(store):
        return False
    move_database(store, store.with_name(DAMAGED))
    return True


def _is_damaged(store: Path) -> bool:
    try:
        with closing(Store.open(store)) as opened:
            return bool(opened.damage())
    except StoreError:
        return True
