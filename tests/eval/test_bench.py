from functools import partial

from eval.bench import _timed


def test_timing_gives_the_median_and_the_slow_end_of_what_was_done():
    waited = []
    timing = _timed("append", (partial(waited.append, n) for n in range(40)))
    assert waited == list(range(40))
    assert 0 <= timing.median <= timing.p95
