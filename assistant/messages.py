"""Every sentence that a user may see when there is no plain answer, in Chinese and English."""

from __future__ import annotations

from assistant.types import Fault, Language, Notice, Reason

_WORDINGS: dict[Reason, tuple[str, str]] = {
    Reason.NO_EVIDENCE: (
        "现有的政策文件里没有查到这个问题的规定，不能据此答复。{nearest}{ask}",
        ("The policy documents here say nothing about this, so there is no answer to give. {nearest}{ask}"),
    ),
    Reason.OUT_OF_SCOPE: (
        (
            "这个问题不在本助手的范围内：这里只回答广东省、广州市、深圳市、光明区软件产业政策文件里的规定。"
            "可以这样问：“深圳的软件企业营收首次达到门槛，有什么奖励？”"
        ),
        (
            "This is outside what the assistant covers: the software-industry policies of Guangdong, Guangzhou, "
            "Shenzhen and Guangming District. You could ask: “What does Shenzhen offer for first-edition software?”"
        ),
    ),
    Reason.OTHER_PLACE: (
        "这里没有{place}的政策文件，不能代为答复，也不能拿其他地方的标准套用。{nearest}请向当地主管部门咨询。",
        (
            "There is no policy document of {place} here, and the figures of other places do not apply. {nearest}"
            "Please ask the local department in charge."
        ),
    ),
    Reason.EMPTY: (
        "请输入您的问题，例如：“广州对首版次软件有什么支持？”",
        "Please type a question, for example: “What support does Guangzhou give to first-edition software?”",
    ),
    Reason.TOO_LONG: (
        "问题太长了（最多{limit}字），请只留下要问的事项再试一次。",
        "The question is too long (at most {limit} characters). Please keep only what you want to ask.",
    ),
    Reason.UNSAFE: (
        "这条消息要求的不是政策问题，无法处理。请直接询问政策内容，例如：“光明区的租金补贴怎么算？”",
        "This message does not ask about a policy and cannot be followed. Please ask about the policies themselves.",
    ),
    Reason.UNCLEAR_FIGURE: (
        "“{said}”{problem}，才能按下面的条款计算。",
        "“{said}” cannot be used as it is: {problem}.",
    ),
}

_ASK_ELSEWHERE = ("{subject}由其他规定管，请咨询{who}。", "Other rules govern this; please ask {who}.")
_ASK_IN_CHARGE = ("建议向主管部门核实。", "Please check with the department in charge.")
_NOTICES: dict[Notice, tuple[str, str]] = {
    Notice.PERSONAL_DATA: (
        "您的消息里有个人信息，已经隐去，不参与查询；咨询政策不需要提供。",
        "Your message held personal data; it was masked and is not needed to ask about policies.",
    ),
    Notice.INSTRUCTIONS: (
        "消息里要求系统怎么做的部分没有执行，只回答了政策问题。",
        "What your message told the system to do was not followed; only the policy question was answered.",
    ),
    Notice.PLACE_NOT_NAMED: (
        "您没有说明是哪个地方，以上按各地分别列出；告诉我是哪里，就只看那一处。",
        "You named no place, so each is given; name one to see that one alone.",
    ),
}
NEAREST = ("最接近的是{document}{label}{title}，供参考。", "The nearest clause is {document} {label} {title}. ")


_PROBLEMS: dict[str, tuple[str, str]] = {
    "no_unit": ("没有写单位。请说明是多少元、万元还是亿元", "it has no unit; please say yuan, 万元 or 亿元"),
    "foreign_currency": ("是外币，文件以人民币计，也没有规定汇率。请告诉我折合人民币多少", "please give it in yuan"),
    "negative": ("是负数，不合常理。请核对后再告诉我", "it is negative; please check it"),
    "out_of_range": ("超出了合理范围。请核对后再告诉我", "it is out of range; please check it"),
}


_FAULTS: dict[Fault, tuple[str, str]] = {
    Fault.SETTINGS: (
        "的设置不对（请运行 policy-assistant doctor）",
        "is set up wrongly (run policy-assistant doctor)",
    ),
    Fault.UNREACHABLE: ("连接不上", "could not be reached"),
    Fault.KEY: ("没有接受密钥", "did not accept the key"),
    Fault.NO_MODEL: ("的地址或名称不对", "is not known at its address"),
    Fault.QUOTA: ("超出额度或过于繁忙", "is over its quota or too busy"),
    Fault.REFUSED: ("不接受这个请求", "did not accept the request"),
    Fault.CONTEXT: ("放不下这个问题要用的资料", "has no room for the clauses of this question"),
    Fault.BROKEN: ("出错了", "failed"),
    Fault.SLOW: ("没有在规定的时间内答完", "did not finish in time"),
    Fault.TRUNCATED: ("的回答中断了", "broke off its answer"),
    Fault.TOO_LONG: ("的回答过长", "went on for too long"),
    Fault.NONSENSE: ("没有给出可用的内容", "gave nothing of use"),
    Fault.UNFAITHFUL: ("的表述没有通过与原文的核对", "wrote what the clauses do not say"),
}


def fault_wording(fault: Fault, language: Language) -> str:
    """What went wrong with the chat model, in the question's language."""
    if language is Language.ENGLISH:
        return f"the chat model {_FAULTS[fault][1]}"
    return f"大模型{_FAULTS[fault][0]}"


def degraded_wording(fault: Fault, language: Language) -> str:
    """The notice under an answer that was to be a model's and is not."""
    if language is Language.ENGLISH:
        return f"Note: {fault_wording(fault, language)}; this answer comes straight from the documents and rules."
    return f"说明：{fault_wording(fault, language)}，以上答案直接取自文件原文和计算规则。"


def broken_off_wording(language: Language) -> str:
    """The notice under an answer of which a model's checked sentences are shown, and what it wrote besides is not."""
    if language is Language.ENGLISH:
        return (
            "Note: some of what the chat model wrote did not pass the check against the clauses and is not shown; "
            "the rest of this answer comes straight from the documents and rules."
        )
    return "说明：大模型的部分表述没有通过与原文的核对，没有显示；其余内容直接取自文件原文和计算规则。"


def problem_wording(problem: str, language: Language) -> str:
    """What is wrong with a figure, and what would be right."""
    return _PROBLEMS[problem][language is Language.ENGLISH]


def wording(reason: Reason, language: Language, **values: object) -> str:
    """The sentence for a reason, in the question's language."""
    chinese, english = _WORDINGS[reason]
    return (english if language is Language.ENGLISH else chinese).format(**values)


def nearest_wording(language: Language, *, document: str, label: str, title: str) -> str:
    """The sentence that points to the nearest clause of a refusal."""
    return NEAREST[language is Language.ENGLISH].format(document=document, label=label, title=title)


def ask_wording(language: Language, *, subject: str = "", who: str = "") -> str:
    """Who to ask what the documents do not say: of a subject that other rules govern, or of anything else."""
    chosen = _ASK_ELSEWHERE if who else _ASK_IN_CHARGE
    return chosen[language is Language.ENGLISH].format(subject=subject, who=who)


def notice_wording(notice: Notice, language: Language) -> str:
    """A sentence that an answer ends with."""
    return _NOTICES[notice][language is Language.ENGLISH]
