"""A small body of entries and a model made from it, for tests that need an index but not the whole corpus."""

from __future__ import annotations

from functools import partial

import pytest

from eval.chroma_run import chroma_run
from index.content import Content
from index.entries import Entry

TEXTS = {
    "alpha": [
        "甲市办法 租金补贴 对入驻园区的软件企业按每月每平方米30元给予租金补贴。",
        "甲市办法 上市奖励 企业在境内外证券交易所上市的，给予500万元奖励。",
        "甲市办法 研发投入 上年度研发投入超过1,000万元的，按5%给予资助。",
        "甲市办法 人才落户 引进的高层次人才子女入学予以优先安排。",
    ],
    "beta": [
        "乙区细则 租金补贴 租用办公用房的，前三年按实际租金的50%给予补贴。",
        "乙区细则 开源社区 建设开源社区的，最高给予5000万元支持。",
        "乙区细则 贷款贴息 银行贷款用于研发的，给予年化1.5个百分点贴息。",
    ],
    "gamma": ["丙省计划 发展目标 到期末软件业务收入达到两万亿元。"],
}


def entries_of(texts: dict[str, list[str]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(f"{name}#{n}~1", f"{name}#{n}~1", f"{name}#{n}", name, "unit", text)
        for name, several in texts.items()
        for n, text in enumerate(several, start=1)
    )


def content_of(texts: dict[str, list[str]]) -> Content:
    """Content that other processes can be handed; its hashes are the texts."""
    # A partial of a builtin can be pickled, a lambda cannot.
    return Content(
        entries=partial(tuple, entries_of(texts)),
        documents={name: "|".join(several) for name, several in texts.items()},
        questions={},
    )


@pytest.fixture(scope="session")
def larger_content():
    return content_of({**TEXTS, "delta": TEXTS["beta"] * 60})


@pytest.fixture(scope="session")
def sample_entries():
    return entries_of(TEXTS)


@pytest.fixture(scope="session")
def sample_content():
    return content_of(TEXTS)


@pytest.fixture(scope="session")
def other_content():
    notice = "丁县公告 数据交易 数据产品挂牌交易的，给予奖励。"
    return content_of({**TEXTS, "beta": TEXTS["beta"][:1], "delta": [notice, notice]})


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory):
    """The address of a real Chroma server on this machine."""
    with chroma_run(tmp_path_factory.mktemp("chroma-server")) as address:
        yield address
