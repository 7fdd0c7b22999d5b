from __future__ import annotations

from datetime import date

import pytest

from eval.models import ModelResult, models, section
from index.embed import BUILT_IN
from index.errors import EmbeddingError

ON = date(2026, 11, 20)


@pytest.fixture(scope="module")
def compared():
    return models([BUILT_IN, "none", "lsa"], on=ON, most=40)


@pytest.mark.slow
def test_the_built_in_model_finds_more_than_lsa_and_words_alone(compared):
    found = {row[0]: [float(cell) for cell in row[1:]] for row in compared.rows}
    assert found[BUILT_IN][0] > found["none"][0]
    assert found[BUILT_IN][0] >= found["lsa"][0]
    assert found[BUILT_IN][5] > found["none"][5]


@pytest.mark.slow
def test_recall_grows_with_the_places_looked_at(compared):
    for row in compared.rows:
        one, five, ten = map(float, row[1:4])
        assert 0 < one <= five <= ten <= 1


def test_the_table_names_models_and_measures():
    answers = {"evidence": 0.9, "facts": 0.8, "all": 0.7, "p50_ms": 12.34, "p95_ms": 30}
    shown = section([ModelResult("a/model", (0.5, 0.75, 1.0), answers, 3.21)])
    assert shown.rows == [("a/model", "0.500", "0.750", "1.000", "0.900", "0.800", "0.700", "12.3", "30.0", "3.2")]


def test_a_model_that_is_not_there_is_said():
    with pytest.raises(EmbeddingError, match="不存在"):
        models(["./no-such-model"], on=ON, most=1)
