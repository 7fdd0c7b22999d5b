"""Everything that a company may claim, and the best that the documents permit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.calculator.case import Case
from assistant.calculator.compute import calculate
from assistant.calculator.conditions import Truth, findings
from assistant.calculator.fact import Asked, Facts
from assistant.calculator.inputs import load_inputs
from assistant.calculator.keys import PERIODS, formula_keys
from assistant.calculator.load import load_rules
from assistant.calculator.ruling import SILENT_WORDS, Ruling, Verdict, rulings
from assistant.calculator.schema import Award, RateAward
from assistant.calculator.stack import permitted, summed
from assistant.calculator.values import read_facts
from assistant.errors import BadValue, UnknownName
from assistant.types import Calculation, Outcome
from index.manifest import Level, documents


@dataclass(frozen=True, slots=True)
class Profile:
    """A company: its place, as a document's, and its facts by key."""

    place: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Match:
    """What a company may claim, sorted by what is known.

    ``claims`` have an amount that the company's facts bear on; so have ``selective``, which go to
    whom an authority selects or recognises. ``asks`` miss a fact, ``open`` have no figure or
    nothing of them is known yet, ``ruled_out`` are excluded by the facts. ``best`` is the most
    that claims may come to together, ``together`` its awards, and ``apart`` the pairs of claims
    that exclude each other or whose combination no document settles.
    """

    claims: tuple[Calculation, ...]
    selective: tuple[Calculation, ...]
    asks: tuple[Calculation, ...]
    open: tuple[Calculation, ...]
    ruled_out: tuple[Calculation, ...]
    best: Calculation | None
    together: tuple[str, ...]
    apart: tuple[Ruling, ...]


def read_profile(raw: Mapping[str, object]) -> Profile:
    """The profile that a YAML or JSON mapping states: ``place`` and keys of ``inputs.yaml``."""
    place = raw.get("place")
    if not isinstance(place, str):
        raise BadValue("企业情况要写明 place（地方） / a profile names its place, e.g. place: 光明区")
    return Profile(_place(place), read_facts({key: value for key, value in raw.items() if key != "place"}))


def match(profile: Profile, *, on: date) -> Match:
    """What the company may claim on the day, and the best combination that the documents permit."""
    book = load_rules()
    within = reach(profile.place)
    tried = [(award, calculate(award, profile.facts, on=on)) for award in book.awards if award.document_id in within]
    near = [(award, c) for award, c in tried if c.outcome is Outcome.AMOUNT and _touched(award, profile.facts)]
    claims = [c for award, c in near if not _awaits_selection(award, profile.facts)]
    selective = [c for award, c in near if _awaits_selection(award, profile.facts)]
    seen = [c.award_id for _, c in near]
    by_id = {c.award_id: c for c in claims if c.award_id}
    ruled = tuple(_same_money(rulings(by_id)))
    together = permitted(by_id, ruled)
    added = {r.provision: r for r in ruled if r.verdict is Verdict.ADDED and {r.first, r.second} <= set(together)}
    return Match(
        claims=tuple(claims),
        selective=tuple(selective),
        asks=tuple(c for _, c in tried if c.outcome is Outcome.NEEDS_INPUT),
        open=tuple(c for _, c in tried if c.outcome in _OPEN and c.award_id not in seen),
        ruled_out=tuple(c for _, c in tried if c.outcome is Outcome.NOT_ELIGIBLE),
        best=_best([by_id[i] for i in together], added.values(), on=on, facts=profile.facts),
        together=together,
        apart=tuple(r for r in ruled if not r.verdict.permits),
    )


def reach(place: str) -> frozenset[str]:
    """The ids of the documents that reach a document's place: its own, those of the city around it, the province's."""
    own = [entry for entry in documents() if entry.place == place]
    around = {entry.within for entry in own}
    return frozenset(
        entry.id
        for entry in documents()
        if entry.place == place or entry.place in around or entry.level is Level.PROVINCE
    )


_OPEN = (Outcome.AMOUNT, Outcome.NO_FIXED_AMOUNT)


def _best(claims: Sequence[Calculation], added: Iterable[Ruling], *, on: date, facts: Facts) -> Calculation | None:
    """The sum, with each provision that lets them be added quoted once."""
    if not claims:
        return None
    lines = [replace(entry.step, text="不同层级的支持可以叠加享受") for entry in added]
    return summed(claims, lines, on=on, facts=facts)


def _awaits_selection(award: Award, facts: Facts) -> bool:
    return "recognised" not in facts and any(condition.fact == "recognised" for condition in award.conditions)


def _touched(award: Award, facts: Facts) -> bool:
    """Whether the facts speak of this award, not only of the company.

    A formula needs its own fact; where there is none, every requirement that facts can decide must
    be known to be met, a recognition aside, which one asks for by applying.
    """
    if award.kind not in ("fixed", "upto"):
        return any(key in facts for key in formula_keys(award) if key not in PERIODS)
    case = Case(award, facts, Asked.AMOUNT)
    own = [f for f in findings(case) if f.condition.fact != "recognised"]
    return bool(own) and all(f.truth is Truth.MET for f in own)


def _same_money(ruled: tuple[Ruling, ...]) -> Iterator[Ruling]:
    """The rulings, those on two shares of one and the same sum left open: no document speaks of it."""
    book, inputs = load_rules(), load_inputs()
    for entry in ruled:
        first, second = book.award(entry.first), book.award(entry.second)
        base = first.base if isinstance(first, RateAward) else None
        shared = isinstance(second, RateAward) and second.base == base and first.document_id == second.document_id
        if shared and base is not None and entry.verdict is Verdict.SEPARATE:
            words = f"{first.title} 与 {second.title}：都按同一笔{inputs[base].name}计算，{SILENT_WORDS}"
            yield replace(entry, verdict=Verdict.SILENT, text=words)
        else:
            yield entry


def _place(name: str) -> str:
    """The place of a document that the name means: 光明 is 光明区."""
    places = list(dict.fromkeys(entry.place for entry in documents()))
    for place in places:
        if name == place or (len(name) > 1 and place.startswith(name)):
            return place
    raise UnknownName("地方（place）", name, places)
