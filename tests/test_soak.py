"""A short soak; ``make soak`` has 50 clients for 10 minutes."""

from tests.soak import Asked, Soaked, soak


def test_clients_are_answered_while_files_are_read_and_memory_stays(tmp_path):
    soaked = soak(tmp_path, positions=12, clients=20, seconds=6, pause=0.1)
    assert soaked.asked.problems == []
    assert soaked.log == []  # though more ask than there are threads
    assert soaked.asked.statuses.keys() == {200}
    assert len(soaked.asked.seconds) > 6
    assert soaked.rounds


def test_an_error_a_slow_answer_and_growing_memory_are_told():
    asked = Asked(seconds=[0.1] * 50 + [9.0], problems=["/: 500"])
    assert len(Soaked(asked, [100.0] * 9 + [130.0], ["oh"], rounds=1, rebuilds=0).faults(5.0)) == 4
    assert len(Soaked(asked, [100.0] * 10, [], rounds=0, rebuilds=0).faults(5.0)) == 3
    assert Soaked(Asked(seconds=[0.1]), [100.0] * 10, [], rounds=1, rebuilds=0).faults(5.0) == []
