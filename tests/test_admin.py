"""Who may use the administrator's pages, and that nobody else can, nor trick them into it."""

import io
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ajsearch.administration import Administration
from ajsearch.attempts import ATTEMPT_SECONDS, ATTEMPTS, Attempts
from ajsearch.errors import UsageError
from ajsearch.jobs import JobKind, JobState
from ajsearch.settings import Settings
from ajsearch.wsgi import create
from tests.admin_pages import SECRET, id_of, titles, token_on
from web import create_app
from web.admin_session import COOKIE
from web.admin_texts import DONE, JOBS, STATES, Done


def test_what_the_administrator_sees_is_not_compressed(admin):
    client, _ = admin
    for address in ("/admin/", "/admin/login", "/"):
        assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": "gzip"}).headers


def test_without_a_secret_there_are_no_such_pages(admin_app):
    plain = create_app(admin_app.extensions["ajsearch"]).test_client()
    assert plain.get("/admin/").status_code == 404
    assert plain.post("/admin/login", data={"secret": ""}).status_code == 404
    assert "Haldus" not in plain.get("/").text


@pytest.mark.parametrize("found", [{"admin_secret": "lühike"}, {"admin_secret_file": "/dev/null"}])
def test_a_secret_that_is_short_or_empty_is_refused_at_the_start(admin_settings, found):
    with pytest.raises(UsageError, match="AJSEARCH_ADMIN_SECRET"):
        create(Settings(data=admin_settings.data, **found))


def test_the_secret_may_stand_in_a_file(admin_settings, tmp_path):
    (tmp_path / "secret").write_text(SECRET + "\n", encoding="utf-8")
    app = create(
        Settings(data=admin_settings.data, admin_secret_file=str(tmp_path / "secret"), url="https://aj.example")
    )
    visitor = app.test_client()
    answer = visitor.post("/admin/login", data={"secret": SECRET, "token": token_on(visitor, "/admin/login")})
    assert answer.status_code == 303
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_whoever_is_not_logged_in_sees_and_changes_nothing(admin_app, visitor):
    with admin_app.test_request_context():
        rules = [rule for rule in admin_app.url_map.iter_rules() if rule.endpoint.startswith("admin.")]
    guarded = [rule for rule in rules if rule.endpoint not in ("admin.login", "admin.enter")]
    assert len(guarded) > 10
    token = token_on(visitor, "/admin/login")
    for rule in guarded:
        address = re.sub(r"<int:\w+>", "1", rule.rule)
        address = re.sub(r"<\w+>", id_of(visitor, "arhivaar"), address)
        if "POST" in rule.methods:
            assert visitor.post(address, data={"token": token}).status_code == 403, address
        else:
            assert visitor.get(address).location == "/admin/login", address
    assert titles(visitor) == {"arhivaar", "bussijuht"}
    assert "Paranda" not in visitor.get(f"/positions/{id_of(visitor, 'arhivaar')}").text


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_forged_ones_do_not_hold(admin):
    client, _ = admin
    cookie = client.get("/admin/").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Max-Age=1800"} <= set(cookie.split("; "))
    assert client.get("/admin/").headers["Cache-Control"] == "no-store"
    value = client.get_cookie(COOKIE).value
    client.set_cookie(COOKIE, value[:-3] + ("abc" if value[-3:] != "abc" else "xyz"))
    assert client.get("/admin/").status_code == 303


def test_pages_for_everybody_set_no_cookie(visitor):
    for address in ("/", "/help", "/api/v1/search"):
        assert "Set-Cookie" not in visitor.get(address).headers


def test_a_session_ends(admin, monkeypatch):
    client, _ = admin
    now = time.time()
    with monkeypatch.context() as later:
        later.setattr(time, "time", lambda: now + 31 * 60)
        assert client.get("/admin/").status_code == 303
    assert client.post("/admin/logout", data={"token": token_on(client, "/admin/")}).location == "/"
    assert client.get("/admin/").status_code == 303


def test_a_form_without_its_token_or_from_elsewhere_changes_nothing(admin):
    client, token = admin
    address = f"/admin/positions/{id_of(client, 'arhivaar')}/remove"
    assert client.post(address).status_code == 400
    assert client.post(address, data={"token": "0" * 64}).status_code == 400
    assert client.post(address, data={"token": "õ"}).status_code == 400
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://kurjategija.example"},
    ):
        assert client.post(address, data={"token": token}, headers=headers).status_code == 400
    assert titles(client) == {"arhivaar", "bussijuht"}
    assert client.get(address).status_code == 405
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    assert client.post(address, data={"token": token}, headers=ours).status_code == 303
    assert titles(client) == {"bussijuht"}


