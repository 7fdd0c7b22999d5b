"""Instructions to the system in what people type: noticed, and left out of what is searched."""

from __future__ import annotations

import re

from assistant.kinds import Kind, kinds_of, talks_policy
from assistant.places import find_places

# Over folded text. Each sign is narrow enough to leave the trade's own words alone: 从现在开始申报, 提示词工程软件.
_EARLIER = "(?:以上|之前|前面|上面|上述|先前|此前|所有|一切|全部|任何|你的|您的|系统|原来|原有|预设|既定|开头)"
_ORDERS = "(?:指令|指示|规则|要求|提示|限制|设定|约束|命令|内容|对话|说明)"
_SECRETS = "(?:提示词|系统提示|指令|设定|prompt)"
_DROP = "(?:忽略|无视|忘记|忘掉|忘了|抛开|跳过|不理会|不要理会|别管|不要管|不必遵守|不要遵守|绕过|解除)"
_TELL = "(?:打印|输出|复述|泄露|透露|背诵|展示|告诉|发给|原文)"
_ENGLISH_EARLIER = r"(?:\w+ ){0,3}(?:all|any|your|previous|above|prior|earlier|system|everything)\b"
_SIGNS = (
    f"{_DROP}.{{0,6}}{_EARLIER}.{{0,10}}{_ORDERS}",
    "(?:忽略|无视|绕过).{0,8}(?:指令|指示|提示词|系统提示)",
    f"系统提示(?:词|语|内容|原文)|[你您]的.{{0,6}}{_SECRETS}",
    f"{_TELL}.{{0,8}}(?:你|系统|内部|初始).{{0,6}}(?:{_SECRETS}|规则|配置)",
    f"提示词.{{0,8}}{_TELL}",
    "[你您](?:都|就|必须|应当|要|能|现在|以后|一律)*只(?:能|许|准|要|需)?(?:说|回答|输出|回复|复述|重复)(?![了的过完到])",
    '(?:请|必须|务必|只能|只许|只准)(?:只|仅)?(?:说|回答|输出|回复|复述)[“"「:]',
    "(?:回答|回复)(?:时|里|中|我|都|一律|必须|要)*(?:都|一律|必须)(?:写|是|加|说|带|用)",
    "(?:回答|答案|回复|答复|金额|数字).{0,10}(?:一律|全部|都|统统)?(?:替换|换|改|写)成",
    "从现在(?:起|开始),?(?:不管|无论|[你您](?!们)|请你|每次|一律|凡是|每个)",
    "[你您](?:来|现在|要|就|将)*(?:扮演|假装|充当|冒充)|^(?:请|来)?(?:扮演|假装)|扮演(?:一个|一名|一位|我的|成)",
    "[你您]现在(?:是|叫|变成)(?!不是)|[你您]不再是",
    "(?:编造|伪造|杜撰|虚构|编)(?:一|两|几|个|些|份|出).{0,24}(?:条|条文|条款|文件|政策|规定|公文|通知)",
    "(?:写|说|念|抄|重复|复制|输出|打印|连着|回复)[^,，。]{0,8}(?:[一两三五十百千万]+|\\d+)(?:遍|次)(?!了|过)",
    "(?:请|都|就)?当[作成](?:是)?(?:条款|文件|政策|依据|原文)|(?:下面|以下|如下)是?(?:最新)?的?(?:红头)?文件",
    r"\{[^{}]*[\"'“](?:role|system|content|instruction)[\"'”][^{}]*\}",
    "越狱|(?:开发者|管理员|调试|无限制|上帝|dan|debug)模式",
    rf"ignore {_ENGLISH_EARLIER}.{{0,24}}(?:instruct|rule|prompt|message|guideline|direction|command)",
    rf"(?:disregard|forget|override|bypass) {_ENGLISH_EARLIER}",
    r"(?:reveal|print|show|repeat|output|display|tell me) (?:\w+ ){0,4}your (?:instruct|prompt|rules|config)",
    "system prompt|jailbreak|(?:developer|debug|admin) mode|do anything now|repeat after me|new instructions?:|base64",
    r"you are now|pretend (?:that |to be |you)|act as (?:if|though|an? (?:\w+ )?(?:ai|assistant|bot|model|admin))",
    r"<\|?im_(?:start|end)|\[/?inst\]|(?:^|\n)\s*(?:system|assistant|developer)\s*[:>]",
    "[a-z0-9+/]{48,}={0,2}",
)
_FRAUD = re.compile(
    "(?:怎么|如何|怎样|教我|帮我|有什么办法|什么方法|想个?办法|告诉我).{0,8}"
    "(?:伪造|造假|做假|作假|虚报|虚构|虚增|骗取|骗补|骗钱|套取|套补|刷流水|假合同|假发票|假材料|钻空子)"
    "|教我.{0,30}(?:套点|套取|套出|骗|虚开|虚报|做成.{0,6}票)"
    "|how (?:to|can i|do i) .{0,16}(?:fake|forge|falsify|cheat)"
)
_INSTRUCTIONS = re.compile("|".join(f"(?:{sign})" for sign in _SIGNS))
_SENTENCE_ENDS = "。!?！？\n"
_PART_ENDS = _SENTENCE_ENDS + ",;，；"
_OPENING, _CLOSING = "“「『", "”」』"
_ASKS_NOTHING = {Kind.POLICY, Kind.SEVERAL, Kind.CONFIRM, Kind.LIST}


def instructs(text: str) -> bool:
    """Whether a folded text tells the system what to do."""
    return bool(_INSTRUCTIONS.search(text))


def wants_fraud(text: str) -> bool:
    """Whether a folded text asks how to get support by deceit; what deceit leads to may be asked."""
    return bool(_FRAUD.search(text))


def without_instructions(text: str) -> str:
    """A folded text without the sentences that instruct; only without those parts where no question is left else.

    Line breaks are sentence ends. Nothing is left of a text that asks nothing of the policies.
    """
    if not instructs(text):
        return text
    for ends in (_SENTENCE_ENDS, _PART_ENDS):
        kept = "".join(piece for piece in _pieces(text, ends) if not instructs(piece))
        if _asks(kept):
            return kept
    return ""


def _asks(text: str) -> bool:
    """Whether a text asks anything of the policies."""
    return talks_policy(text) and bool(find_places(text).documents or kinds_of(text) - _ASKS_NOTHING)


def _pieces(text: str, ends: str) -> list[str]:
    """The stretches of a text up to each end; an end inside quotation marks ends none."""
    pieces, start, depth, quoted = [], 0, 0, False
    for at, char in enumerate(text):
        depth = max(0, depth + (char in _OPENING) - (char in _CLOSING))
        quoted ^= char == '"'
        ended = char in ends or (char == "." and text[at + 1 : at + 2].isspace())
        if ended and not depth and not quoted:
            pieces.append(text[start : at + 1])
            start = at + 1
    return [*pieces, text[start:]]
