"""What can go wrong, as a tree. The command line turns each into one sentence and an exit code.

AssistantError              exit 1: ours
├── UserError               exit 2: what was asked for cannot be had so
│   ├── UnknownName         a name that does not exist; says the nearest that does
│   ├── BadValue            a value that cannot be read; says what would be right
│   ├── BadSetting          a POLICY_ASSISTANT_… variable that is unknown or unusable
│   └── NotPermitted        somebody's role does not allow it; says which would
├── ModelFailed             the chat model did not do what it was asked; says why
└── NotReady                the index, the model or the records cannot be used; says what to do
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class AssistantError(Exception):
    """Something of ours failed; the message is fit for a user."""

    exit_code = 1


class UserError(AssistantError):
    """What the user asked for cannot be done so; the message says what would be right."""

    exit_code = 2


class UnknownName(UserError):
    """A name that does not exist."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        choices = sorted(known)
        near = difflib.get_close_matches(name, choices, n=1, cutoff=0.4)
        hint = f"，是否要用 {near[0]}？" if near else f"，可用的有：{'、'.join(choices[:12])}。"
        english = f"did you mean {near[0]}?" if near else f"known: {', '.join(choices[:12])}."
        super().__init__(f"没有名为 {name!r} 的{kind}{hint} / No such name: {name!r}; {english}")


class BadValue(UserError):
    """A value that cannot be read."""


class BadSetting(UserError):
    """A setting that is unknown or cannot be used."""


class NotPermitted(UserError):
    """Somebody asked for what their role does not allow."""


class NotReady(AssistantError):
    """Something that is needed is not there; the message says what to do."""


class ModelFailed(AssistantError):
    """A chat model did not do what it was asked; ``fault`` is a code of :class:`assistant.types.Fault`."""

    def __init__(self, fault: str, message: str = "") -> None:
        super().__init__(message or fault)
        self.fault = fault
