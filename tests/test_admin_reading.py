"""Files are sent, read in a process of their own, stopped, killed, and nothing is lost."""

import io
import os
import signal
import subprocess
import sys
import time

import pytest

from ajsearch import bootstrap
from ajsearch.errors import LockedError
from ajsearch.jobs import Job, JobKind, Jobs, JobState
from tests.admin_pages import PATIENCE, READER, id_of, titles, until_read
from web.admin_texts import duration_text, rate_text


def test_sent_files_are_read_and_what_fails_is_told_with_its_reason(admin):
    client, token = admin
    sent = [(io.BytesIO(READER.encode()), "../hoidja.txt"), (io.BytesIO(b""), "tühi.pdf")]
    assert client.post("/admin/upload", data={"token": token, "files": sent}).location == "/admin/?done=sent"
    assert client.get("/?q=arhivaar").status_code == 200
    told = until_read(client)
    assert "Lisandus 1 ametikoht" in told
    assert "lugemata jäi 1 fail" in told
    assert "tühi.pdf</td><td>fail on tühi" in told
    assert "lugemissaali hoidja" in titles(client)
    assert client.post("/admin/upload", data={"token": token}).location == "/admin/?done=no-files"


def test_a_reading_can_be_stopped_and_goes_on_later(admin_settings, admin):
    client, token = admin
    sent = [(io.BytesIO(READER.replace("1.1.", f"1.1. ({n})").encode()), f"{n}.txt") for n in range(40)]
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell does for what it starts in the background
    client.post("/admin/upload", data={"token": token, "files": sent})
    signal.signal(signal.SIGINT, handler)
    reader = client.application.extensions["administration"]._worker.pid
    end = time.monotonic() + PATIENCE
    while 'data-running="jah"' not in client.get("/admin/progress").text and time.monotonic() < end:
        time.sleep(0.01)
    os.kill(reader, signal.SIGSTOP)  # so that it has not read all before it is told to stop
    assert client.post("/admin/read", data={"token": token, "kind": "new"}).status_code == 409
    assert client.post("/admin/upload", data={"token": token, "files": [(io.BytesIO(b"x"), "y.txt")]}).location == (
        "/admin/?done=waiting"
    )
    assert client.post("/admin/stop", data={"token": token}).location == "/admin/?done=stopping"
    os.kill(reader, signal.SIGCONT)
    assert "peatatud" in until_read(client)
    assert len(list(admin_settings.uploads_path.iterdir())) == 41
    client.post("/admin/read", data={"token": token, "kind": "new"})
    until_read(client)
    assert client.get("/api/v1/search").json["total"] == 42


def test_a_killed_reading_is_told_and_loses_nothing(admin_settings, admin):
    client, token = admin
    sent = [(io.BytesIO(READER.replace("1.1.", f"1.1. ({n})").encode()), f"{n}.txt") for n in range(40)]
    client.post("/admin/upload", data={"token": token, "files": sent})
    worker = client.application.extensions["administration"]._worker
    end = time.monotonic() + PATIENCE
    while "Loetud" not in client.get("/admin/progress").text and time.monotonic() < end:
        time.sleep(0.05)
    os.kill(worker.pid, signal.SIGKILL)
    assert "katkes ootamatult" in until_read(client)
    client.post("/admin/read", data={"token": token, "kind": "new"})
    assert "lõppenud" in until_read(client)
    assert client.get("/api/v1/search").json["total"] == 42


def test_while_another_program_writes_the_pages_say_so(admin_settings, admin):
    client, token = admin
    with bootstrap.changing(admin_settings):
        answer = client.post(f"/admin/positions/{id_of(client, 'arhivaar')}/remove", data={"token": token})
        assert (answer.status_code, "Andmeid muudab praegu keegi teine" in answer.text) == (409, True)
        client.post("/admin/read", data={"token": token, "kind": "again"})
        assert "katkenud" in until_read(client)
    assert titles(client) == {"arhivaar", "bussijuht"}


def test_a_position_is_read_again(admin):
    client, token = admin
    assert client.post("/admin/positions/puudub/reread", data={"token": token}).status_code == 404
    client.post(f"/admin/positions/{id_of(client, 'arhivaar')}/reread", data={"token": token})
    assert "muutus 1" in until_read(client)
    assert titles(client) == {"arhivaar", "bussijuht"}


def test_a_second_job_is_refused_while_a_process_holds_the_first(tmp_path):
    jobs = Jobs(tmp_path)
    assert jobs.current() is None
    holder = "import sys; sys.stdin.read()"
    with jobs.claimed(JobKind.NEW) as held:
        process = subprocess.Popen([sys.executable, "-c", holder], stdin=subprocess.PIPE, pass_fds=(held,))
    assert jobs.current().state is JobState.RUNNING
    with pytest.raises(LockedError), jobs.claimed(JobKind.AGAIN):
        pass
    process.kill()
    process.communicate()
    assert jobs.current().state is JobState.BROKEN
    jobs.ask_to_stop()
    assert not jobs.is_to_stop()
    with jobs.claimed(JobKind.AGAIN):
        assert jobs.current().kind is JobKind.AGAIN


def test_rate_and_estimate_come_from_what_was_done():
    job = Job(kind=JobKind.NEW, begun=100.0, seen=110.0, done=25, total=100)
    assert (job.rate, job.seconds_left) == (2.5, 30.0)
    assert Job(kind=JobKind.NEW, begun=100.0, seen=100.2, done=5, total=10).rate is None
    assert (rate_text(2.5), rate_text(0.25)) == ("2,5 faili sekundis", "15 faili minutis")
    assert [duration_text(one) for one in (0.2, 45, 60, 200, 5400)] == [
        "1 sekund",
        "45 sekundit",
        "1 minut",
        "3 minutit",
        "1,5 tundi",
    ]
