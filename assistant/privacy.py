"""Personal data in what people type: recognised, and masked before anything is kept or shown."""

from __future__ import annotations

import re

# Matching is on half-width characters; each stands where its full-width one does.
_HALF_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20}
# With a unit behind it a figure is an amount, however many digits it has.
_NO_AMOUNT = r"(?!\d)(?!\s*(?:元|块|万|亿|%|平|人民币|rmb|yuan))"
_HAN = r"[\u4e00-\u9fff]"
# What people go on with after their name when no mark ends it, and what stands there when no name does.
_AFTER_NAME = rf"(?!{_HAN})|手机|电话|身份|邮箱|微信|联系|我|你|您|是|在|的|想|请|来自|公司|做|开|有|和"
_NO_NAME = "(?![你您他她它了不做过的谁哪什啥])"

# Behind 我是 stands a trade or a place as often as a name: only a surname with a given name to the end of the
# phrase is one, or with a title; places and kinds of companies that begin like a surname are none.
_SURNAME = (
    "(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐"
    "|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    "贾韦夏付傅邹熊孟秦邱侯江尹薛闫段雷龙黎史陶贺顾毛郝龚邵万钱严洪莫孔向温康施赖樊兰殷颜倪庄聂翁岑"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧肖蕭蔣葉魏蘇呂盧鍾譚陸賈韋鄒侯閆龍賀顧龔萬錢嚴莊聶])"
)
_GIVEN = rf"(?:(?![企司业業区區市县縣州省园園员員户戶商案店厂廠所校局处處部组組队隊级級类類家人者的]){_HAN}){{1,2}}"
_NO_PERSON = (
    "(?!高[企新校端层層]|龙[岗華华]|龍[崗華]|罗湖|羅湖|黄[埔石]|黃埔|江[门門苏蘇西]|温[州岭]|石[家化]|任[何意]|何[时時]|万[科象]"
    "|向[上下]|余[杭额]|夏[天季]|马[上来]|康[养复]|莫[非名]|许多|許多|于是|苏[州宁]|张江|張江)"
)
_TITLE = "先生|女士|小姐|经理|經理|总监|總監|主任|老师|老師|[总總](?![部公体體额額量共])|工(?![程作业業商])"
_PHRASE_END = r"(?=[\s,.;!?:、。…)]|$)"

# What is masked, each by the group "it", in this order: longer identifiers first, so that a part of one is not
# taken for another.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "密码",
        re.compile(
            r"(?:密码|口令|验证码|password|passcode)[ ]?(?:就?是|为|is|[:=])?[ ]?(?P<it>[0-9A-Za-z@#$^&*_+=.~-]{4,32})",
            re.IGNORECASE,
        ),
    ),
    (
        "微信号",
        re.compile(
            r"(?:微信号?|wechat(?: id)?|(?<![a-z])[vw]x)[ ]?(?:号|是|为|[:=])?[ ]?"
            r"(?P<it>(?=[a-z_-]*[\d_-])[a-z][a-z0-9_-]{5,19})",
            re.IGNORECASE,
        ),
    ),
    ("QQ号", re.compile(r"(?i:(?<![a-z])qq)(?:号码?)?[ ]?(?:是|为|[:=])?[ ]?(?P<it>[1-9]\d{4,11})" + _NO_AMOUNT)),
    (
        "证件号",
        re.compile(
            r"(?:护照|通行证|回乡证|台胞证|居住证)(?:号码?)?[ ]?(?:是|为|[:=])?[ ]?(?P<it>[A-Z]{1,2}\d{7,10})(?!\d)"
        ),
    ),
    (
        "车牌号",
        re.compile(
            r"(?P<it>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
            r"[·•. ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9]))"
        ),
    ),
    (
        "地址",
        re.compile(
            rf"(?P<it>(?:(?![市区县镇區縣鎮]){_HAN}){{1,6}}(?:路|街|大道|巷)\d{{1,5}}号(?:{_HAN}{{0,6}}\d{{1,4}}(?:栋|座|幢|号楼))?"
            r"(?:[A-Za-z]?\d{1,5}(?:房|室|单元)?)?)"
        ),
    ),
    ("邮箱", re.compile(r"(?P<it>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.ASCII)),
    ("身份证号", re.compile(rf"(?<![\dA-Za-z])(?P<it>[1-9](?:[ -]?\d){{16}}[ -]?[\dXx])(?![A-Za-z]){_NO_AMOUNT}")),
    ("银行卡号", re.compile(rf"(?<!\d)(?P<it>[3-69]\d{{3}}(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?){_NO_AMOUNT}")),
    (
        "手机号",
        re.compile(
            r"(?<![\d.])(?P<it>(?:\+?86[ -]?)?1[3-9]\d(?:[ .-]?\d{4}[ .-]?\d{4}|[ .-]?\d{3}[ .-]?\d{5}|\d\d[ -]\d{6}))"
            + _NO_AMOUNT
        ),
    ),
    ("电话", re.compile(r"(?<!\d)(?P<it>\+?86[ -]\d{2,3}[ -]?\d{3,4}[ -]?\d{4})(?!\d)")),
    ("电话", re.compile(r"(?<!\d)(?P<it>(?:\(0\d{2,3}\)|0\d{2,3})[ -]?\d{3,4}[ -]?\d{4}(?:[-转]\d{1,5})?)(?!\d)")),
    ("电话", re.compile(r"(?:电话|座机)[:是为 ]{0,2}(?P<it>\d{3,4}[ -]?\d{4})(?!\d)")),
    (
        "姓名",
        re.compile(
            rf"(?:我叫|(?:名字|姓名|联系人|聯絡人|經辦人|经办人)[:是为叫 ])[: ]?{_NO_NAME}"
            rf"(?P<it>{_HAN}{{2,4}}?(?={_AFTER_NAME})|{_HAN}{{2,3}})"
        ),
    ),
    (
        "姓名",
        re.compile(
            rf"(?:我|俺|这边|這邊)(?:就)?是(?:[^,.;!?、。\s]{{0,20}}的)?{_NO_PERSON}"
            rf"(?P<it>{_SURNAME}{_HAN}{{0,2}}?(?={_TITLE})|{_SURNAME}{_GIVEN}{_PHRASE_END})"
        ),
    ),
    ("姓名", re.compile(rf"(?:我|免贵|免貴)姓(?P<it>{_SURNAME})")),
    ("姓名", re.compile(rf"(?<!{_HAN})(?P<it>{_SURNAME}{_HAN}{{0,2}}?)(?=先生|女士|小姐)")),
    ("姓名", re.compile(r"(?i:my name is|i am called) (?P<it>[A-Za-z]+(?:[ -][A-Z][a-z]+){0,2})")),
)


def mask(text: str) -> str:
    """The text with personal data replaced by 【…已隐去】."""
    for name, pattern in _PATTERNS:
        text = _masked(text, pattern, f"【{name}已隐去】")
    return text


def unmasked(text: str) -> str:
    """A masked text without its masks: nothing of them is to be searched for."""
    return re.sub(r"【[^】]*已隐去】", " ", text)


def _masked(text: str, pattern: re.Pattern[str], instead: str) -> str:
    parts, at = [], 0
    for found in pattern.finditer(text.translate(_HALF_WIDTH)):
        start, end = found.span("it")
        parts += [text[at:start], instead]
        at = end
    return "".join((*parts, text[at:]))
