import os

import pytest

from ajsearch.errors import Reason
from ajsearch.walk import FoundFile, Refused, walk


def shown(found):
    return [one.shown for one in found if isinstance(one, FoundFile)]


def reasons(found):
    return {one.problem.path: one.problem.reason for one in found if isinstance(one, Refused)}


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "juhendid"
    (root / "sub").mkdir(parents=True)
    (root / "b.txt").write_text("b")
    (root / "a.txt").write_text("a")
    (root / "sub" / "c.txt").write_text("c")
    return root


def test_a_folder_gives_all_its_files_in_order_relative_to_it(folder):
    assert shown(walk([folder])) == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_file_is_shown_by_its_name(folder):
    assert shown(walk([folder / "sub" / "c.txt"])) == ["c.txt"]


def test_a_file_named_twice_comes_once(folder):
    assert shown(walk([folder, folder / "a.txt"])) == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_missing_path_is_named_and_the_others_go_on(folder, tmp_path):
    found = list(walk([tmp_path / "puudub", folder / "a.txt"]))
    assert reasons(found) == {str(tmp_path / "puudub"): Reason.MISSING}
    assert shown(found) == ["a.txt"]


def test_litter_of_office_programs_is_passed_over(folder):
    for name in ("~$a.docx", "Thumbs.db", ".DS_Store"):
        (folder / name).write_text("x")
    assert len(list(walk([folder]))) == 3


def test_a_link_that_leaves_the_folder_is_reported_and_not_opened(folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("saladus")
    (folder / "link.txt").symlink_to(secret)
    (folder / "up").symlink_to(tmp_path)
    found = list(walk([folder]))
    assert reasons(found) == {"link.txt": Reason.UNSAFE, "up": Reason.UNSAFE}
    assert shown(found) == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_link_loop_ends(folder):
    (folder / "sub" / "self").symlink_to(folder)
    (folder / "loop").symlink_to(folder / "loop")
    found = list(walk([folder]))
    assert shown(found) == ["a.txt", "b.txt", "sub/c.txt"]
    assert reasons(found) == {"loop": Reason.UNSAFE}


def test_a_pipe_is_reported_and_not_opened(folder):
    os.mkfifo(folder / "pipe.txt")
    assert reasons(walk([folder])) == {"pipe.txt": Reason.UNSUPPORTED}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_reported(folder):
    (folder / "sub").chmod(0)
    try:
        assert reasons(walk([folder])) == {"sub": Reason.PERMISSION}
    finally:
        (folder / "sub").chmod(0o755)
