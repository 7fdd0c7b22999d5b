"""Answers about whole documents: how they stand, until when they hold, what may be combined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from assistant.awards import Trial
from assistant.calculator import load_rules
from assistant.calculator.provisions import ends
from assistant.calculator.schema import Award, Effect, Provision
from assistant.choose import Part
from assistant.draft import Draft
from assistant.kinds import Kind
from assistant.types import Answer, Reason, Status
from index.clauses import corpus_clauses
from index.departments import department_after
from index.manifest import Document, Level, Standing, document, documents
from index.text import squeeze

_COMBINING = (Effect.ADD, Effect.EXCLUDE, Effect.HIGHER, Effect.PROJECT_TOTAL)
_MOST_QUOTED = 3
_SIDES = 2
_ALL_OF_THEM = re.compile(
    "[这那]些|[这那][几五]份|五份|所有|全部|各份|都(?:有效|到期|正式|是)|all (?:of )?(?:the|these)"
)
# 这个若干措施还有几年到期: no document is told from the others.
_WHICHEVER = re.compile(
    "(?:请问|你们|我们|那|这|个|份|若干|措施|文件|政策|规定|现在|目前|还|有|几|多久|多长|多少|什么|啥|何|时候?|哪|[一二三四五]|天|年|月|间|到|至|期|限"
    r"|效|失|过|用|能|算数|施行|生效|执行|实施|正式|是不是|是|不|的|会|就|要|才|从|吗|呢|么|了|没有?|\W)+"
)
_DAY_SAID = re.compile(r"(20\d{2})年(?:(\d{1,2})月|[初头底末])")
_MONTHS = 12
_ASKS_ISSUE = re.compile("印发|发布|出台|落款|发文|谁发|发的|issued")


def about_documents(draft: Draft, trial: Trial) -> Answer:
    """How the documents asked about stand, with the provision that says so; of an award its own last day."""
    own = _own_terms(draft, trial.choice.parts)
    if own:
        for part, award in own:
            draft.say(_term_line(draft, part, award))
        draft.say(quoted(draft, own[0][0]))
        draft.say(caution(draft, [part.document_id for part, _ in own]))
        return draft.finish(Status.ANSWERED, Reason.OK, calculations=trial.calculations, related=trial.choice.related)
    for document_id in _asked(draft, trial.choice.parts):
        draft.say(_standing_line(draft, document(document_id)))
    for part in trial.choice.parts[:_MOST_QUOTED]:
        if not _said_already(part):
            draft.say(quoted(draft, part))
    for provision in _provisions(_asked(draft, trial.choice.parts), _budgets(draft)):
        draft.say(f"> {provision.quote}{draft.mark(provision.clause, provision.quote)}")
    return draft.finish(Status.ANSWERED, Reason.OK, calculations=trial.calculations, related=trial.choice.related)


def _budgets(draft: Draft) -> tuple[Effect, ...]:
    """What limits the money that there is, where it is asked whether one will surely get it."""
    return (Effect.BUDGET,) if Kind.APPLY in draft.query.kinds else ()


def about_stacking(draft: Draft, trial: Trial) -> Answer:
    """What the documents say on combining; where they are silent, that they are."""
    write_provisions(draft, trial.choice.parts)
    for part in trial.choice.parts[:_MOST_QUOTED]:
        if not any(_is_provision(part.clause_id, effect) for effect in Effect):
            draft.say(quoted(draft, part))
    draft.say(caution(draft, trial.choice.documents))
    return draft.finish(Status.ANSWERED, Reason.OK, calculations=trial.calculations, related=trial.choice.related)


def write_provisions(draft: Draft, parts: Sequence[Part]) -> None:
    """What the provisions on combining come to, and their words."""
    asked = _asked(draft, parts)
    provisions = _provisions(asked, (*_COMBINING, *_budgets(draft)))
    draft.say(_verdict(draft, asked, provisions))
    for clause_id, several in groupby(sorted(provisions, key=_clause_of), key=_clause_of):
        quotes = "\n>\n".join(f"> {p.quote}{draft.mark(clause_id, p.quote)}" for p in several)
        draft.say(f"{draft.heading(corpus_clauses()[clause_id])}\n\n{quotes}")


def _clause_of(provision: Provision) -> str:
    return provision.clause


def quoted(draft: Draft, part: Part) -> str:
    """A clause's deciding words behind its document and label, with who is in charge where that was asked."""
    clause = corpus_clauses()[part.clause_id]
    mark = draft.mark(part.clause_id, part.units[0].text)
    asked = Kind.DEPARTMENT in draft.query.kinds
    named = dict.fromkeys(department_after(clause, unit.start) for unit in part.best_first) if asked else {}
    in_charge = "".join(f"\n\n**{department}**{mark}" for department in named if department)
    return f"{_only_nearest(draft, part)}{draft.heading(clause)}{in_charge}\n\n> {part.words}{mark}"


