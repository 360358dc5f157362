from dataclasses import fields
from pathlib import Path

import pytest

from ajsearch.errors import UsageError
from ajsearch.settings import Settings, environment_name, load_settings

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
