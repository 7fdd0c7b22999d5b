"""Passages and calculations as a cited answer and a line to read aloud, without a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from assistant.awards import Trial
from assistant.choose import Choice, Finding, Part
from assistant.compose_documents import (
    about_documents,
    about_stacking,
    caution,
    missing_sides,
    quoted,
    write_provisions,
)
from assistant.compose_figures import figure_lines
from assistant.compose_offers import about_offers
from assistant.draft import SPOKEN_STANDINGS, Draft
from assistant.kinds import Kind
from assistant.messages import ask_wording, nearest_wording, problem_wording, wording
from assistant.types import Answer, Outcome, Reason, Status
from assistant.understand import LONGEST_QUESTION, Query
from index.clauses import corpus_clauses
from index.manifest import document

_ASKS_BACK = {Reason.EMPTY}
_REASONS = {Finding.ELSEWHERE: Reason.CORRECTED, Finding.SEVERAL_PLACES: Reason.AMBIGUOUS_PLACE}


def compose(query: Query, trial: Trial, *, on: date) -> Answer:
    """The answer to a query from what was chosen and calculated."""
    draft = Draft(query, on)
    for applies, write in _WAYS:
        if applies(query, trial):
            return write(draft, trial)
    return _clauses(draft, trial)


def _refused(draft: Draft, _: Trial) -> Answer:
    reason = draft.query.refusal or Reason.OUT_OF_SCOPE
    draft.say(wording(reason, draft.query.language, limit=LONGEST_QUESTION))
    return draft.finish(Status.CLARIFY if reason in _ASKS_BACK else Status.REFUSED, reason)


def _unclear(draft: Draft, trial: Trial) -> Answer:
    """A figure that cannot be used is asked back; the clause it is needed for is shown."""
    assert trial.unclear is not None
    draft.say(
        wording(
            Reason.UNCLEAR_FIGURE,
            draft.query.language,
            said=trial.unclear.quantity.text,
            problem=problem_wording(trial.unclear.reason, draft.query.language),
        )
    )
    _write_parts(draft, trial.choice.parts)
    return draft.finish(Status.CLARIFY, Reason.UNCLEAR_FIGURE, calculations=trial.calculations)


def _nothing(draft: Draft, trial: Trial) -> Answer:
    reason = trial.choice.reason or Reason.NO_EVIDENCE
    places = "、".join(draft.query.places.own_policy or draft.query.places.elsewhere)
    language = draft.query.language
    other = draft.query.neighbour
    who = (other.ask_en if draft.english else other.ask) if other else ""
    ask = ask_wording(language, subject=other.name if other else "", who=who)
    draft.say(wording(reason, language, nearest=_nearest(draft, trial.choice), place=places, ask=ask))
    nearest = (trial.choice.nearest,) if trial.choice.nearest else ()
    return draft.finish(Status.REFUSED, reason, related=nearest)


def _nearest(draft: Draft, choice: Choice) -> str:
    if choice.nearest is None:
        return ""
    clause = corpus_clauses()[choice.nearest]
    short = f"《{document(clause.document_id).short}》"
    return nearest_wording(draft.query.language, document=short, label=clause.label, title=clause.title)


def _figures(draft: Draft, trial: Trial) -> Answer:
    """Leads with the figure, its bound and its arithmetic; then the words that say so."""
    for paragraph in figure_lines(draft, trial):
        draft.say(paragraph)
    given = {c.clause_id for c in trial.calculations}
    _write_parts(draft, [part for part in trial.choice.parts if part.clause_id not in given])
    if Kind.STACKING in draft.query.kinds:
        write_provisions(draft, trial.choice.parts)
    draft.say(missing_sides(draft, trial.choice.parts))
    draft.say(caution(draft, trial.choice.documents))
    asks = [c for c in trial.calculations if c.outcome is Outcome.NEEDS_INPUT]
    only_asks = bool(asks) and len(asks) == len(trial.calculations)
    corrected = trial.false_claims or trial.belonging
    answered = Reason.CORRECTED if corrected else _REASONS.get(trial.choice.finding, Reason.OK)
    reason = Reason.MISSING_FACT if only_asks else answered
    status = Status.CLARIFY if only_asks and trial.stated_unknown else Status.ANSWERED
    return draft.finish(status, reason, calculations=trial.calculations, related=trial.choice.related)


def _clauses(draft: Draft, trial: Trial) -> Answer:
    """Quotes the deciding words of each chosen clause."""
    choice = trial.choice
    if choice.finding is Finding.ELSEWHERE:
        draft.say(_not_here(draft, choice))
        draft.spoken = (
            f"{_not_here(draft, choice).rstrip('：:')}{_ASIDE[draft.english]}{_spoken(draft, choice.parts[0])}"
        )
    else:
        draft.spoken = _spoken(draft, choice.parts[0])
    _write_parts(draft, choice.parts)
    draft.say("" if choice.finding is Finding.ELSEWHERE else missing_sides(draft, choice.parts))
    draft.say(caution(draft, choice.documents))
    reason = _REASONS.get(choice.finding, Reason.OK)
    return draft.finish(Status.ANSWERED, reason, calculations=trial.calculations, related=choice.related)


def _not_here(draft: Draft, choice: Choice) -> str:
    asked = "、".join(document(d).short for d in draft.query.places.documents)
    theirs = "、".join(dict.fromkeys(document(p.document_id).short for p in choice.parts))
    if draft.english:
        return f"The documents asked about ({asked}) do not provide this; it stands in {theirs}:"
    return f"{asked}没有这项规定；这是{theirs}里的规定，不能套用："


_ASIDE = ("。", ". ")


def _spoken(draft: Draft, part: Part) -> str:
    """One sentence for the telephone: document, clause, the deciding words, standing."""
    clause = corpus_clauses()[part.clause_id]
    entry = document(part.document_id)
    words = part.words.rstrip("。；;.")
    if draft.english:
        return f"{entry.short} {clause.label} ({draft.standing(entry)}): {words}."
    standing = SPOKEN_STANDINGS[entry.standing(draft.on)]
    return f"{entry.short}{clause.label}规定：{words}。该文件{standing}。"


def _write_parts(draft: Draft, parts: Sequence[Part]) -> None:
    for part in parts:
        draft.say(quoted(draft, part))


_Way = tuple[Callable[[Query, Trial], bool], Callable[[Draft, Trial], Answer]]
_WAYS: tuple[_Way, ...] = (
    (lambda query, _: query.refusal is not None, _refused),
    (lambda query, _: query.offers, about_offers),
    (lambda _, trial: trial.unclear is not None, _unclear),
    (lambda _, trial: trial.choice.finding is Finding.NOTHING, _nothing),
    (lambda query, trial: Kind.STACKING in query.kinds and not trial.decided, about_stacking),
    (lambda _, trial: trial.about_document, about_documents),
    (lambda _, trial: bool(trial.calculations), _figures),
)
