"""Calculations as sentences: the figure first, how it is meant, how it came about, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from assistant.awards import Trial
from assistant.calculator import load_rules
from assistant.calculator.quantity import Kind as QuantityKind
from assistant.calculator.quantity import find_quantities
from assistant.calculator.say import yuan
from assistant.calculator.schema import Award, Effect
from assistant.choose import Part
from assistant.draft import SPOKEN_STANDINGS, Draft, aloud
from assistant.english_steps import in_english
from assistant.paying import awards_of
from assistant.places import Places
from assistant.types import Bound, Calculation, Language, Outcome, Step
from assistant.understand import Query
from index.clauses import corpus_clauses
from index.manifest import document
from index.units import Unit, joined, units

_MOST_STEPS = 6


def figure_lines(draft: Draft, trial: Trial) -> Iterator[str]:
    """The paragraphs that give the calculations, the best first, each with its clause."""
    if trial.false_claims or trial.belonging:
        yield _correction(draft, trial)
    parts = {part.clause_id: part for part in trial.choice.parts}
    told: set[str] = set()
    for calculation in trial.calculations:
        quoted = [unit for unit in _quoted(calculation, parts.get(calculation.clause_id)) if unit.id not in told]
        told.update(unit.id for unit in quoted)
        yield _calculation(draft, calculation, joined(quoted))
    if not draft.spoken and trial.calculations:
        draft.spoken = _spoken(draft, trial.calculations[0])


def spoken_line(calculation: Calculation, *, on: date, language: Language = Language.CHINESE) -> str:
    """The sentence that tells a calculation on the telephone, its amounts as they are spoken."""
    draft = Draft(Query("", "", language, Places(), frozenset()), on)
    return aloud(_spoken(draft, calculation), english=draft.english)


def _correction(draft: Draft, trial: Trial) -> str:
    """That a figure of the question is not the document's, and whose it is."""
    elsewhere = dict(trial.belonging)
    said = "、".join(dict.fromkeys([*trial.false_claims, *elsewhere]))
    english = f"Not quite: {said} is not what this support gives."
    lead = english if draft.english else f"不对，“{said}”不是这一项的标准。"
    return lead + "".join(_belongs(draft, figure, award) for figure, award in elsewhere.items())


def _belongs(draft: Draft, figure: str, award: Award) -> str:
    """Whose figure it is, with its clause."""
    clause = corpus_clauses()[award.clause_id]
    entry = document(award.document_id)
    mark = draft.mark(clause.id, award.quote)
    if draft.english:
        return f" {figure} is {entry.short}{' (a draft)' if entry.is_draft else ''} {clause.label}.{mark}"
    whose = f"{entry.short}{'（征求意见稿）' if entry.is_draft else ''}{clause.label}"
    return f"“{figure}”是{whose}“{award.title}”的规定，不能套用。{mark}"


def _calculation(draft: Draft, calculation: Calculation, quote: str) -> str:
    """The figure, then its clause, its steps, and the words that decide."""
    clause = corpus_clauses()[calculation.clause_id]
    mark = draft.mark(clause.id, _own_words(calculation) or quote)
    verdict = _VERDICTS[calculation.outcome](draft, calculation)
    steps = "\n".join(_step(draft, calculation, step) for step in _told(calculation))
    lead = f"{verdict}{mark}\n\n{draft.heading(clause)}：{calculation.title}"
    return "\n\n".join(part for part in (lead, steps, f"> {quote}{mark}" if quote else "") if part)


def _own_words(calculation: Calculation) -> str:
    """The award's words, which its citation opens at."""
    award = load_rules().by_id.get(calculation.award_id or "")
    return award.quote if award else ""


def _told(calculation: Calculation) -> list[Step]:
    """The steps worth telling: how a document stands and that budgets are limited is said once, elsewhere."""
    budgets = {p.quote for p in load_rules().provisions if p.effect is Effect.BUDGET}
    return [s for s in calculation.steps if s.quote not in budgets and (s.clause_id or s.amount_yuan)][:_MOST_STEPS]


def _step(draft: Draft, calculation: Calculation, step: Step) -> str:
    """A step as a list item, with the mark of the clause it rests on when that is another one."""
    other = step.clause_id if step.clause_id != calculation.clause_id else None
    text = in_english(step.text) if draft.english else step.text
    return f"* {text}{draft.mark(other, step.quote or '') if other else ''}"


def _quoted(calculation: Calculation, part: Part | None) -> list[Unit]:
    """The clause's units that decide: those that were found, and those of the award."""
    clause = corpus_clauses()[calculation.clause_id]
    found = {unit.id for unit in part.units} if part else set()
    return [u for u in units(clause) if u.id in found or any(a.id == calculation.award_id for a in awards_of(u))]


