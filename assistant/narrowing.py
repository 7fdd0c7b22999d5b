"""What a look-up is narrowed to: a place, a level of government, a standing, a topic of :mod:`assistant.comparing`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.errors import UnknownName
from assistant.places import documents_of_place
from assistant.topics import topics
from index.manifest import Level, Standing, documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A narrowing in the words of the person who looks up; None leaves a side open."""

    place: str | None = None
    level: str | None = None
    standing: str | None = None
    topic: str | None = None

    def documents(self, on: date) -> tuple[str, ...] | None:
        """The documents that are left, None for all of them; UnknownName for what does not exist."""
        if not (self.place or self.level or self.standing):
            return None
        left = documents_of_place(self.place) if self.place else tuple(entry.id for entry in documents())
        level = _one_of("层级（level）", self.level, Level) if self.level else None
        standing = _one_of("效力（standing）", self.standing, Standing) if self.standing else None
        return tuple(
            entry.id
            for entry in documents()
            if entry.id in left and level in (None, entry.level) and standing in (None, entry.standing(on))
        )

    def clauses(self) -> frozenset[str] | None:
        """The clauses that the topic is about, None for all; UnknownName for a topic that no award has."""
        return clauses_of_topic(self.topic) if self.topic else None


def clauses_of_topic(key: str) -> frozenset[str]:
    """The clauses with an award on the topic; UnknownName when there is none."""
    if key not in topics():
        raise UnknownName("主题（topic）", key, topics())
    return frozenset(award_id.rpartition("/")[0] for award_id in topics()[key].awards)


def _one_of(kind: str, name: str, choices: type[Level] | type[Standing]) -> str:
    if name not in list(choices):
        raise UnknownName(kind, name, [str(choice) for choice in choices])
    return name
