"""A few of the random kills; ``make crash`` does 200."""

import pytest

from tests.crash import COMMANDS, Trial, kill_once, measured


@pytest.mark.parametrize(("command", "share"), [*zip(COMMANDS, (0.8, 0.85, 0.9, 0.85), strict=True)])
def test_a_kill_loses_nothing(tmp_path, command, share):
    trial = Trial(tmp_path, command)
    kill_once(trial, share, measured(trial))
