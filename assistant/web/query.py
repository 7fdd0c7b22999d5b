"""What the address of a written page says: its parameters, read and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from urllib.parse import urlencode

_MOST_VALUES = 20
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters of an address; of each name the values that are not blank, in order."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Query:
        """The query of a request's name and value pairs; what is blank counts as not said."""
        values: dict[str, tuple[str, ...]] = {}
        for name, value in pairs:
            said = value.strip()[:_LONGEST]
            if said and len(values.get(name, ())) < _MOST_VALUES:
                values[name] = (*values.get(name, ()), said)
        return cls(MappingProxyType(values))

    def get(self, name: str) -> str:
        """The first value of a name; empty when there is none."""
        return self.values.get(name, ("",))[0]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a name."""
        return self.values.get(name, ())

    @property
    def on(self) -> date:
        """The day as of which the page speaks: today unless ``on`` is a day."""
        try:
            return date.fromisoformat(self.get("on"))
        except ValueError:
            return today()


def address(path: str, anchor: str = "", /, **parameters: str | Iterable[str] | None) -> str:
    """A path with parameters; those without a value are left out."""
    said = {name: value for name, value in parameters.items() if value}
    query = urlencode(said, doseq=True)
    return f"{path}{'?' + query if query else ''}{'#' + anchor if anchor else ''}"


def today() -> date:
    """The day on the wall where the program runs."""
    return date.today()  # noqa: DTZ011
