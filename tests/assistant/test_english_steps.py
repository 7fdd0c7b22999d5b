import re
from datetime import date

import pytest

from assistant.english_steps import in_english
from assistant.types import Language
from eval.dataset import FOLDER, read_set

ON = date(2026, 11, 20)
_OURS = re.compile(
    "已满足|不满足|需满足|^说明|未说明|上限|一档|文件状态|按一年计|未达到|给予|^最高 |^合计|没有写明|已获|叠加享受"
)


@pytest.fixture(scope="module")
def steps(assistant):
    cases = read_set(FOLDER / "calc.dev.jsonl").cases
    answers = [assistant.ask(case.question, on=ON) for case in cases]
    return {step.text for answer in answers for c in answer.calculations for step in c.steps}


def test_no_fixed_wording_of_a_step_stays_chinese(steps):
    assert len(steps) > 100
    kept = {text: in_english(text) for text in steps}
    assert not {said for said in kept.values() if _OURS.search(re.sub("(?:Met|met|checked\\)|read): .*", "", said))}


def test_figures_are_the_same_in_either_language(steps):
    for text in steps:
        assert sorted(re.findall(r"\d[\d.]*", in_english(text))) == sorted(re.findall(r"\d[\d.]*", text))


def test_what_is_only_figures_stays_as_it_is():
    assert in_english("900万元 × 30% = 270万元") == "900万元 × 30% = 270万元"


def test_answer_in_english_tells_its_steps_in_english(ask):
    answer = ask("How much does Shenzhen award when revenue first reaches 1.2 billion yuan?")
    assert answer.language is Language.ENGLISH
    assert "reaches the step of" in answer.answer


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("支持对象是企业，不包括个人", "This is for 企业, not for individuals"),
        ("3家 × 20万元 = 60万元", "3 companies × 20万元 = 60万元"),
        (
            "同一项目累计不超过投资额：2500万元 − 已获 1800万元 = 700万元",
            "One project gets no more than was invested: 2500万元 − received 1800万元 = 700万元",
        ),
    ],
)
def test_steps_that_the_samples_do_not_bring_up_are_told_in_english_too(chinese, english):
    assert in_english(chinese) == english
