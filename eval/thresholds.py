"""The thresholds that an evaluation must meet, as data beside this file, and what falls short of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from index.yamlfile import DataFileError, read_yaml

FILE = Path(__file__).parent / "thresholds.yaml"
_ONLY_LIVE = frozenset({"p50_work", "p95_work"})
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What a measure must reach or may not exceed, and why; exactly one of the two is given."""

    __pydantic_config__ = _STRICT
    because: str
    at_least: float | None = None
    at_most: float | None = None

    def allows(self, value: float) -> bool:
        """Whether the value is within the limit; the limit itself is."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def __str__(self) -> str:
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How far a set's measure may fall behind that of the set it follows."""

    __pydantic_config__ = _STRICT
    set: str
    follows: str
    measure: str
    at_most: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Every limit, by set and measure, and the gaps between sets."""

    __pydantic_config__ = _STRICT
    sets: Mapping[str, Mapping[str, Limit]]
    gaps: tuple[Gap, ...] = ()

    def limit(self, set_name: str, measure: str) -> Limit | None:
        """The limit of one measure of one set, if there is one."""
        return self.sets.get(set_name, {}).get(measure)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A measure outside its limit."""

    set_name: str
    measure: str
    found: str
    demanded: str
    because: str

    def __str__(self) -> str:
        return f"{self.set_name} {self.measure}: {self.found}，要求 {self.demanded}（{self.because}）"


def read_thresholds(path: Path = FILE) -> Thresholds:
    """The thresholds of a file.

    Raises DataFileError with the file and the place in it.
    """
    data: Any = read_yaml(path)
    try:
        thresholds = TypeAdapter(Thresholds).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise DataFileError(f"{path.name}: {where}: {first['msg']}, found {first['input']!r}") from None
    for set_name, limits in thresholds.sets.items():
        for measure, limit in limits.items():
            if (limit.at_least is None) == (limit.at_most is None):
                raise DataFileError(f"{path.name}: sets.{set_name}.{measure}: needs one of at_least and at_most")
    return thresholds


def shortfalls(thresholds: Thresholds, found: Mapping[str, Mapping[str, float]]) -> tuple[Shortfall, ...]:
    """What the measures by set fall short of.

    Sets that were not asked are left out; absent measures are not, but for those that recorded
    answers cannot have.
    """
    short = [
        Shortfall(name, measure, _text(found[name].get(measure)), str(limit), limit.because)
        for name, limits in thresholds.sets.items()
        if name in found
        for measure, limit in limits.items()
        if not _allowed(limit, measure, found[name].get(measure))
    ]
    return (*short, *_gaps(thresholds, found))


def _allowed(limit: Limit, measure: str, value: float | None) -> bool:
    return measure in _ONLY_LIVE if value is None else limit.allows(value)


def _gaps(thresholds: Thresholds, found: Mapping[str, Mapping[str, float]]) -> list[Shortfall]:
    short = []
    for gap in thresholds.gaps:
        ahead, behind = (found.get(name, {}).get(gap.measure) for name in (gap.follows, gap.set))
        if ahead is not None and behind is not None and round(ahead - behind, 6) > gap.at_most:
            differs = f"比 {gap.follows} 低 {ahead - behind:.3f}"
            short.append(Shortfall(gap.set, gap.measure, differs, f"≤ {gap.at_most:g}", gap.because))
    return short


def _text(value: float | None) -> str:
    return "没有数" if value is None else f"{value:.4g}"
