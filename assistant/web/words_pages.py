"""The words of the written pages: calculator, match, compare, documents. Chinese first, English second."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PAGE_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # every page
    "print": ("打印", "Print"),
    "copy_link": ("复制链接", "Copy link"),
    "on": ("按哪一天看", "As of"),
    "standing_on": ("{date} 的状态", "as of {date}"),
    "not_stated": ("文件未载明", "Not stated"),
    "choose": ("请选择", "Please choose"),
    "language": ("zh", "en"),
    "such_as": ("如 {example}", "e.g. {example}"),
    "unsaid": ("未填", "Not said"),
    "yes": ("是", "Yes"),
    "no": ("否", "No"),
    "place": ("地方", "Place"),
    "place_province": ("省", "Province"),
    "trouble": (
        "连不上服务，刚才的改动还没有算进去；请稍后再试一次。",
        "The service cannot be reached; your last change is not counted yet. Please try again in a moment.",
    ),
    # the calculator
    "calculator": ("奖补计算器", "Calculator"),
    "calculator_lead": (
        "选地方、选奖补，填上知道的情况；金额随填随算，每一步都引原文。没填的一律不猜。",
        "Choose place and award, fill in what you know; the amount follows, each step quoting the clause.",
    ),
    "calculator_empty": (
        "先选一个地方，这里会列出那里的各项奖补；选定一项，就能填数试算。",
        "Choose a place first: its awards appear here. Choose one of them to work it out.",
    ),
    "choose_place": ("请选择地方", "Choose a place"),
    "award": ("奖补", "Award"),
    "choose_award": ("请选择一项", "Choose one"),
    "facts": ("填写情况", "Your figures"),
    "more_facts": ("更多情况（已获得的支持、年份等）", "More (support received before, years …)"),
    "calculate": ("计算", "Work it out"),
    "outcome": ("结果", "Result"),
    "copy_calculation": ("复制这次测算的链接", "Copy a link to this calculation"),
    "compare_topic": ("同类奖补各地对比", "Compare places on this topic"),
    "as_of_worked": ("按 {date} 的情况测算。", "Worked out as of {date}."),
    # comparing places
    "compare": ("各地对比", "Compare places"),
    "compare_lead": (
        "同一个主题，省、广州、深圳、光明各给多少、要什么条件、是不是现行，并排看。内容直接取自各文件的条款。",
        "One topic in the province, Guangzhou, Shenzhen and Guangming: how much, on which conditions, in force or not.",
    ),
    "topic": ("主题", "Topic"),
    "choose_topic": ("请选择主题", "Choose a topic"),
    "overview": ("各主题下各地有几项奖补", "How many awards each place has on each topic"),
    "none": ("无", "none"),
    "compare_none": ("文件中没有这一类奖补。", "Its documents have no such award."),
    "conditions_of": ("条件", "Conditions"),
    "to_calculator": ("试算", "Work it out"),
    "as_of_compared": ("按 {date} 的情况对比。", "Compared as of {date}."),
    # the documents
    "find": ("在原文中查找", "Search the text"),
    "find_here": ("如：租金、首版次、500万元", "Words as they are written, e.g. 租金"),
    "found": ("{clauses} 条里找到 {count} 处", "{count} places in {clauses} clauses"),
    "found_none": ("五份文件里都没有“{words}”这几个字。", "None of the documents holds “{words}”."),
    "contents": ("目录", "Contents"),
    "document_number": ("文号", "Number"),
    "document_issuer": ("发文机关", "Issued by"),
    "document_issued": ("印发", "Issued"),
    "document_effective": ("施行", "In effect from"),
    "document_expires": ("届满", "Ends"),
    "file_hash": ("文件校验", "File hash"),
    "copy_source": ("复制出处", "Copy reference"),
    "work_out": ("测算：{title}", "Work out: {title}"),
}
