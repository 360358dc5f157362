"""Names of files as text: any bytes may be a name on disk, but not all of them are text that can be kept.

A name that is no UTF-8 (an old archive from Windows) is kept as ``bytes:`` and its bytes in percent signs, which no
absolute path begins with, and shown as it was meant.
"""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

BYTES = "bytes:"

MEANT = "cp1257"
"""What a name that is no UTF-8 was most likely written in: the Baltic code page of Windows."""


def kept_path(path: str) -> str:
    """The path as text that can be kept and leads back to the file."""
    return path if is_sound(path) else BYTES + quote_from_bytes(os.fsencode(path), safe="/ ")


def real_path(kept: str) -> Path:
    """The path on disk of a kept one."""
    return Path(os.fsdecode(unquote_to_bytes(kept.removeprefix(BYTES))) if kept.startswith(BYTES) else kept)


def shown_name(path: str) -> str:
    """The path as people are shown it."""
    return path if is_sound(path) else os.fsencode(path).decode(MEANT, "replace")


def on_one_line(name: str) -> str:
    """A name without the signs that would move a terminal's cursor or end a header's line."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def sound_text(text: str) -> str:
    """The text without the halves of characters that no encoding carries."""
    return text if is_sound(text) else text.encode("utf-8", "replace").decode("utf-8")


def open_regular(path: Path) -> BufferedReader:
    """A regular file opened for reading; raises ``OSError`` for anything else that may stand there by now.

    Links are not followed, and a pipe is not waited for.
    """
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    return file


def is_sound(text: str) -> bool:
    """Whether the text has no halves of characters, so that every encoding of Unicode carries it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
