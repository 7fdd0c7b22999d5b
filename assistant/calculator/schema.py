"""What a rule file may hold: awards of a closed list of kinds, and each document's provisions.

Every figure is written as the document writes it and parsed here; unknown keys are refused.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from assistant.calculator.figure import Figure, Unit, figure


def _written(*units: Unit) -> BeforeValidator:
    def parse(value: object) -> Figure:
        if not isinstance(value, str):
            raise ValueError(f"{value!r} must be written as the document writes it, with its unit")
        return figure(value, *units)

    return BeforeValidator(parse)


Money = Annotated[Figure, _written(Unit.MONEY)]
Rate = Annotated[Figure, _written(Unit.RATE)]
Points = Annotated[Figure, _written(Unit.POINTS)]
Rent = Annotated[Figure, _written(Unit.RENT)]
Years = Annotated[Figure, _written(Unit.YEARS)]
Count = Annotated[Figure, _written(Unit.COUNT)]
Day = Annotated[Figure, _written(Unit.DATE)]
Threshold = Annotated[Figure, _written(*Unit)]


class Part(BaseModel):
    """A piece of a rule file: frozen, and strict about its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Per(StrEnum):
    """What a ceiling is counted by."""

    PROJECT = "project"
    EVENT = "event"
    PERSON = "person"
    ENTERPRISE = "enterprise"
    YEAR = "year"
    ENTERPRISE_YEAR = "enterprise-year"
    CITY_YEAR = "city-year"

    @property
    def is_yearly(self) -> bool:
        """Whether the ceiling starts anew each year."""
        return self in (Per.YEAR, Per.ENTERPRISE_YEAR, Per.CITY_YEAR)

    @property
    def is_single(self) -> bool:
        """Whether each of several projects has the ceiling to itself."""
        return self in (Per.PROJECT, Per.EVENT, Per.PERSON)


class Cap(Part):
    """A ceiling; ``prior`` is the fact that says how much of it is used up."""

    amount: Money
    per: Per = Per.PROJECT
    prior: str | None = None
    scope: str | None = None
    words: str | None = None


class Condition(Part):
    """A requirement in the document's words; with a fact it can be decided.

    ``value`` is a threshold that the words compare with, ``positive`` stands for 正增长, ``is`` and
    ``one_of`` name the answers that satisfy; a fact alone need only be given. ``any_of`` holds
    alternatives, which are all there are once a fact of ``closed_by`` is given.
    """

    text: str
    fact: str | None = None
    value: Threshold | None = None
    positive: StrictBool = False
    is_: StrictBool | None = Field(default=None, alias="is")
    one_of: tuple[str, ...] = ()
    any_of: tuple[Condition, ...] = ()
    closed_by: tuple[str, ...] = ()
    refusal: str | None = None


class Ignored(Part):
    """A figure of the quote that no field of the rule uses, and why; ``award`` is the rule that does."""

    figure: str
    reason: str
    award: str | None = None


class Tier(Part):
    """From this figure on, this amount."""

    reached: Money
    amount: Money


class Grade(Part):
    """One of the levels that a text lists, its words when they differ, and its amount."""

    name: str
    words: str | None = None
    amount: Money


class AwardBase(Part):
    """What every award says of itself, whatever its kind."""

    id: str
    title: str
    matter: str
    who: str
    support: str
    quote: str
    conditions: tuple[Condition, ...] = ()
    caps: tuple[Cap, ...] = ()
    duration: Years | None = None
    until: Day | None = None
    ignored: tuple[Ignored, ...] = ()
    readings: tuple[str, ...] = ()
    joint_with: str | None = None

    @property
    def clause_id(self) -> str:
        """The clause that the award stands in."""
        return self.id.rpartition("/")[0]

    @property
    def document_id(self) -> str:
        """The document that the award stands in."""
        return self.id.partition("#")[0]


class Fixed(AwardBase):
    """给予X."""

    kind: Literal["fixed"]
    amount: Money


class Upto(AwardBase):
    """最高X, the scale unwritten; ``base`` is the fact that the text names without a rate."""

    kind: Literal["upto"]
    floor: Money | None = None
    base: str | None = None


class RateAward(AwardBase):
    """A share of a base; with ``to`` a range of shares, with ``whole`` (全额) all of it."""

    kind: Literal["rate"]
    rate: Rate | None = None
    to: Rate | None = None
    whole: str | None = None
    base: str


class Tiers(AwardBase):
    """首次达到A、B、C，分别给予X、Y、Z."""

    kind: Literal["tiers"]
    base: str
    tiers: tuple[Tier, ...]


class TopUp(AwardBase):
    """As tiers; who reaches a higher tier gets the difference."""

    kind: Literal["topup"]
    base: str
    tiers: tuple[Tier, ...]
    words: str


class Level(AwardBase):
    """国家级、省级、市级分别给予X、Y、Z; ``several`` says what several of them come to."""

    kind: Literal["level"]
    fact: str
    levels: tuple[Grade, ...]
    several: Literal["highest", "sum", "stages"] = "highest"


class PerUnit(AwardBase):
    """So much per square metre and month, or so many at the ceiling of another award each."""

    kind: Literal["per_unit"]
    rent: Rent | None = None
    limit: str | None = None
    count: Count | None = None
    of: str | None = None


class Interest(AwardBase):
    """A subsidy of interest: points of the principal, or a share of the rate or of the interest paid.

    ``asks`` are the facts to ask for when nothing is known of the loan.
    """

    kind: Literal["interest"]
    asks: tuple[Literal["principal", "annual_rate", "interest_paid"], ...]
    points: Points | None = None
    share: Rate | None = None
    principal_cap: Money | None = None
    term: Years


class Steps(AwardBase):
    """X at the first threshold, and Y for each further step that is complete."""

    kind: Literal["steps"]
    base: str
    first: Tier
    every: Money
    amount: Money
    words: str


class Open(AwardBase):
    """Support without a figure: 一事一议, 按一定比例, 给予经费支持."""

    kind: Literal["open"]
    base: str | None = None


Award = Annotated[
    Fixed | Upto | RateAward | Tiers | TopUp | Level | PerUnit | Interest | Steps | Open, Field(discriminator="kind")
]


class Effect(StrEnum):
    """What a provision does."""

    EXCLUDE = "exclude"
    HIGHER = "higher"
    ADD = "add"
    PROJECT_TOTAL = "project_total"
    ALL_UPPER = "all_upper"
    BUDGET = "budget"
    VALIDITY = "validity"


class Provision(Part):
    """A document's own word on combining, ceilings, budgets or validity.

    ``levels`` are the levels of government whose supports it speaks of.
    """

    clause: str
    effect: Effect
    quote: str
    levels: tuple[Literal["province", "city", "district"], ...] = ()
    since: Day | None = None
    years: Years | None = None
    until: Day | None = None
    ignored: tuple[Ignored, ...] = ()


class NotSupport(Part):
    """Words of a document that hold figures or speak of support, but give none; and why."""

    text: str
    reason: str


class RuleFile(Part):
    """A rule file: one document's awards in clause order, its provisions, and what is no support."""

    document: str
    awards: tuple[Award, ...] = ()
    provisions: tuple[Provision, ...] = ()
    not_support: tuple[NotSupport, ...] = ()
