"""The rule files, read once and checked against each other."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assistant.calculator.inputs import load_inputs
from assistant.calculator.keys import PROJECT_TOTAL, award_keys, related, stated_options
from assistant.calculator.schema import Award, Effect, Provision, RuleFile
from assistant.errors import UnknownName
from index.yamlfile import DataFileError, read_yaml

RULES = Path(__file__).parent / "rules"
DOCUMENT_IDS = ("guangdong", "guangzhou", "shenzhen", "guangdong-plan", "guangming")
# What one document says of a level of government must not be both.
_CONTRARY = {Effect.ADD, Effect.EXCLUDE, Effect.HIGHER}


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every award and provision of the rule files, in document order."""

    files: tuple[RuleFile, ...]
    by_id: Mapping[str, Award]

    @property
    def awards(self) -> tuple[Award, ...]:
        """Every award, those without a figure included."""
        return tuple(self.by_id.values())

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """Every document's own word on combining, ceilings, budgets and validity."""
        return tuple(provision for file in self.files for provision in file.provisions)

    def award(self, award_id: str) -> Award:
        """The award with this id; UnknownName says the nearest when there is none."""
        if award_id not in self.by_id:
            raise UnknownName("奖补条款（award）", award_id, self.by_id)
        return self.by_id[award_id]

    def of_clause(self, clause_id: str) -> tuple[Award, ...]:
        """The awards that a clause carries, in its order."""
        return tuple(award for award in self.awards if award.clause_id == clause_id)

    def of_document(self, document_id: str) -> tuple[Award, ...]:
        """The awards of a document, in its order."""
        return tuple(award for award in self.awards if award.document_id == document_id)

    def keys(self, award: Award) -> tuple[str, ...]:
        """The keys of the facts that can change what the award comes to, the formula's first."""
        limited = self.provision(award.document_id, Effect.PROJECT_TOTAL) is not None
        return (*award_keys(award), *(PROJECT_TOTAL if limited else ()))

    def provision(self, document_id: str, effect: Effect) -> Provision | None:
        """The document's provision with this effect, if it has one."""
        return next((p for p in self.provisions_of(document_id) if p.effect is effect), None)

    def provisions_of(self, document_id: str) -> tuple[Provision, ...]:
        """The document's provisions, in its order."""
        return next((file.provisions for file in self.files if file.document == document_id), ())


@functools.cache
def load_rules() -> Rulebook:
    """The rules that come with the project; DataFileError says file, place and what is allowed."""
    return rulebook([read_rules(RULES / f"{document_id}.yaml") for document_id in DOCUMENT_IDS])


def read_rules(path: Path) -> RuleFile:
    """One rule file."""
    raw = read_yaml(path)
    try:
        return RuleFile.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataFileError(f"{path.name}: {place}: {first['msg']}, found {first['input']!r}") from error


def rulebook(files: list[RuleFile]) -> Rulebook:
    """The book of these files; DataFileError when they name what does not exist or contradict themselves."""
    book = Rulebook(tuple(files), {award.id: award for file in files for award in file.awards})
    for problem in _problems(book):
        raise DataFileError(problem)
    return book


def _problems(book: Rulebook) -> Iterator[str]:
    for file in book.files:
        name = f"{file.document}.yaml"
        ids = [award.id for award in file.awards]
        yield from (f"{name}: award {i} is defined twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
        for number, award in enumerate(file.awards):
            yield from (f"{name}: awards[{number}] ({award.id}): {problem}" for problem in _award_problems(award, book))
            if award.document_id != file.document:
                yield f"{name}: awards[{number}].id: {award.id} belongs to another document than {file.document}"
        yield from (f"{name}: {problem}" for problem in _contradictions(file))


def _award_problems(award: Award, book: Rulebook) -> Iterator[str]:
    inputs = load_inputs()
    for key in award_keys(award):
        if key not in inputs:
            yield f"{key!r} is no input, allowed are the keys of inputs.yaml"
    for key, option in stated_options(award):
        known = [o.name for o in inputs[key].options] if key in inputs else []
        if option not in known:
            yield f"{option!r} is no option of {key}, allowed are {known}"
    yield from (f"there is no award {other!r}" for other in related(award) if other not in book.by_id)


def _contradictions(file: RuleFile) -> Iterator[str]:
    said: dict[str, Effect] = {}
    for number, provision in enumerate(file.provisions):
        for level in provision.levels if provision.effect in _CONTRARY else ():
            if said.setdefault(level, provision.effect) is not provision.effect:
                yield (
                    f"provisions[{number}] ({provision.clause}): {provision.effect} contradicts {said[level]} "
                    f"for supports of the {level}"
                )
