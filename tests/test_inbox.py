"""Sent files are kept whole, under safe names, over nothing."""

import io

from hypothesis import given
from hypothesis import strategies as st

from ajsearch.inbox import LONGEST_NAME, keep, safe_name


def test_a_file_is_kept_under_its_name_and_another_beside_it(tmp_path):
    inbox = tmp_path / "uploads"
    first = keep(inbox, "C:\\Töö\\Õigusnõunik.pdf", io.BytesIO(b"a"))
    assert (first.name, first.read_bytes()) == ("Õigusnõunik.pdf", b"a")
    assert keep(inbox, "Õigusnõunik.pdf", io.BytesIO(b"a")) == first
    second = keep(inbox, "Õigusnõunik.pdf", io.BytesIO(b"b"))
    assert (second.name, second.read_bytes()) == ("Õigusnõunik (2).pdf", b"b")
    assert keep(inbox, "Õigusnõunik.pdf", io.BytesIO(b"b")) == second
    assert sorted(one.name for one in inbox.iterdir()) == ["Õigusnõunik (2).pdf", "Õigusnõunik.pdf"]
    assert not list(tmp_path.glob("uploads.arriving/*"))


@given(st.text())
def test_no_name_leads_out_hides_or_is_too_long(name):
    safe = safe_name(name)
    assert safe
    assert not {"/", "\\", "\0", "\n"} & set(safe)
    assert safe[0] not in ".~"
    assert len(safe.encode()) <= LONGEST_NAME


def test_a_long_name_keeps_its_ending():
    assert safe_name("õ" * 500 + ".pdf").endswith(".pdf")
    assert safe_name("../../etc/passwd") == "passwd"
    assert safe_name("...") == "fail"
