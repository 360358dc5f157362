"""Files that were sent to be kept and read: put whole into one folder, under safe names, over nothing."""

import os
import shutil
import unicodedata
import uuid
from itertools import count
from pathlib import Path
from typing import IO

from ajsearch.errors import UsageError
from ajsearch.intake import file_hash

ARRIVING = ".arriving"
"""Folder beside the inbox where files lie until they are whole."""

LONGEST_NAME = 180
"""Bytes of a name in UTF-8; most file systems take 255, and a number may come behind it."""

UNNAMED = "fail"


def keep(inbox: Path, name: str, content: IO[bytes]) -> Path:
    """Put a file into the inbox and return where it lies; one that is there already with that content is it.

    Raises ``UsageError`` when the folder cannot be written.
    """
    try:
        arriving = inbox.with_name(inbox.name + ARRIVING)
        arriving.mkdir(parents=True, exist_ok=True)
        inbox.mkdir(exist_ok=True)
        whole = arriving / uuid.uuid4().hex
        try:
            with whole.open("xb") as file:
                shutil.copyfileobj(content, file)
            return _placed(whole, inbox, safe_name(name))
        finally:
            whole.unlink(missing_ok=True)
    except OSError as error:
        cause = (error.strerror or "error").lower()
        raise UsageError(f"{inbox} cannot be written ({cause}): free some space or give the right to write.") from None


def safe_name(name: str) -> str:
    """The last part of a sent name, without what a file system or an eye could stumble over."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .~")
    stem, dot, ending = visible.rpartition(".")
    if not dot:
        stem, ending = visible, ""
    room = LONGEST_NAME - len(ending.encode()) - 1
    stem = stem.encode()[: max(room, 1)].decode("utf-8", "ignore").strip() or UNNAMED
    return f"{stem}.{ending}" if dot and room > 0 else stem


def _placed(whole: Path, inbox: Path, name: str) -> Path:
    """The file under its name, with a number behind it where another file has that name."""
    content = file_hash(whole)
    for number in count(1):
        target = inbox / (name if number == 1 else _numbered(name, number))
        try:
            os.link(whole, target)
        except FileExistsError:
            if not target.is_file() or file_hash(target) != content:
                continue
        return target
    raise AssertionError("numbers do not end")


def _numbered(name: str, number: int) -> str:
    path = Path(name)
    return f"{path.stem} ({number}){path.suffix}"
