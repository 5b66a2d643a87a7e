"""Turns: one at a time, nobody waits for ever, and a run that fails gives its turn back."""

import threading

import pytest

from app.web.turns import turn
from tests.app.waiting import PATIENCE


def test_one_at_a_time():
    own, others = [], []

    def run():
        with turn(PATIENCE) as first:
            own.append(first)
            with turn(0) as second:  # is there room for another?
                others.append(second)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert own == [True] * 8 and others == [False] * 8


def test_who_has_waited_long_goes_ahead():
    with turn() as own:
        assert own
        with turn(0.01) as second:
            assert not second
    with turn(0.01) as again:
        assert again, "the one who went ahead gave nothing back that was not theirs"


def test_a_run_that_fails_gives_its_turn_back():
    with pytest.raises(ZeroDivisionError), turn():
        raise ZeroDivisionError
    with turn(0.01) as own:
        assert own
