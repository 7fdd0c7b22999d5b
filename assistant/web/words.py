"""Every word that the page itself says: Chinese first, English second."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

from assistant.web.words_desk import DESK
from assistant.web.words_pages import PAGE_WORDS
from index.text import traditional

Words = Mapping[str, str]

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # the frame
    "pages": ("页面", "Pages"),
    "skip": ("跳到正文", "Skip to the content"),
    "log_in": ("登录", "Log in"),
    "log_out": ("退出", "Log out"),
    "nav_consult": ("咨询", "Ask"),
    "nav_desk": ("坐席台", "Desk"),
    "nav_calculator": ("计算器", "Calculator"),
    "nav_profile": ("匹配", "Match"),
    "nav_compare": ("对比", "Compare"),
    "nav_reader": ("原文", "Documents"),
    "this_language": ("中文", "English"),
    "go_dark": ("换成深色", "Dark colours"),
    "go_light": ("换成浅色", "Light colours"),
    "name": ("软件企业政策助手", "Policy assistant for software companies"),
    "tagline": ("问一句，答案、金额和条款原文一起给您", "One question: the answer, the figure and the clause"),
    "new_chat": ("新对话", "New conversation"),
    "ask": ("提问", "Ask"),
    "ask_here": ("问政策、问金额、问条件，例如：深圳CMMI四级奖多少？", "Ask about support, amounts or conditions"),
    "send": ("发送", "Send"),
    "stop": ("停止", "Stop"),
    "conversation": ("对话", "Conversation"),
    "evidence": ("依据条款", "Clauses relied on"),
    "welcome": ("您想了解哪项扶持？", "Which support are you looking for?"),
    "welcome_more": (
        "直接用平时说话的方式问就行。每个答复都附条款原文；文件里没有的，会如实说没有。",
        "Ask in your own words. Every answer shows its clause; what the documents do not say, it says they do not.",
    ),
    "keys": ("Enter 发送，Shift + Enter 换行", "Enter sends, Shift + Enter starts a new line"),
    "empty_hint": ("请先写下您的问题，再发送。", "Please write your question first."),
    # an answer whose facts were changed
    "worked_out_anew": (
        "条件已改动。按“{facts}”重算，{title}：{figure}。以下为改动前的答复，对话记录和导出文件保存的也是它。",
        "Facts changed ({facts}). {title}: {figure}. Below, as kept and exported, is the answer before that.",
    ),
    "fact_joint": ("，", ", "),
    "fact_pair": ("：", ": "),
    "no_facts": ("没有给出任何条件", "no facts given"),
    "undo_facts": ("撤销改动", "Undo the change"),
    # before the first question
    "library": ("收录的文件", "Documents covered"),
    "library_more": (
        "提问后，这里会显示答复所依据的条款全文，并标出起决定作用的那一句。",
        "After a question, the clauses behind the answer appear here, the deciding sentence highlighted.",
    ),
    # an answer
    "you": ("您的问题", "Your question"),
    "reply": ("答复", "Answer"),
    "refused": ("文件中没有依据", "Not in the documents"),
    "clarify": ("还需补充信息", "One more detail needed"),
    "reason_out_of_scope": ("不在本助手的范围内", "Outside what is covered"),
    "reason_unsafe": ("无法处理", "Cannot be followed"),
    "reason_too_long": ("问题太长", "Too long"),
    "reason_empty": ("还没有问题", "No question yet"),
    "reason_unclear_figure": ("数字需要核对", "Please check the figure"),
    "reason_ambiguous_place": ("请说明是哪个地方", "Which place?"),
    "failed": ("未能答复", "No answer"),
    "understood": ("按此理解：", "Understood as: "),
    "copy": ("复制", "Copy"),
    "copied": ("已复制", "Copied"),
    "copy_reply": ("复制答复", "Copy answer"),
    "spoken": ("电话话术", "To read aloud"),
    "question": ("问题", "Question"),
    "back": ("回到答复", "Back to the answer"),
    "to_evidence": ("查看依据与测算", "See clauses and figures"),
    "pending": ("正在查条款……", "Looking it up …"),
    "stopped": ("已停止，这个问题没有答复。", "Stopped; this question was not answered."),
    "hasty": ("问得太快了，请过 {wait} 秒再发一次。", "That was too fast; please send it again in {wait} seconds."),
    "error": ("刚才没能答复，请稍后再问一次；如果仍不行，请联系维护人员。", "That did not work; please ask again."),
    # figures
    "figures": ("金额测算", "Figures"),
    "exact": ("定额", "Fixed"),
    "upper": ("最高", "At most"),
    "range": ("区间", "Range"),
    "lower": ("不低于", "At least"),
    "not_eligible": ("不符合条件", "Not eligible"),
    "needs_input": ("还不能算出金额", "Cannot be worked out yet"),
    "no_fixed_amount": ("文件未定具体金额", "No fixed amount"),
    "ceiling": ("文件规定的上限：", "The document's ceiling: "),
    "steps": ("怎么算的", "How it is worked out"),
    "step": ("步骤与条款原话", "Step and wording"),
    "amount": ("金额", "Amount"),
    "missing": ("还差", "Still missing"),
    "conditions": ("需要确认的条件", "Conditions to confirm"),
    "settled": ("已核对的条件", "Conditions checked"),
    "yuan": ("元", " yuan"),
    # citations
    "clauses": ("依据条款", "Clauses relied on"),
    "related": ("最接近的条款（不是答复依据）", "Nearest clauses (not relied on)"),
    "no_clause": ("这次答复没有引用条款。", "This answer cites no clause."),
    "clause_id": ("条款编号", "Clause id"),
    "hash": ("原文校验", "Text hash"),
    "deciding": ("起决定作用的语句", "Deciding sentence"),
    # standing
    "in_force": ("现行", "In force"),
    "draft": ("征求意见稿", "Draft for comment"),
    "expired": ("已到期", "Expired"),
    "not_yet": ("未施行", "Not yet in force"),
    "unknown": ("效力未载明", "Standing not stated"),
    "as_of": ("按 {date} 的情况答复。", "Answered as of {date}."),
    "draft_note": ("征求意见稿尚未印发，金额和条件以正式文件为准。", "Drafts are not in force."),
    "expired_note": ("已到期的文件仅供参考，能否申报请向主管部门确认。", "Expired documents are for reference only."),
    "not_yet_note": ("未施行的文件自施行之日起才能适用。", "A document applies only from its effective date."),
    "disclaimer": (
        "答复只依据所列文件原文，最终以主管部门解释为准。",
        "Answers rest on the listed documents only; the competent authority's reading decides.",
    ),
    **DESK,
    **PAGE_WORDS,
}


@functools.cache
def words(language: str = "zh") -> Words:
    """The page's words in a language: ``zh``, ``zh-Hant`` or ``en``; Chinese for any other.

    ``language`` among them is the language itself.
    """
    if language == "en":
        return {**{key: english for key, (_, english) in _WORDS.items()}, "language": "en"}
    chinese = {key: text for key, (text, _) in _WORDS.items()}
    if language == "zh-Hant":
        return {**{key: traditional(text) for key, text in chinese.items()}, "language": "zh-Hant"}
    return {**chinese, "language": "zh"}
