"""Documents as clauses: the five of the corpus, two invented ones, and texts of any kind."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clauses import Clause, corpus_clauses, corpus_trees, segment
from index.load import load_text
from index.manifest import document_text, documents
from index.text import clean

FIXTURES = Path(__file__).parent.parent / "fixtures" / "documents"
# What a reader of the page does not see: it stands in the file beside the words.
NOISE = re.compile(r"\[bookmark:[^\]]*\]|^— 3 —$", re.MULTILINE)


def texts():
    corpus = {entry.id: document_text(entry) for entry in documents()}
    return corpus | {path.stem: load_text(path) for path in sorted(FIXTURES.glob("*.txt"))}


TEXTS = texts()
each_document = pytest.mark.parametrize("name", TEXTS)


def tree_of(name):
    return segment(name, TEXTS[name])


def clauses_of(name):
    return {clause.id.partition("#")[2]: clause for clause in tree_of(name).clauses}


def parts(tree):
    return sorted((*tree.clauses, *tree.headings), key=lambda part: part.start)


def letters(text):
    return "".join(text.split())


# --- the corpus


@pytest.mark.parametrize(
    ("clause_id", "label", "title", "begins"),
    [
        ("shenzhen#5.12", "五、（十二）", "壮大软件企业中坚力量", "（十二）壮大软件企业中坚力量。\n制定《深圳市重点"),
        ("guangzhou#2.2.5", "二、（二）5.", "支持企业发展壮大", "5.支持企业发展壮大。支持软件"),
        ("guangzhou#2.3.10", "二、（三）10.", "推进信息技术应用创新", "10.推进信息技术应用创新。"),
        ("guangzhou#3.2", "三、二是", "", "二是本文件与市级层面"),
        ("guangdong#end", "文末", "", "本措施与我省省级层面"),
        ("guangdong#3.12", "三、（十二）", "支持开源生态引领发展", "（十二）支持开源生态引领发展。"),
        ("shenzhen#0", "序言", "", "各区人民政府，市政府直属各单位：\n现将《"),
        ("shenzhen#8", "八、", "附则", "八、附则\n本措施与我市"),
        ("guangdong-plan#2", "二、", "工作目标", "二、工作目标\n到 2025 年"),
        ("guangdong-plan#3.4", "三、（四）", "发展新兴技术培育新型业态", "(四) 发展新兴技术"),
        ("guangdong-plan#5.5", "五、（五）", "营造优质市场环境", "(五)营造优质市场环境。"),
        ("guangming#6.20", "六、（二十）", "实施效力与解释", "（二十）实施效力与解释。本措施自****年*月*日起施行"),
    ],
)
def test_clause_has_the_id_label_and_title_that_it_is_cited_by(clause_id, label, title, begins):
    clause = corpus_clauses()[clause_id]
    assert (clause.label, clause.title) == (label, title)
    assert clause.text.startswith(begins)


def test_corpus_has_111_clauses_in_document_order():
    counts = Counter(clause.document_id for clause in corpus_clauses().values())
    assert counts == {"guangdong": 19, "guangzhou": 26, "shenzhen": 22, "guangdong-plan": 23, "guangming": 21}
    assert [tree.document_id for tree in corpus_trees()] == [entry.id for entry in documents()]


def test_ids_of_the_corpus_need_no_telling_apart():
    assert len(corpus_clauses()) == sum(len(tree.clauses) for tree in corpus_trees())
    assert not [clause_id for clause_id in corpus_clauses() if "~" in clause_id]


def test_heading_without_body_is_no_clause_but_the_path_below_it():
    assert "guangzhou#2" not in corpus_clauses()
    assert "guangzhou#2.2" not in corpus_clauses()
    assert corpus_clauses()["guangzhou#2.2.5"].path == ("二、政策措施", "（二）加大企业引培力度")
    assert corpus_clauses()["shenzhen#5.12"].path == ("五、培育壮大市场主体",)


def test_every_chapter_is_followed_by_its_articles_without_a_gap():
    numbers = [int(i.rpartition(".")[2]) for i in corpus_clauses() if re.fullmatch(r"guangming#\d+\.\d+", i)]
    assert numbers == list(range(1, 21))


def test_words_broken_by_a_page_are_whole_again():
    plan = corpus_clauses()
    assert "打造千亿级国内领先" in plan["guangdong-plan#3.2"].text
    assert "提升中小企业协同发展能力" in plan["guangdong-plan#3.7"].text
    assert "按职责分工负责)" in plan["guangdong-plan#5.4"].text


def test_paragraphs_that_the_document_makes_stay_apart():
    goals = corpus_clauses()["guangdong-plan#2"].text
    assert "发展高地。\n创新能力持续提升。" in goals
    assert "引领带动作用进一步显现" in goals


def test_bookmark_of_the_word_processor_is_not_shown():
    assert not [clause.id for clause in corpus_clauses().values() if "bookmark" in clause.text]
    assert corpus_clauses()["guangming#6.20"].text.startswith("（二十）")


def test_blank_dates_are_kept_as_they_are():
    assert "有效期至****年12月31日" in corpus_clauses()["guangming#6.20"].text


def test_closing_provision_is_not_part_of_the_last_numbered_clause():
    assert corpus_clauses()["guangdong#4.17"].text.endswith("投融资项目对接。")
    assert corpus_clauses()["guangdong#end"].text.endswith("有效期至2028年12月31日结束。")


def test_only_guangdong_ends_without_a_number():
    assert [i for i in corpus_clauses() if i.endswith("#end")] == ["guangdong#end"]


# --- what holds for every document


@each_document
def test_every_character_belongs_to_one_clause_or_heading(name):
    times = Counter(at for part in parts(tree_of(name)) for at in range(part.start, part.end))
    assert max(times.values()) == 1
    assert not [at for at, char in enumerate(TEXTS[name]) if not char.isspace() and times[at] != 1]


@each_document
def test_shown_words_are_the_words_of_the_file(name):
    shown = "".join(part.text for part in parts(tree_of(name)))
    assert letters(shown) == letters(NOISE.sub("", TEXTS[name]))


@each_document
def test_joining_lines_loses_no_digit(name):
    for part in parts(tree_of(name)):
        of_file = NOISE.sub("", TEXTS[name][part.start : part.end])
        assert re.findall(r"\d", part.text) == re.findall(r"\d", of_file)


@each_document
def test_every_character_leads_back_to_the_file(name):
    for clause in tree_of(name).clauses:
        for at, char in enumerate(clause.text):
            if not char.isspace():
                assert TEXTS[name][clause.to_file(at)] == char
                assert clause.start <= clause.to_file(at) < clause.end


@each_document
def test_any_stretch_of_a_paragraph_is_found_between_its_offsets(name):
    for clause in tree_of(name).clauses:
        for found in re.finditer(r"[^。\n]{4,}", clause.text):
            start, end = clause.to_file(found.start()), clause.to_file(found.end() - 1) + 1
            assert letters(NOISE.sub("", TEXTS[name][start:end])) == letters(found[0])


@each_document
def test_ids_are_unique(name):
    ids = [clause.id for clause in tree_of(name).clauses]
    assert len(ids) == len(set(ids))


# --- an unseen document in the style 一、（一）1. 一是


def test_measures_are_numbered_as_printed():
    assert list(clauses_of("yunling")) == [
        *("0", "1", "2.1", "2.2", "2.3.1", "2.3.2", "3.1", "3.1.1", "3.1.2", "3.2", "4.3", "4.4", "4.5", "end"),
    ]


def test_covering_letter_and_preamble_stand_before_the_first_number():
    before = clauses_of("yunling")["0"].text
    assert before.startswith("各镇（街道）人民政府")
    assert before.endswith("制定本措施。")


@pytest.mark.parametrize(
    ("number", "label", "title"),
    [
        ("1", "一、", "总体要求"),
        ("2.1", "二、（一）", "支持企业入规"),
        ("2.2", "二、（二）", "支持引进龙头"),
        ("2.3.2", "二、（三）2.", "支持标准制订"),
        ("3.1.2", "三、（一）二是", ""),
        ("4.4", "四、（四）", "适用范围"),
    ],
)
def test_title_is_read_on_its_own_line_and_run_in(number, label, title):
    clause = clauses_of("yunling")[number]
    assert (clause.label, clause.title) == (label, title)


def test_heading_that_ends_in_a_stop_or_holds_a_comma_is_still_a_heading():
    assert clauses_of("yunling")["2.3.1"].path == ("二、培育经营主体，壮大产业规模", "（三）提升质量水平")


def test_broken_lines_are_joined_across_blank_lines():
    clauses = clauses_of("yunling")
    assert "打造百亿级产业集群。" in clauses["1"].text
    assert "再给予最高12万元奖励" in clauses["2.1"].text
    assert "包括 Sky Map 等平台软件" in clauses["4.4"].text


def test_line_that_only_looks_numbered_is_text():
    clauses = clauses_of("yunling")
    assert "按照第（四）条执行" in clauses["2.2"].text
    assert "22万元奖励，3.5级及以上" in clauses["2.3.1"].text
    assert "（2）团体标准减半。" in clauses["2.3.2"].text


def test_page_number_is_not_shown():
    assert not [clause for clause in clauses_of("yunling").values() if "—" in clause.text]


def test_numbering_that_starts_late_or_again_is_taken_as_it_is():
    assert clauses_of("yunling")["3.2"].title == "租金支持"
    assert clauses_of("yunling")["4.3"].title == "强化资金保障"


def test_closing_provision_without_a_number_has_its_own_id():
    clauses = clauses_of("yunling")
    assert clauses["4.5"].text.endswith("三年内不得申报。")
    assert clauses["end"].text.startswith("本若干措施自2031年4月1日起施行")


# --- an unseen document in the style 第一章 第一节 第一条


def test_articles_run_on_across_chapters_and_sections():
    assert list(clauses_of("qinghe")) == ["0", "1.1", "1.2", "1.3", "2.1.4", "2.1.5", "2.2.6", "2.2.7", "3.8", "3.9"]


def test_article_is_cited_with_its_chapter_and_section():
    article = clauses_of("qinghe")["2.1.5"]
    assert article.label == "第二章第一节第五条"
    assert article.path == ("第二章扶持标准", "第一节研发扶持")


def test_list_inside_an_article_stays_in_it():
    article = clauses_of("qinghe")["2.1.5"].text
    assert "（三）县人民政府认定的其他情形。" in article
    assert "1. 采用面积" in article
    assert article.endswith("可以同时享受。")


def test_article_that_is_only_spoken_of_opens_nothing():
    assert clauses_of("qinghe")["1.3"].text.endswith("第五条所列事项优先办理。")
    assert "第十一条规定的" in clauses_of("qinghe")["2.2.7"].text


def test_bracketed_title_of_an_article_is_read():
    titles = {number: clause.title for number, clause in clauses_of("qinghe").items() if clause.title}
    assert titles == {"1.3": "术语", "2.2.6": "购买补助"}


def test_table_of_contents_makes_no_clauses():
    headings = [heading.text for heading in tree_of("qinghe").headings]
    assert headings.count("第一章 总则") == 1
    assert clauses_of("qinghe")["0"].text.endswith("目录")


# --- texts of any kind


def test_empty_text_has_no_clauses():
    assert segment("none", "").clauses == ()
    assert segment("none", "\n 　\n\t\n").clauses == ()


def test_text_without_numbers_is_one_clause():
    tree = segment("letter", "关于召开座谈会的通知\n\n各企业：\n定于下周三召开座谈会，\n请准时参加。\n")
    assert [(clause.id, clause.label) for clause in tree.clauses] == [("letter#0", "序言")]
    assert tree.clauses[0].text.endswith("定于下周三召开座谈会，请准时参加。")


def test_numbers_repeated_without_a_heading_are_told_apart():
    text = "一、研发。给予补助。\n二、推广。给予奖励。\n附件：申报材料\n一、申请表，一份。\n二、承诺书，一份。\n"
    ids = [clause.id for clause in segment("twice", text).clauses]
    assert ids == ["twice#1", "twice#2", "twice#1~2", "twice#2~2"]


def test_award_without_a_stop_is_a_clause_and_not_a_heading():
    text = "一、奖励标准\n（一）对首次入规的企业，给予奖励8万元\n1.申报时间另行通知。\n"
    assert [clause.id for clause in segment("award", text).clauses] == ["award#1.1", "award#1.1.1"]


def test_heading_broken_over_two_lines_is_one_heading():
    tree = segment("long", "一、加快建设全国领先的低空软件产业创新高地和\n示范应用基地\n（一）支持研发。给予补助。\n")
    assert [heading.text for heading in tree.headings] == ["一、加快建设全国领先的低空软件产业创新高地和\n示范应用基地"]
    assert tree.clauses[0].path == ("一、加快建设全国领先的低空软件产业创新高地和示范应用基地",)


@pytest.mark.parametrize("broken", ["我市支持产业链上下游，推动第", "我市支持制造业，", "支持一、", "服务于农业和"])
def test_marker_inside_a_broken_sentence_opens_nothing(broken):
    tree = segment("broken", f"一、总则。支持发展。{broken}\n二、三产业融合发展，给予补助。\n")
    assert [clause.id for clause in tree.clauses] == ["broken#1"]


def test_amount_broken_before_its_unit_is_joined():
    tree = segment("amount", "一、支持租金\n最高100\n万元\n")
    assert "最高100万元" in tree.clauses[0].text


def test_form_feeds_and_carriage_returns_hide_no_marker():
    tree = segment("feed", "一、支持研发。给予补助。\r\n\x0c二、支持推广。给予奖励。\r\n")
    assert [clause.id for clause in tree.clauses] == ["feed#1", "feed#2"]
    assert tree.clauses[1].text == "二、支持推广。给予奖励。"


def test_absurd_numbers_are_not_ordinals():
    tree = segment("absurd", f"第一条 甲。\n第二条 乙。\n第{'9' * 5000}条 丙。\n廿〇、丁。\n")
    assert [clause.id for clause in tree.clauses] == ["absurd#1", "absurd#2"]


def test_glue_between_paragraphs_leads_to_the_end_of_the_one_before():
    text = "一、支持研发。\n　　给予补助。\n"
    clause = segment("glue", text).clauses[0]
    assert clause.text == "一、支持研发。\n给予补助。"
    assert clause.to_file(clause.text.index("\n")) == text.index("\n")


ODD = st.text(alphabet="一二三十、（）()１2.．第章节条是。，；：给予 \n\r\t\u3000\x0c\u200b[bookmark]—元", max_size=160)


@given(st.text(max_size=200) | ODD)
def test_any_text_is_covered_and_leads_back(text):
    tree = segment("any", text)
    covered = Counter(at for part in parts(tree) for at in range(part.start, part.end))
    assert not [at for at, char in enumerate(text) if clean(char) and covered[at] != 1]
    for clause in tree.clauses:
        assert isinstance(clause, Clause)
        for at, char in enumerate(clause.text):
            assert char in "\n " or text[clause.to_file(at)] == char