def test_wrong_secrets_are_answered_with_patience(visitor):
    token = token_on(visitor, "/admin/login")
    for _ in range(ATTEMPTS):
        assert visitor.post("/admin/login", data={"secret": "vale", "token": token}).status_code == 403
    refused = visitor.post("/admin/login", data={"secret": SECRET, "token": token})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 15 * 60 + 1
    assert "15 minuti pärast" in refused.text
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    answer = visitor.post("/admin/login", data={"secret": SECRET, "token": token}, environ_base=elsewhere)
    assert answer.status_code == 303


def test_wrong_secrets_count_in_all_processes_together_and_a_right_one_is_forgiven(admin_app, admin_settings):
    other = create_app(admin_app.extensions["ajsearch"], administration=Administration(admin_settings), secret=SECRET)
    visitors = [app.test_client() for app in (admin_app, other)]
    tries = [(one, token_on(one, "/admin/login")) for one in visitors]

    def answers(secret, times):
        return [
            client.post("/admin/login", data={"secret": secret, "token": token}).status_code
            for client, token in (tries * times)[:times]
        ]

    assert answers("vale", ATTEMPTS - 1) == [403] * (ATTEMPTS - 1)
    client, token = tries[0]
    assert client.post("/admin/login", data={"secret": SECRET, "token": token}).status_code == 303
    tries[0] = (client, token_on(client, "/admin/"))
    assert answers("vale", ATTEMPTS) == [403] * ATTEMPTS
    assert answers("vale", 2) == [429, 429]
    assert b"127.0.0.1" not in admin_settings.attempts_path.read_bytes()


def test_attempts_at_once_are_no_more_than_those_one_by_one(tmp_path):
    with ThreadPoolExecutor(8) as threads:
        waits = list(threads.map(lambda _: Attempts(tmp_path / "attempts.db").claim("keegi"), range(24)))
    assert waits.count(0) == ATTEMPTS


@pytest.mark.parametrize("spoilt", ["missing/attempts.db", "noise.db"])
def test_attempts_count_also_where_they_cannot_be_written(tmp_path, spoilt):
    (tmp_path / "noise.db").write_bytes(b"no database at all" * 100)
    attempts = Attempts(tmp_path / spoilt)
    assert [attempts.claim("keegi") for _ in range(ATTEMPTS)] == [0] * ATTEMPTS
    assert attempts.claim("keegi") > 0
    attempts.forgive("keegi")
    assert attempts.claim("keegi") == 0


def test_attempts_are_forgotten_in_time_and_when_the_clock_is_set_back(tmp_path, monkeypatch):
    attempts, now = Attempts(tmp_path / "attempts.db"), time.time()
    for later in (ATTEMPT_SECONDS + 1, -3600):
        with monkeypatch.context() as clock:
            clock.setattr(time, "time", lambda: now)
            assert [attempts.claim("keegi") for _ in range(ATTEMPTS)] == [0] * ATTEMPTS
            assert attempts.claim("keegi") > 0
            clock.setattr(time, "time", lambda later=later: now + later)
            assert attempts.claim("keegi") == 0
            attempts.forgive("keegi")


def test_more_than_the_settings_allow_is_refused_and_strangers_may_send_less(admin_app, admin_settings, admin):
    client, token = admin
    sent = {"token": token, "files": [(io.BytesIO(b"x"), "suur.txt")]}
    most = {"CONTENT_LENGTH": str(admin_settings.upload_mb * 1_000_000 + 1)}
    assert client.post("/admin/upload", data=sent, environ_overrides=most).status_code == 413
    assert not admin_settings.uploads_path.exists()
    stranger = admin_app.test_client()
    token = token_on(stranger, "/admin/login")
    some = {"CONTENT_LENGTH": str(admin_app.config["MAX_CONTENT_LENGTH"] + 1)}
    assert stranger.post("/admin/login", data={"token": token}, environ_overrides=some).status_code == 413
    assert stranger.post("/admin/upload", data={"token": token}, environ_overrides=some).status_code == 403


def test_everything_that_can_be_told_has_words():
    assert set(DONE) == set(Done)
    assert set(JOBS) == set(JobKind)
    assert set(STATES) == set(JobState)
