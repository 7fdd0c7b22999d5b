from __future__ import annotations

import subprocess
import sys

import pytest

from eval.scale import Built, Measured, Way, report, scale


@pytest.fixture(scope="module")
def two_thousand(tmp_path_factory):
    """2,000 clauses, in a folder and on a real Chroma server."""
    (found,) = scale([2_000], most=60, told=lambda _line: None)
    return found


@pytest.mark.slow
def test_real_questions_find_their_clauses_among_many(two_thousand):
    size, built, measured = two_thousand
    assert size == 2_000 <= built.counts["clauses"] < 2_200
    assert [m.store for m in measured] == ["folder", "chroma run"]
    for found in measured:
        recalls = {way.name.split(",")[0]: way.recall for way in found.ways}
        assert recalls["search"] >= 0.9
        assert recalls["ask"] >= 0.95


@pytest.mark.slow
def test_folder_and_server_find_alike(two_thousand):
    folder, server = (m.ways for m in two_thousand[2])
    for one, other in zip(folder, server, strict=True):
        assert one.recall == pytest.approx(other.recall, abs=0.02)


@pytest.mark.slow
def test_many_clauses_cost_no_more_than_a_few_times_what_few_cost(two_thousand):
    """Relative to the same machine at the same time: nothing grows with the collection as a whole."""
    ((_, _, (few,)),) = scale([100], servers=False, most=60, told=lambda _line: None)
    many = two_thousand[2][0]
    for one, other in zip(few.ways, many.ways, strict=True):
        assert other.p50 < 6 * one.p50 + 5


def test_a_report_has_a_row_for_each_way_of_asking():
    ways = (Way("search", 0.9, 1, 2), Way("ask", 1, 10, 20.25))
    built = Built({"clauses": 111, "entries": 2604}, 2.4, 200, 10)
    text = report([(100, built, (Measured("folder", 1.1, 202, ways),))])
    assert "| 111 | 2604 | 2 | 200 | 10 |" in text
    assert "| 111 | folder | ask | 1.000 | 10.0 | 20.2 | 1.1 | 202 |" in text


def test_the_command_says_what_it_wants():
    asked = [sys.executable, "-m", "eval.scale", "--clauses", "many"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--clauses" in done.stderr
