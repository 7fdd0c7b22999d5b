"""A chat's conversations among the records: started by the first question, never in the way of an answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assistant.errors import AssistantError
from assistant.web.panel import Turn

if TYPE_CHECKING:
    from assistant.records.store import Records
    from assistant.records.types import KeptAnswer

_LAST: Final = 30
"""So many of a conversation's answers come back when it is opened again."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Keeps what one owner asks; without records, nothing."""

    records: Records | None
    owner: str

    def keep(self, answer: Mapping[str, Any], conversation: str) -> tuple[str, str]:
        """The ids of the conversation, new where there was none, and of the answer; empty for what is not kept."""
        if self.records is None:
            return "", ""
        try:
            at = conversation or self.records.conversations.start(self.owner).id
            return at, self.records.keep(answer, conversation_id=at, owner=self.owner)
        except AssistantError as error:
            logging.getLogger(__name__).warning("%s", error)
            return conversation, ""

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """The last turns of one of the owner's conversations; none when there is no such conversation."""
        if self.records is None or not conversation:
            return ()
        try:
            held = self.records.conversations.get(conversation, owner=self.owner).answers
            page = self.records.conversations.answers(
                conversation, owner=self.owner, limit=_LAST, offset=max(0, held - _LAST)
            )
        except AssistantError as error:
            logging.getLogger(__name__).info("%s", error)
            return ()
        return tuple(
            Turn(f"t{number}", kept.question, kept.answer, record=kept.id, useful=_thought(kept))
            for number, kept in enumerate(page.items, start=1)
        )


def _thought(kept: KeptAnswer) -> bool | None:
    return kept.feedback[-1].useful if kept.feedback else None