def _amount(draft: Draft, calculation: Calculation) -> str:
    """The figure and how it is meant."""
    if calculation.amount_yuan is None:
        return ""
    top = yuan(calculation.amount_yuan)
    low = yuan(calculation.at_least_yuan) if calculation.at_least_yuan is not None else ""
    words = _BOUNDS_EN if draft.english else _BOUNDS
    full = f"RMB {calculation.amount_yuan:,.0f}"
    return words[calculation.bound or Bound.UPPER].format(top=top, low=low, full=full)


def _not_eligible(draft: Draft, calculation: Calculation) -> str:
    """The no, and why: the step that ruled the award out stands first."""
    if draft.english:
        return "**Not eligible on what you said.**"
    why = calculation.steps[0].text.replace("不满足：", "须", 1) if calculation.steps else ""
    return f"**按您说的情况，不符合这一条**：{why}。" if why else "**按您说的情况，不符合这一条。**"


def _needs_input(draft: Draft, calculation: Calculation) -> str:
    missing = calculation.missing[0] if calculation.missing else None
    if draft.english:
        return f"**One fact is missing** ({missing.name if missing else ''}).{_ceiling(draft, calculation)}"
    return f"{_ceiling(draft, calculation)}要算出具体数额，还差一项：{missing.question if missing else ''}"


def _ceiling(draft: Draft, calculation: Calculation) -> str:
    """The ceiling, and how it comes about where the document writes it by the year or by the step."""
    if calculation.ceiling_yuan is None:
        return ""
    top = yuan(calculation.ceiling_yuan)
    award = load_rules().by_id.get(calculation.award_id or "")
    parts = made_of(award, calculation.ceiling_yuan) if award else ""
    if draft.english:
        return f" The ceiling is {top}{f' ({parts})' if parts else ''}."
    return f"最多 **{top}**（{parts}）。" if parts else f"文件规定的上限是 **{top}**。"


def made_of(award: Award, top: Decimal) -> str:
    """A ceiling in yuan as a sum of amounts of the award or as one of them over its years; nothing when it is one."""
    amounts = [q for q in find_quantities(award.quote) if q.kind is QuantityKind.MONEY]
    if any(q.value.high == top for q in amounts):
        return ""
    years = award.duration.value if award.duration else 0
    yearly = next((q for q in amounts if q.value.high is not None and q.value.high * years == top), None)
    if yearly is not None and award.duration is not None:
        return f"{yearly.text} × {award.duration.text}"
    return " + ".join(q.text for q in amounts) if sum(q.value.low for q in amounts) == top else ""


def _no_fixed_amount(draft: Draft, calculation: Calculation) -> str:
    top = _ceiling(draft, calculation)
    if draft.english:
        return f"**The document sets no {'rate' if top else 'fixed amount or rate'}.**{top}"
    return f"{top}**文件没有写明比例或计算标准。**" if top else "**文件没有规定具体的金额或比例。**"


def _spoken(draft: Draft, calculation: Calculation) -> str:
    """One sentence for the telephone: amount, award, clause, standing."""
    clause = corpus_clauses()[calculation.clause_id]
    entry = document(clause.document_id)
    said = _VERDICTS[calculation.outcome](draft, calculation).replace("**", "").rstrip("。？?.")
    if draft.english:
        return f"{said}, by {entry.short} {clause.label}, {draft.standing(entry)}."
    standing = SPOKEN_STANDINGS[entry.standing(draft.on)]
    return f"{said}。依据{entry.short}{clause.label}，{calculation.title}；该文件{standing}。"


_BOUNDS = {
    Bound.EXACT: "可得 **{top}**（定额）。",
    Bound.UPPER: "最高 **{top}**（上限，以审定为准）。",
    Bound.RANGE: "**{low}** 至 **{top}**（区间）。",
    Bound.LOWER: "不低于 **{top}**。",
}
_BOUNDS_EN = {
    Bound.EXACT: "**{top}** ({full}; fixed).",
    Bound.UPPER: "At most **{top}** ({full}; a ceiling).",
    Bound.RANGE: "Between **{low}** and **{top}** ({full}).",
    Bound.LOWER: "At least **{top}** ({full}).",
}
_VERDICTS: dict[Outcome, Callable[[Draft, Calculation], str]] = {
    Outcome.AMOUNT: _amount,
    Outcome.NOT_ELIGIBLE: _not_eligible,
    Outcome.NEEDS_INPUT: _needs_input,
    Outcome.NO_FIXED_AMOUNT: _no_fixed_amount,
}
