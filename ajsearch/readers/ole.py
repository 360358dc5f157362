"""What an OLE2 compound file is: old Word, or something that cannot be read.

Only the names of its streams are looked at (UTF-16 in 128-byte directory entries).
"""

from ajsearch.errors import FileProblem, Reason

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512
_FIB_MAGIC = (b"\xec\xa5", b"\xdc\xa5")
_FIB_FLAGS = 0x0A
_FIB_ENCRYPTED = 0x0100


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


_OTHER = (
    ("Workbook", "a spreadsheet"),
    ("Book", "a spreadsheet"),
    ("PowerPoint Document", "a presentation"),
    ("__properties_version1.0", "an e-mail message"),
    ("VisioDocument", "a drawing"),
)


def is_ole(data: bytes) -> bool:
    """Whether the content is a compound file."""
    return data.startswith(MAGIC)


def check_is_word(data: bytes) -> None:
    """Return for a readable Word document; raises ``FileProblem`` ENCRYPTED or UNSUPPORTED for any other file."""
    if _stream("EncryptedPackage") in data:
        raise FileProblem(Reason.ENCRYPTED, "It is protected by a password; save it without one.")
    if _stream("WordDocument") in data:
        if _is_encrypted_word(data):
            raise FileProblem(Reason.ENCRYPTED, "It is protected by a password; save it without one.")
        return
    kind = next((kind for name, kind in _OTHER if _stream(name) in data), "no text document")
    raise FileProblem(Reason.UNSUPPORTED, f"It is {kind}; save the description as DOCX or PDF.")


def _is_encrypted_word(data: bytes) -> bool:
    """The flag in the file information block, which opens the WordDocument stream on a sector's border."""
    for place in range(_SECTOR, len(data) - _SECTOR, _SECTOR):
        if data[place : place + 2] in _FIB_MAGIC:
            flags = int.from_bytes(data[place + _FIB_FLAGS : place + _FIB_FLAGS + 2], "little")
            return bool(flags & _FIB_ENCRYPTED)
    return False
