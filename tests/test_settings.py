from dataclasses import fields, replace
from pathlib import Path

import pytest

from ajsearch.errors import UsageError
from ajsearch.settings import Settings, environment, environment_name, load_settings
from index.opensearch_cluster import Access

SECRET = "väga-salajane-võti"
DOCS = Path(__file__).parent.parent / "docs"


def test_an_option_beats_the_environment_beats_the_default():
    environ = {"AJSEARCH_DATA": "/srv/aj", "AJSEARCH_PORT": "9000"}
    found = load_settings(environ, port=9100, host=None)
    assert (found.data, found.port, found.host) == (Path("/srv/aj"), 9100, "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AJSEARCH_PORT", "kaheksa"),
        ("AJSEARCH_WORKERS", "0"),
        ("AJSEARCH_DATA", " "),
        ("AJSEARCH_FILE_SECONDS", "-1"),
        ("AJSEARCH_ENGINE", "lucene"),
        ("AJSEARCH_REQUEST_LOG", "jah"),
    ],
)
def test_a_wrong_value_is_named(name, value):
    with pytest.raises(UsageError, match=name):
        load_settings({name: value})


def test_every_setting_is_documented():
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    for setting in fields(Settings):
        assert f"`{environment_name(setting.name)}`" in text
        assert setting.metadata["help"] in text


def test_no_secret_is_in_what_is_logged_of_settings_or_given_to_a_job() -> None:
    found = Settings(admin_secret=SECRET, opensearch_password=SECRET)
    access = Access(("http://127.0.0.1:9200",), user="ajsearch", password=SECRET)
    assert SECRET not in f"{found!r} {found} {access!r} {access}"
    own = {"AJSEARCH_ADMIN_SECRET": SECRET, "AJSEARCH_ADMIN_SECRET_FILE": SECRET, "LANG": "et_EE.UTF-8"}
    given = environment(replace(found, opensearch_password=""), own)
    assert SECRET not in given.values()
    assert given["LANG"] == "et_EE.UTF-8"
