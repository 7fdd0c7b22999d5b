from __future__ import annotations

import io
import re
from typing import Any

import pytest

from assistant.export import FORMATS, conversation_file
from assistant.export.blocks import Kind, answer_blocks, figure_line, markdown_blocks

ANSWER: dict[str, Any] = {
    "question": "深圳营收首次达到10亿元，奖多少？",
    "rewritten": None,
    "language": "zh",
    "status": "answered",
    "answer": "可得 **50万元**（定额）。[1]\n\n* 10亿元一档\n\n> 分别给予50万元、150万元奖励。[1]\n\n"
    "| 地方 | 金额 |\n|---|---|\n| 深圳 | 50万元 |",
    "spoken": "可得五十万元。",
    "citations": [
        {
            "clause_id": "shenzhen#5.12",
            "document": "深圳市若干措施",
            "label": "五、（十二）",
            "title": "壮大软件企业",
            "quote": "分别给予50万元、150万元奖励。",
            "standing": "in_force",
            "standing_name": "现行",
            "sha256": "0123456789abcdef" * 4,
        }
    ],
    "calculations": [],
    "as_of": "2026-11-20",
}
HOSTILE = (
    '<img src="http://outside.example/x.png"/><a href="http://outside.example">x</a> '
    "![p](http://outside.example) =cmd()"
)


def read_docx(content: bytes) -> str:
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def read_pdf(content: bytes) -> str:
    from pypdf import PdfReader

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return re.sub(r"\s", "", text)


READERS = {"txt": bytes.decode, "md": bytes.decode, "docx": read_docx, "pdf": read_pdf}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_holds_question_answer_script_and_the_citation_in_full(kind: str) -> None:
    made = conversation_file("营收奖励", [ANSWER, ANSWER], kind=kind)
    read = READERS[kind](made.content).replace("\\", "")
    bare = re.sub(r"\s", "", read)
    for part in (
        "营收奖励",
        ANSWER["question"],
        "可得50万元（定额）",
        "可得五十万元",
        "《深圳市若干措施》",
        "现行",
        "shenzhen#5.12",
    ):
        assert bare.count(part.replace(" ", "")) >= 1, part
    assert "0123456789abcdef" * 4 in bare
    assert "2026-11-20" in bare
    assert made.name == f"conversation.{kind}"


@pytest.mark.parametrize("kind", FORMATS)
def test_what_people_wrote_stays_text_in_every_file(kind: str) -> None:
    made = conversation_file(HOSTILE, [{**ANSWER, "question": HOSTILE, "answer": HOSTILE}], kind=kind)
    bare = re.sub(r"[\s\\]", "", READERS[kind](made.content))
    assert bare.count(re.sub(r"\s", "", HOSTILE)) >= 3
    if kind == "pdf":
        assert b"/URI" not in made.content
        assert b"/Subtype /Image" not in made.content
    if kind == "docx":
        assert b"outside.example" not in _relations(made.content)
    if kind == "md":
        assert b"![p]" not in made.content.replace(b"\\!", b"")
        assert b"<img" not in made.content.replace(b"\\<", b"")


def _relations(content: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("text", ["\x00\x0b坏\ud800字", "😀𠮷", "", "长" * 5000])
def test_any_characters_can_be_written(kind: str, text: str) -> None:
    made = conversation_file(text, [{**ANSWER, "question": text, "answer": text}], kind=kind)
    assert made.content


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_conversation_is_a_file_too(kind: str) -> None:
    assert conversation_file("空", [], kind=kind).content


def test_markdown_becomes_paragraphs_without_its_signs() -> None:
    blocks = list(markdown_blocks(ANSWER["answer"]))
    assert [(b.kind, b.text) for b in blocks] == [
        (Kind.TEXT, "可得 50万元（定额）。[1]"),
        (Kind.ITEM, "10亿元一档"),
        (Kind.QUOTE, "分别给予50万元、150万元奖励。[1]"),
        (Kind.ITEM, "地方 | 金额"),
        (Kind.ITEM, "深圳 | 50万元"),
    ]


def test_numbers_in_brackets_and_document_numbers_survive() -> None:
    [block] = markdown_blocks("深府规〔2022〕5号、[2023]5号[1]")
    assert block.text == "深府规〔2022〕5号、[2023]5号[1]"


def test_english_answers_are_framed_in_english() -> None:
    texts = [b.text for b in answer_blocks({**ANSWER, "language": "en"})]
    assert texts[0].startswith("Question: ")
    assert any(t.startswith("Answered as of") for t in texts)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"amount_yuan": 500000, "bound": "exact"}, "奖励：定额50万元"),
        ({"amount_yuan": 500000, "bound": "upper"}, "奖励：最高50万元"),
        ({"amount_yuan": 100000000, "at_least_yuan": 10000000, "bound": "range"}, "奖励：1000万元至1亿元"),
        ({"outcome": "not_eligible"}, "奖励：不符合条件"),
        ({"outcome": "needs_input"}, "奖励：还不能算出金额"),
    ],
)
def test_a_calculation_is_told_in_a_line(changes: dict[str, Any], line: str) -> None:
    assert figure_line({"title": "奖励", "outcome": "amount", "amount_yuan": None, "bound": None, **changes}) == line
