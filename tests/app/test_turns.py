"""Turns: one at a time, nobody waits for ever, and a run that fails gives its turn back."""

import threading
import time

import pytest

from app.turns import turn


def test_one_at_a_time():
    inside, most = 0, 0

    def run():
        nonlocal inside, most
        with turn(5):
            inside += 1
            most = max(most, inside)
            time.sleep(0.01)
            inside -= 1

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


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
