"""Backups of a data directory: its store in one file. The index needs none, it is made again from the store.

Both ways work while pages are served: a backup is of one moment, a restore is one write that readers see whole or not
at all, and everything that it changes stands in ``pending`` until the index has learned it.
"""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from ajsearch.errors import StoreError, UsageError
from ajsearch.store import Store

BEFORE_RESTORE = "before-restore.db"
"""The backup of what a restore replaced, beside the store: the way back."""


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
    held = store.ids()
    if held and not replace:
        raise UsageError(f"{folder} holds {len(held)} positions: add --replace to put the backup in their place.")
    with tempfile.TemporaryDirectory(dir=folder, prefix="restore-") as passing:
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
