from __future__ import annotations

import threading
import time

import pytest

from eval.effort import _piece, with_work

pytestmark = pytest.mark.alone


def test_what_an_action_gives_is_given():
    assert with_work(lambda: "答")[0] == "答"


def test_pieces_of_work_are_counted_as_such():
    _, work = with_work(lambda: [_piece() for _ in range(20)])
    assert work == pytest.approx(20, rel=0.6)


def test_waiting_is_no_work():
    assert with_work(lambda: time.sleep(0.2))[1] < 5


def test_another_programs_work_beside_it_does_not_count():
    """A busy loop in another process takes the processor, and the count stays within its noise."""
    import subprocess
    import sys

    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(4)]
    try:
        _, work = with_work(lambda: [_piece() for _ in range(40)])
    finally:
        for one in busy:
            one.kill()
            one.wait()
    assert work == pytest.approx(40, rel=0.8)


def test_work_of_other_threads_is_counted():
    def both():
        thread = threading.Thread(target=lambda: [_piece() for _ in range(30)])
        thread.start()
        thread.join()

    assert with_work(both)[1] > 15
