from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from eval.charts import Bar, Line, bars, lines
from eval.measure import judge
from eval.page import page
from eval.report import Evaluation, markdown, measured, table
from eval.tally import Result, SetResult
from eval.thresholds import Limit, Thresholds, shortfalls

HOSTILE = '<script>alert(1)</script><img src="http://198.51.100.7/x">![x](http://198.51.100.7/y) | \x07\u202e'
THRESHOLDS = Thresholds(sets={"some.dev": {"all": Limit(because="most", at_least=0.9)}})


@pytest.fixture
def evaluation(question, given):
    def make(*cases_and_answers, thresholds=THRESHOLDS):
        pairs = cases_and_answers or ((question(), given(elapsed_ms=5.0, confidence=0.7)),)
        results = (SetResult("some.dev", tuple(Result(c, g, judge(c, g)) for c, g in pairs)),)
        short = shortfalls(thresholds, measured(results))
        return Evaluation(date(2026, 11, 20), results, thresholds, short, {"embedding": "builtin"})

    return make


@pytest.fixture
def failing(evaluation, question, given):
    hostile = question(id="q9", question=HOSTILE, history=("前一问",), note="提示")
    return evaluation((hostile, given(HOSTILE, citations=("别的",), labels=("某文 一、",), confidence=0.2)))


class Elements(HTMLParser):
    """Every tag with its attributes, and all text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.said = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.said += data


def test_a_report_says_when_with_what_and_that_all_is_well(evaluation):
    text = markdown(evaluation())
    assert "2026-11-20" in text
    assert "embedding builtin" in text
    assert "Every threshold is met" in text
    assert "| some.dev | 1 | 0 | 1.000 |" in text


def test_a_failure_is_shown_with_question_answer_and_why(failing):
    text = markdown(failing)
    assert "`q9` 前一问 →" in text
    assert "原因：没有引用" in text
    assert "some.dev all: 0，要求 ≥ 0.9（most）" in text


def test_nothing_hostile_comes_to_life_in_markdown(failing):
    text = markdown(failing)
    assert "<script>" not in re.sub(r"\\.", "", text)
    assert "![x]" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_the_page_shows_failures_to_open_with_all_that_explains_them(failing):
    found = Elements(page(failing))
    assert [tag for tag, _ in found.tags].count("details") == 1
    for words in ("q9", "前一问", "没有引用", "某文 一、", "提示", "alert(1)"):
        assert words in found.said


def test_the_page_loads_and_runs_nothing(failing):
    found = Elements(page(failing))
    tags = {tag for tag, _ in found.tags}
    assert not tags & {"script", "img", "link", "iframe", "object", "image", "use", "a"}
    assert not [a for _, a in found.tags if {"src", "href", "onload", "style"} & a.keys()]
    style = re.search(r"<style>(.*?)</style>", page(failing), re.DOTALL)[1]
    assert "url(" not in style
    assert "@import" not in style
    policy = next(a["content"] for tag, a in found.tags if "http-equiv" in a)
    assert policy.startswith("default-src 'none'")


def test_the_page_is_well_formed_and_balanced(failing, evaluation):
    for html in (page(failing), page(evaluation())):
        for tag in ("table", "svg", "details", "dl", "tr", "h2"):
            assert html.count(f"<{tag}") == html.count(f"</{tag}>")


def test_charts_are_drawn_for_measures_refusals_and_latency(evaluation):
    html = page(evaluation())
    assert html.count("<svg") == 3
    assert "refusal matrix" in html
    assert "polyline" in html


def test_a_set_without_times_or_confidence_has_no_such_charts(evaluation, question, given):
    html = page(evaluation((question(), given())))
    assert html.count("<svg") == 1


def test_calculations_take_no_part_in_refusals(calculation, given):
    results = (SetResult("calc.dev", (Result(calculation(), given(), judge(calculation(), given())),)),)
    made = Evaluation(date(2026, 11, 20), results, replace(THRESHOLDS, sets={}))
    assert made.conversations == ()
    assert "refusal matrix" not in markdown(made)


def test_a_bar_below_its_limit_stands_out():
    assert 'class="short"' in bars([Bar("all", 0.8, 0.9)], title="t")
    assert 'class="short"' not in bars([Bar("all", 0.9, 0.9)], title="t")


def test_names_in_charts_are_text():
    drawn = lines([Line("<b>", [(0, 0), (1, 1)])], title="<i>", x="&", y="y")
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "&amp;" in drawn


def test_a_cell_cannot_break_a_table():
    assert table(["a"], [["x|y"]]).splitlines()[-1] == "| x\\|y |"
