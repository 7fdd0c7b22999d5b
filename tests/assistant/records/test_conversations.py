"""Conversations belong to one owner, and are listed, searched, renamed and erased by nobody else."""

from __future__ import annotations

import pytest

from assistant.errors import BadValue
from assistant.records.errors import NotFound


def test_a_conversation_takes_its_first_question_as_its_title(records, answer):
    started = records.conversations.start("browser:a")
    assert started.title == ""
    records.keep(answer(question="光明区租金怎么补？"), conversation_id=started.id, owner="browser:a")
    records.keep(answer(question="深圳呢？"), conversation_id=started.id, owner="browser:a")
    kept = records.conversations.get(started.id, owner="browser:a")
    assert (kept.title, kept.answers) == ("光明区租金怎么补？", 2)
    assert kept.changed > started.changed


def test_a_long_title_is_cut_and_masked(records):
    started = records.conversations.start("browser:a", title="我的手机13912345678\n" + "问" * 60)
    assert started.title.startswith("我的手机【手机号已隐去】 问")
    assert len(started.title) == 40


def test_answers_come_in_the_order_of_asking(records, answer):
    started = records.conversations.start("browser:a")
    asked = [f"第{n}问" for n in range(5)]
    for question in asked:
        records.keep(answer(question=question), conversation_id=started.id, owner="browser:a")
    page = records.conversations.answers(started.id, owner="browser:a", limit=3, offset=1)
    assert [kept.question for kept in page.items] == asked[1:4]
    assert (page.total, page.limit, page.offset) == (5, 3, 1)


def test_the_list_is_of_one_owner_the_last_changed_first(records, answer):
    first, second = (records.conversations.start("browser:a", title=title) for title in ("甲", "乙"))
    records.conversations.start("browser:b", title="丙")
    assert [c.title for c in records.conversations.list("browser:a").items] == ["乙", "甲"]
    records.keep(answer(), conversation_id=first.id, owner="browser:a")
    listed = records.conversations.list("browser:a")
    assert [(c.id, c.answers) for c in listed.items] == [(first.id, 1), (second.id, 0)]
    assert listed.total == 2


def test_search_looks_into_titles_and_questions_and_takes_no_word_for_a_pattern(records, answer):
    rent = records.conversations.start("browser:a", title="租金 100%补")
    listing = records.conversations.start("browser:a", title="上市")
    records.keep(answer(question="Nasdaq IPO_奖励"), conversation_id=listing.id, owner="browser:a")

    def found(words):
        return {c.id for c in records.conversations.list("browser:a", words=words).items}

    assert found("租金") == {rent.id}
    assert found("ipo 上市") == {listing.id}
    assert found("100%") == {rent.id}
    assert found("O_奖") == {listing.id}
    assert found("%") == {rent.id}
    assert found("a_d") == set()
    assert found("没有的") == set()


def test_nobody_reads_renames_erases_or_adds_to_what_is_another_s(records, answer):
    mine = records.conversations.start("browser:a", title="我的")
    for attempt in (
        lambda: records.conversations.get(mine.id, owner="browser:b"),
        lambda: records.conversations.answers(mine.id, owner="browser:b"),
        lambda: records.conversations.rename(mine.id, owner="browser:b", title="你的"),
        lambda: records.conversations.delete(mine.id, owner="browser:b"),
        lambda: records.conversations.get("none", owner="browser:a"),
    ):
        with pytest.raises(NotFound):
            attempt()
    records.keep(answer(), conversation_id=mine.id, owner="browser:b")
    assert records.conversations.get(mine.id, owner="browser:a").answers == 0


def test_renaming_keeps_everything_else(records):
    started = records.conversations.start("browser:a", title="旧")
    renamed = records.conversations.rename(started.id, owner="browser:a", title=" 新的\n名字 ")
    assert renamed.title == "新的 名字"
    assert (renamed.id, renamed.created) == (started.id, started.created)


def test_deleting_takes_the_answers_along_and_is_noted(records, answer):
    gone, stays = (records.conversations.start("browser:a") for _ in range(2))
    kept = [records.keep(answer(), conversation_id=c.id, owner="browser:a") for c in (gone, stays)]
    records.answers.rate(kept[0], owner="browser:a", useful=False)
    records.conversations.delete(gone.id, owner="browser:a")
    with pytest.raises(NotFound):
        records.answers.get(kept[0], owner="browser:a")
    assert records.answers.get(kept[1], owner="browser:a").conversation_id == stays.id
    assert records.overview.counts().not_useful == 0
    assert records.audit.list().items[0].what == "conversation.delete"


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (201, 0), (10, -1)])
def test_a_page_that_cannot_be_is_refused(records, limit, offset):
    with pytest.raises(BadValue, match="200"):
        records.conversations.list("browser:a", limit=limit, offset=offset)
