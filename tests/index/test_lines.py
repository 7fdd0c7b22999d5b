"""Lines as paragraphs, and the way back to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lines import join, lines_of


def joined(text):
    return join(lines_of(text))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支持企业，搭建打造千\n\n亿级软件企业。", "支持企业，搭建打造千亿级软件企业。"),
        (
            "对企业给予资助，其中用户单位按\n采购额\n的10%给予资助。",
            "对企业给予资助，其中用户单位按采购额的10%给予资助。",
        ),
        ("软件园区，由各区负责\n)", "软件园区，由各区负责)"),
        ("最高100\n万元", "最高100万元"),
        ("支持 CAD，以及 Smart\nCity 平台", "支持 CAD，以及 Smart City 平台"),
    ],
)
def test_sentence_broken_by_a_line_is_whole_again(text, expected):
    assert joined(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某市措施\n（征求意见稿）\n为推动发展，制定本措施。", "某市措施\n（征求意见稿）\n为推动发展，制定本措施。"),
        ("到2030年，实现目标\n　　产业规模壮大。", "到2030年，实现目标\n产业规模壮大。"),
        ("第一段，说完。\n第二段。", "第一段，说完。\n第二段。"),
        ("附件1\n2030年度计划", "附件1\n2030年度计划"),
        ("分别给予支持：\n（1）甲；\n（2）乙。", "分别给予支持：\n（1）甲；\n（2）乙。"),
    ],
)
def test_paragraphs_stay_apart(text, expected):
    assert joined(text) == expected


@pytest.mark.parametrize("noise", ["[bookmark: _GoBack]", "[bookmark: a][bookmark: b] ", "　[bookmark: _Toc1]"])
def test_bookmarks_at_the_edge_of_a_line_are_left_out(noise):
    assert joined(f"{noise}第一段。\n第二段。{noise}\n{noise}\n第三段。") == "第一段。\n第二段。\n第三段。"


@pytest.mark.parametrize("number", ["— 3 —", "- 12 -", "－１－", "第 3 页 共 10 页", "第4页"])
def test_page_number_on_its_own_line_is_left_out(number):
    assert joined(f"给予最高，\n{number}\n30万元。") == "给予最高，30万元。"


def test_figure_on_its_own_line_is_kept():
    assert joined("甲\n500\n乙") == "甲\n500\n乙"


def test_blanks_of_every_kind_are_trimmed():
    assert joined("\ufeff\u3000\xa0 甲。\t\r\n\x0c\u200b乙。") == "甲。\n乙。"


def test_lines_cover_the_text_without_gap_or_overlap():
    text = "甲\n\n  乙，\r\n丙"
    lines = lines_of(text)
    assert [line.start for line in lines][1:] == [line.end for line in lines][:-1]
    assert (lines[0].start, lines[-1].end) == (0, len(text))


@given(st.text(max_size=120) | st.text(alphabet="甲，。5万\n \r\u3000[bookmark:]—a", max_size=120))
def test_every_run_stands_in_the_file_as_it_is(text):
    shown, runs = join(lines_of(text))
    covered = set()
    for run in runs:
        here = shown[run.text_start : run.text_start + run.length]
        assert here == text[run.file_start : run.file_start + run.length]
        covered.update(range(run.text_start, run.text_start + run.length))
    assert all(shown[at] in "\n " for at in set(range(len(shown))) - covered)
