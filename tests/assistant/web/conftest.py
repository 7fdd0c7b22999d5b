from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

QUOTE = "对营业收入首次达到10亿元、50亿元、100亿元的企业，分别给予50万元、150万元、300万元奖励。"
TEXT = f"（十二）壮大软件企业中坚力量。\n加快企业培育发展。{QUOTE}鼓励工业企业成立数字化技术中心。"

Make = Callable[..., dict[str, Any]]


@pytest.fixture
def citation() -> Make:
    """A citation with what a test changes of it."""
    base = {
        "clause_id": "shenzhen#5.12",
        "document_id": "shenzhen",
        "document": "深圳市推动软件产业高质量发展的若干措施",
        "label": "五、（十二）",
        "title": "壮大软件企业中坚力量",
        "text": TEXT,
        "quote": QUOTE,
        "start": 100,
        "end": 160,
        "standing": "in_force",
        "standing_name": "现行",
        "sha256": "0123456789abcdef" * 4,
    }
    return lambda **changed: {**base, **changed}


@pytest.fixture
def calculation() -> Make:
    """A calculation with what a test changes of it."""
    base = {
        "award_id": "shenzhen#5.12/a",
        "clause_id": "shenzhen#5.12",
        "title": "营业收入首次达到一定规模",
        "outcome": "amount",
        "amount_yuan": 1500000,
        "at_least_yuan": None,
        "ceiling_yuan": 3000000,
        "bound": "exact",
        "inputs": {},
        "missing": [],
        "conditions": [],
        "steps": [],
        "standing": "in_force",
    }
    return lambda **changed: {**base, **changed}


@pytest.fixture
def answer() -> Make:
    """An answer object with what a test changes of it."""
    base = {
        "id": "a-1",
        "question": "奖多少？",
        "rewritten": None,
        "language": "zh",
        "status": "answered",
        "reason": "ok",
        "answer": "给予150万元奖励。[1]",
        "spoken": "奖励一百五十万元。",
        "citations": [],
        "related": [],
        "calculations": [],
        "as_of": "2026-11-20",
    }
    return lambda **changed: {**base, **changed}


_EMPTY = {"input", "br", "meta", "link", "rect", "img"}


class Page(HTMLParser):
    """The elements of a page: names with attributes, ids, links, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.wrapped: list[dict[str, str | None]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if "label" in self.open:
            self.wrapped.append(self.elements[-1][1])
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.elements if "id" in attributes]

    @property
    def links(self) -> list[str]:
        return [str(attributes["href"]) for tag, attributes in self.elements if tag == "a" and "href" in attributes]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def read() -> Callable[[str], Page]:
    """Reads a page, whose elements are well formed, whose ids are single and whose links stay on this machine."""

    def checked(html: str) -> Page:
        page = Page(html)
        assert page.wrong == []
        assert page.open == []
        assert len(page.ids) == len(set(page.ids))
        assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in page.links)
        assert not {tag for tag, _ in page.elements} & {"iframe", "object", "embed", "style"}
        assert not [a for _, attributes in page.elements for a in attributes if a.startswith("on")]
        return page

    return checked
