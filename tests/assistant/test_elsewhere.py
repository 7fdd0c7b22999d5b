"""Whether what was asked of one place is another's."""

from __future__ import annotations

import pytest

from assistant.types import Reason, Status


@pytest.mark.parametrize(
    "question",
    [
        "深圳市级软件措施里，AI公司向别家买数据集补百分之几、一年封顶多少？",
        "深圳对“四化”赋能平台项目按总投入的百分之多少给事后奖励？",
    ],
)
def test_what_only_another_document_gives_is_told_as_anothers(ask, question):
    assert ask(question).reason is Reason.CORRECTED


def test_whoever_tells_a_places_own_figures_asks_for_its_own(ask):
    answer = ask("广州的，去年到1亿档领了70万，今年首次到5亿，是只补差额30万吗？")
    assert answer.citations[0].document_id == "guangzhou"


@pytest.mark.parametrize(
    "question", ["东莞松山湖的公司，东莞市里给的房租补贴一平多少", "佛山南海区给软件公司的办公房租补贴是多少"]
)
def test_a_city_without_a_document_is_asked_for_its_own(ask, question):
    answer = ask(question)
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.OTHER_PLACE)


def test_what_a_city_sets_aside_for_a_project_is_no_policy_of_its_own(ask):
    answer = ask("湛江给本地一个跨界融合重点项目安排了2亿，省里动能增量配三成，最多多少？")
    assert answer.calculations[0].award_id == "guangdong#3.8/a"