def _only_nearest(draft: Draft, part: Part) -> str:
    """That a side of a comparison has nothing direct, before what comes nearest."""
    if not part.nearest:
        return ""
    short = document(part.document_id).short
    if draft.english:
        return f"{short}: nothing direct was found; the nearest is\n\n"
    return f"{short}里没有查到直接对应的规定，最接近的是：\n\n"


def missing_sides(draft: Draft, parts: Sequence[Part]) -> str:
    """Which of several places that were asked about give nothing on it; else nothing."""
    asked = {document(d).place: document(d).short for d in reversed(draft.query.places.documents)}
    given = {document(p.document_id).place for p in parts}
    missing = [short for place, short in asked.items() if place not in given]
    if len(asked) < _SIDES or not missing:
        return ""
    if draft.english:
        return f"{' and '.join(missing)}: nothing on this was found."
    return f"{'、'.join(missing)}里没有查到这一项的规定。"


def caution(draft: Draft, document_ids: Iterable[str]) -> str:
    """What is to be said of drafts and of expired documents among those given; else nothing."""
    entries = [document(d) for d in dict.fromkeys(document_ids)]
    drafts = "、".join(e.short for e in entries if e.is_draft)
    over = [e for e in entries if e.standing(draft.on) is Standing.EXPIRED]
    if draft.english:
        said = [f"{drafts}: still drafts for comment; what is issued in the end decides." if drafts else ""]
        said += [f"{e.short}: the period has ended{f' ({e.expires})' if e.expires else ''}." for e in over]
    else:
        said = [f"注意：{drafts}为征求意见稿，尚未正式印发，以正式文件和当年申报指南为准。" if drafts else ""]
        said += [f"{e.short}的期限已{f'于{_day_words(e.expires)}届满' if e.expires else '过'}。" for e in over]
    return "".join(said)


def _own_terms(draft: Draft, parts: Sequence[Part]) -> list[tuple[Part, Award]]:
    """The awards of the first part whose own last days its words name, where it is asked until when."""
    if Kind.VALIDITY not in draft.query.kinds:
        return []
    return [
        (part, award)
        for part in parts[:1]
        for award in load_rules().of_clause(part.clause_id)
        if award.until and any(squeeze(unit.text).rstrip("。;") in squeeze(award.quote) for unit in part.units)
    ]


def _term_line(draft: Draft, part: Part, award: Award) -> str:
    """Until when an award is given by its own words, whatever the document's period."""
    assert award.until is not None
    mark = draft.mark(part.clause_id, award.quote)
    if draft.english:
        return f"This support is given until **{award.until.text}**, by its own words{mark}."
    told = _day_told(draft.query.text)
    over = f"您说的{told[0]}已过这一期限。" if told and told[1] > ends(award.until) else ""
    return f"**{award.title}**实施至**{award.until.text}**（本条自己的期限）{mark}。{over}"


def _standing_line(draft: Draft, entry: Document) -> str:
    """One line on how a document stands and why, citing the clause that says until when."""
    provision = next(iter(_provisions((entry.id,), (Effect.VALIDITY,))), None)
    mark = draft.mark(provision.clause, provision.quote) if provision else ""
    if draft.english:
        words = f" In its words: “{provision.quote}”{mark}" if provision else " It does not say until when."
        return f"《{entry.title}》: {draft.standing(entry)}.{words}"
    words = f"原文：“{provision.quote}”{mark}" if provision else "文件未载明有效期。"
    return f"《{entry.title}》：{_standing_words(draft, entry)}{words}{_later_words(draft, entry)}"


def _later_words(draft: Draft, entry: Document) -> str:
    """How the document will stand on the day asked about, when that is another than today."""
    told = _day_told(draft.query.text)
    if told is None or told[1] <= draft.on or entry.standing(told[1]) is entry.standing(draft.on):
        return ""
    return f"到您说的{told[0]}，这份文件{entry.standing_name(told[1])}。"


def _day_told(text: str) -> tuple[str, date] | None:
    """The month, or the beginning or end of a year, that a question names, with its first day."""
    told = _DAY_SAID.search(text)
    if told is None or not 1 <= int(told[2] or 1) <= _MONTHS:
        return None
    month = int(told[2] or (1 if told[0][-1] in "初头" else _MONTHS))
    return told[0], date(int(told[1]), month, 1)


