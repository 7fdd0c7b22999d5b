"""Subjects that other rules govern."""

from __future__ import annotations

import pytest

from assistant.neighbours import neighbour_of
from index.entries import corpus_entries
from index.text import fold


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("高企重新认定通过了奖多少", "高新技术企业认定"),
        ("出口退税的退税率怎么定", "增值税退税"),
        ("授权的发明专利每件资助多少", "专利和商标资助"),
        ("招应届生的社保补贴", "社会保险和稳岗"),
        ("工信局管软件的科室电话是多少", "部门的电话、地址和办公时间"),
        ("小巨人的认定标准里研发占比要多少", "称号的认定条件"),
        ("软著登记每件补多少", "软件著作权登记"),
        ("买写字楼自用补多少一平", "购买办公用房"),
        ("机房电费打几折", "水电费"),
    ],
)
def test_subject_next_door_is_recognised_with_who_to_ask(said, name):
    neighbour = neighbour_of(said)
    assert neighbour.name == name
    assert neighbour.ask
    assert neighbour.ask_en


def test_who_is_in_charge_is_answered_though_the_telephone_is_asked_too():
    assert neighbour_of("这项奖励哪个部门牵头，电话多少") is None


def test_no_sign_stands_in_any_clause_or_in_what_people_ask_of_it():
    assert [entry.id for entry in corpus_entries() if neighbour_of(fold(entry.text))] == []
