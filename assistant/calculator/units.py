"""What may stand after a number, and which numbers are no quantities at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final


class Kind(StrEnum):
    """What a quantity measures, and its unit."""

    MONEY = "money"  # yuan
    RATE = "rate"  # a share: 3.45% is 69/2000
    AREA = "area"  # square metres
    RENT = "rent"  # yuan per square metre and month
    DURATION = "duration"  # years: 18个月 is 3/2
    COUNT = "count"
    ORDINAL_YEAR = "ordinal_year"  # 第四年 is 4
    GRADE = "grade"  # CMMI5, 四级
    YEAR = "year"  # a calendar year
    BARE = "bare"  # a number whose unit was not said
    FOREIGN_MONEY = "foreign_money"  # in the quantity's currency


@dataclass(frozen=True, slots=True)
class Unit:
    """The words of a unit and what one of it is in the unit of its kind.

    A group in the pattern is a numeral that counts tenths (三成五) or months (两年三个月): ``part`` of a unit.
    """

    kind: Kind
    pattern: re.Pattern[str]
    factor: Fraction = Fraction(1)
    part: Fraction = Fraction(0)
    approximate: bool = False
    currency: str | None = None


def _unit(
    kind: Kind,
    words: str,
    factor: Fraction | int = 1,
    *,
    part: Fraction = Fraction(0),
    approximate: bool = False,
    currency: str | None = None,
) -> Unit:
    pattern = re.compile(r"\s*(?:" + words + ")", re.IGNORECASE)
    return Unit(kind, pattern, Fraction(factor), part, approximate, currency)


_SQUARE: Final = (
    r"(?:square\s+met(?:er|re)s?|sq\.?\s?m(?![a-z])|平方米|平米|平方(?!公里)|平(?![台均安时常面稳衡方]|行(?!不行|吗|么|得|[?？]|$))"
    r"|方(?![面案向式便法针程位])|㎡|m2|m²)"
)
_PER: Final = r"(?:/|每|一|·|\*|的|(?:per|an?)\s)\s*"
_YUAN: Final = r"(?:元(?![宇素])|块(?!链)钱?|圆|yuan)"
_ROW: Final = (
    r"家|户(?!口)|台(?![阶账])|次(?!年|性)|条(?!件)|件|套|名(?![园单录额])|辆|吨|册|张|份(?!额)|款(?!项)|人(?![民工才])"
)
# Which first numeral after 年 is a part of the duration: 两年零三个月.
_MONTHS: Final = r"[零又]?\s*(?P<part>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})\s*个月"

_SCALES: Final = (("thousand", 1_000), ("million|mn|mln", 1_000_000), ("billion|bn", 1_000_000_000))
_CURRENCIES: Final = {
    "USD": r"美元|美金|美刀|USD|US\$",
    "HKD": r"港币|港元|港纸|港幣|HKD|HK\$",
    "EUR": r"欧元|EUR",
    "GBP": r"英镑|GBP",
    "JPY": r"日元|日圆|JPY",
    "KRW": r"韩元|韩币|KRW",
    "SGD": r"新加坡元|新币|坡币|SGD",
    "MOP": r"澳门元|澳门币|葡币|MOP",
    "TWD": r"新台币|台币|TWD",
    "AUD": r"澳元|AUD",
    "CAD": r"加元|CAD",
    "CHF": r"瑞士法郎|瑞郎|CHF",
    "RUB": r"卢布|RUB",
}
_SIGNS: Final = {"HKD": r"HK\$", "USD": r"US\$|\$", "EUR": "€", "GBP": "£"}

FOREIGN: Final = tuple(
    _unit(Kind.FOREIGN_MONEY, rf"元?(?:{words})", currency=code) for code, words in _CURRENCIES.items()
)
SCALED_UNITS: Final = (
    *FOREIGN,
    _unit(Kind.AREA, rf"多?{_SQUARE}"),
    _unit(Kind.COUNT, rf"多?(?:{_ROW}|行代码|个(?![人月点亿百季]))"),
    _unit(Kind.MONEY, rf"多?\s*(?:{_YUAN}|人民币|RMB|CNY)?(?:人民币)?整?"),
)
_RATES: Final = (
    _unit(Kind.RATE, r"%|个?百分点|个点(?![子位])", Fraction(1, 100)),
    _unit(Kind.RATE, r"‰|个?千分点", Fraction(1, 1000)),
    _unit(Kind.RATE, r"bps?(?![a-z])|个?基点", Fraction(1, 10_000)),
    _unit(
        Kind.RATE,
        r"成(?![长立功果本员为交套品效片就型都熟年绩分])(?P<part>[一二三四五六七八九半](?!年|个月))?",
        Fraction(1, 10),
        part=Fraction(1, 100),
    ),
    _unit(Kind.RATE, r"倍(?!增)"),
)
_RENT_UNIT: Final = rf"{_YUAN}?\s*(?:{_PER}{_SQUARE}|(?<=[元块])平方?米)"
_RENTS: Final = (
    _unit(Kind.RENT, rf"{_RENT_UNIT}\s*(?:{_PER})?(?:个)?(?:天|日|day)", Fraction(365, 12), approximate=True),
    _unit(Kind.RENT, rf"{_YUAN}?\s*{_PER}(?:天|日)\s*{_PER}{_SQUARE}", Fraction(365, 12), approximate=True),
    _unit(Kind.RENT, rf"{_RENT_UNIT}\s*{_PER}(?:年|year)", Fraction(1, 12)),
    _unit(Kind.RENT, rf"{_RENT_UNIT}(?:\s*{_PER}?(?:个?月|month))?"),
    _unit(Kind.RENT, rf"{_YUAN}?\s*{_PER}(?:个?月|month)\s*{_PER}{_SQUARE}"),
)
_DURATIONS: Final = (
    _unit(Kind.DURATION, r"周?年" + _MONTHS, part=Fraction(1, 12)),
    _unit(Kind.DURATION, r"年(?P<part>半)(?!导)", part=Fraction(1)),
    _unit(Kind.DURATION, r"多?年(?![级度代轻报检])(?:期|的?时间)?"),
    _unit(Kind.DURATION, r"个(?P<part>半)月", Fraction(1, 12), part=Fraction(1, 12)),
    _unit(Kind.DURATION, r"多?个(?:整|多)?月", Fraction(1, 12)),
    _unit(Kind.DURATION, r"个季度?", Fraction(1, 4)),
    _unit(Kind.DURATION, r"天|日(?!期)", Fraction(1, 365), approximate=True),
    _unit(Kind.DURATION, r"周(?![边期])|个?星期|个?礼拜", Fraction(7, 365), approximate=True),
)
_ENGLISH: Final = (
    *(
        _unit(Kind.FOREIGN_MONEY, rf"(?:{word})\s+(?:US\s)?(?:dollars?|USD)", factor, currency="USD")
        for word, factor in _SCALES
    ),
    *(_unit(Kind.MONEY, rf"(?:{word})(?:\s+(?:yuan|RMB|CNY|renminbi))?(?![a-z])", factor) for word, factor in _SCALES),
    _unit(Kind.RATE, r"percent|per\s+cent", Fraction(1, 100)),
    _unit(Kind.DURATION, r"years?(?![a-z])"),
    _unit(Kind.DURATION, r"months?(?![a-z])", Fraction(1, 12)),
)
UNITS: Final = (
    *_RATES,
    *_RENTS,
    _unit(Kind.AREA, r"(?:平方)?公里|km2|km²", 1_000_000),
    _unit(Kind.AREA, rf"多?{_SQUARE}"),
    _unit(Kind.AREA, "公顷", 10_000),
    _unit(Kind.AREA, "亩", Fraction(2000, 3)),
    *FOREIGN,
    _unit(Kind.MONEY, rf"多?\s*(?:{_YUAN}|人民币|RMB|CNY)(?:人民币)?整?"),
    *_DURATIONS,
    *_ENGLISH,
    _unit(Kind.GRADE, r"级(?![联市省配政差数财])"),
    _unit(Kind.COUNT, rf"多?(?:个(?![体别税性])|项|场|位|笔|批|栋|种|{_ROW})"),
)
MONEY_SIGN: Final = re.compile(r"(?:[¥￥]|RMB|CNY|人民币)\s*$", re.IGNORECASE)
FOREIGN_SIGN: Final = tuple(
    (code, re.compile(rf"(?:{sign}|{_CURRENCIES[code]})\s*$", re.IGNORECASE)) for code, sign in _SIGNS.items()
)
RENT_LEAD: Final = re.compile(
    rf"(?:每|一|/|元){_SQUARE}(?:每|一|/|一个)?个?(?:月|)[^0-9,。;，；]{{0,4}}$|个?月(?:每|一){_SQUARE}[^0-9,。;，；]{{0,4}}$"
)

_NUMBERED_THINGS: Final = (
    "电话|手机|身份证|银行卡|卡号|账号|账户|编号|信用代码|工单|邮编|QQ|微信|尾号|税号|合同号|订单号|密码|验证码|证号"
)
_CODES: Final = "RMB|CNY|USD|HKD|EUR|GBP|JPY"
# Each is tried before a number is read; what it covers holds no quantity.
IDENTIFIERS: Final = (
    r"https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+",
    r"[〔\[(【]\s*(?:19|20)[0-9]{2}\s*[〕\])】]\s*(?:第?\s*[0-9]+\s*号)?",
    rf"(?:{_NUMBERED_THINGS})[号码]*(?:是|为|[:： ])*\s*[0-9A-Za-z][0-9A-Za-z \-]{{2,}}",
    r"(?<![0-9])1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9万亿元wW])",
    r"(?<![0-9])0[0-9]{2,3}[- ]?[0-9]{7,8}(?![0-9])|(?<![0-9])[48]00[- ][0-9]{3}[- ]?[0-9]{4}",
    r"[0-9]{4}(?:[ -][0-9]{4}){2,}[0-9]*",
    r"[0-9]{14,}[Xx]?(?![0-9万亿元wW])|[0-9]{13,}(?![0-9万亿元wW,.])|[0-9]{30,}",
    r"12345(?!\s*[万亿元0-9])",
    r"第\s*[0-9一二三四五六七八九十百〇零两]+\s*[条款项章节档期批次名届类部页点季梯方产代个、，,]",
    r"[0-9]+\s*号(?!码)",
    r"(?<![0-9])[0-9]{1,2}\s*月(?:份|底|初|末|\s*[0-9]{1,2}\s*[日号])?(?![租均])",
    r"[一二三四五六七八九十]{1,2}月(?:份|底|初|末)",
    r"[0-9]{1,2}\s*[:]\s*[0-9]{1,2}(?![0-9万亿])",
    r"[0-9]+\s*\+\s*[0-9]+",
    r"1024(?=程序|节|开发)",
    r"TOP\s*[0-9]+|前\s*[0-9百十]+(?:强|名|位|家)|[0-9百千]+\s*强|百分百",
    rf"(?!{_CODES}|CMMI|CSMM|DCMM|ITSS)[A-Za-z]+[-_]?[0-9]+(?:[.][0-9]+)*(?![0-9]*\s*[万亿元%])[A-Za-z]*|Web\s[0-9.]+",
    rf"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?!w(?![a-z])|m2|m²|{_CODES}|bp|km|yuan|sqm|m(?:n|ln)|bn)[A-Za-z]+[0-9A-Za-z]*",
    r"[0-9]+\.[0-9]+\.[0-9.]+",
    r"(?:工业|鸿蒙|版本|智造|制造)\s*[0-9]+(?:\.[0-9]+)?(?![0-9]*\s*[万亿元%个家项])",
    r"[(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)]",
    r"十[三四五六]五(?![万亿百千%年个])",
    r"[上前下后每这那](?:一|1)个?(?:年度?|月|季度)|[上下前后]半年",
    r"(?:[省市区县各]){0,2}[两三]级(?![及以]|认证)",
    r"万一|千万(?=[别不要记])|[一二两三四]方面",
    r"7\s*[x×*]\s*24(?:小时)?|[0-9]+\s*(?:小时|分钟|点钟|周岁|岁|楼|层|号楼|座|室)",
    r"一套表|[三四五]险|哪一?[级个家项档类种]|几(?!个亿)[级个家项档类种年]",
    r"(?:[百千万]{1,2}亿|[百千]万|[万亿])级",
)