def _standing_words(draft: Draft, entry: Document) -> str:
    until = _day_words(entry.expires) if entry.expires else ""
    if entry.standing(draft.on) is Standing.EXPIRED:
        state = "征求意见稿，且期限" if entry.is_draft else "期限"
        return f"{state}已于{until}届满，现在不能据此申报。"
    if entry.is_draft:
        return "征求意见稿，尚未正式印发施行，现在还不能据此申报；以正式印发的文件为准。"
    if entry.standing(draft.on) is Standing.NOT_YET:
        return "已印发，尚未施行。"
    issued = _issued_words(draft, entry)
    return f"{issued}，现行有效，至{until}届满。" if until else f"{issued}，现行有效。"


def _issued_words(draft: Draft, entry: Document) -> str:
    """That a document was issued; by whom and when, where that was asked and it says so."""
    if entry.issuer is None or entry.issued is None or not _ASKS_ISSUE.search(draft.query.text):
        return "正式印发"
    mark = draft.mark(f"{entry.id}#0", entry.issued_words or "")
    return f"由{entry.issuer}于{_day_words(entry.issued)}印发{mark}"


def _day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _verdict(draft: Draft, asked: Sequence[str], provisions: Sequence[Provision]) -> str:
    """The short answer: what each provision on combining comes to, with its mark, and what none speaks of."""
    adding = sorted((p for p in provisions if p.effect is Effect.ADD), key=_reaches_down)
    excluding = [p for p in provisions if p.effect in (Effect.EXCLUDE, Effect.HIGHER)]
    said = [_worded(draft, "matched" if _reaches_down(p) else "added", [p]) for p in adding if _spoken_of(p, asked)]
    said += [_worded(draft, "excluded", excluding)] if excluding else []
    places = {document(d).place for d in asked}
    return "".join(said if said and len(places) == 1 else [*said, _worded(draft, "silent", ())])


def _spoken_of(provision: Provision, asked: Sequence[str]) -> bool:
    """Whether a level that the provision speaks of, or the document's own district, is asked about."""
    levels = {document(d).level for d in asked}
    return len(levels) > 1 or document(_document_of(provision)).level is Level.DISTRICT


def _reaches_down(provision: Provision) -> bool:
    """Whether it is for districts below to add, not for the claimant to combine."""
    return Level.DISTRICT in provision.levels and document(_document_of(provision)).level is not Level.DISTRICT


def _document_of(provision: Provision) -> str:
    return provision.clause.partition("#")[0]


def _worded(draft: Draft, verdict: str, provisions: Sequence[Provision]) -> str:
    names = dict.fromkeys(document(_document_of(p)).short for p in provisions)
    levels = [_LEVELS[level][draft.english] for p in provisions for level in sorted(p.levels)]
    marks = "".join(dict.fromkeys(draft.mark(p.clause, p.quote) for p in provisions))
    words = _VERDICTS[verdict][draft.english]
    return words.format(names="、".join(names), levels=_AND[draft.english].join(dict.fromkeys(levels)), marks=marks)


_LEVELS = {"province": ("省级", "the province"), "city": ("市级", "the city"), "district": ("区级", "the district")}
_AND = ("、", " and ")
_VERDICTS = {
    "added": (
        "{names}原则上可以与{levels}的政策叠加享受{marks}。",
        "Supports of {names} may in principle be combined with those of {levels}{marks}. ",
    ),
    "matched": (
        "得到{names}资助的，所在区还可以给予相应的配套{marks}。",
        "What {names} grants, the district may match{marks}. ",
    ),
    "excluded": (
        "本地同一层级的其他同类政策不能重复享受{marks}。",
        "Similar supports of the same place and level may not be combined{marks}. ",
    ),
    "silent": (
        "其他情形（例如不同城市之间）能否叠加，文件未规定，以当年申报指南为准。",
        "Whether others, such as those of two cities, may be combined the documents do not say.",
    ),
}


def _asked(draft: Draft, parts: Sequence[Part]) -> tuple[str, ...]:
    """The documents the question is about: those named, else those found, else all."""
    found = tuple(dict.fromkeys(p.document_id for p in parts))
    if _ALL_OF_THEM.search(draft.query.text) or _WHICHEVER.fullmatch(draft.query.text):
        found = ()
    return draft.query.places.documents or found or tuple(entry.id for entry in documents())


def _provisions(asked: Iterable[str], effects: Sequence[Effect]) -> tuple[Provision, ...]:
    wanted = set(asked)
    return tuple(p for p in load_rules().provisions if p.effect in effects and p.clause.partition("#")[0] in wanted)


def _said_already(part: Part) -> bool:
    """Whether a part says no more than the line on its document's validity."""
    quotes = [squeeze(p.quote) for p in load_rules().provisions if p.effect is Effect.VALIDITY]
    return all(any(squeeze(unit.text).rstrip("。") in quote for quote in quotes) for unit in part.units)


def _is_provision(clause_id: str, effect: Effect) -> bool:
    return any(p.clause == clause_id and p.effect is effect for p in load_rules().provisions)
