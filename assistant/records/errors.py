"""What can go wrong with the records; all are AssistantErrors, each with a sentence for a user."""

from __future__ import annotations

from assistant.errors import BadValue, NotReady, UserError


class RecordsDown(NotReady):
    """The database does not answer now; nothing was changed."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"记录库现在用不了（{why}），答复不受影响；请稍后再试。"
            f" / The records cannot be reached now ({why}); answers are not affected. Please try again later."
        )


class RecordsTooNew(NotReady):
    """The database was made by a later version of this program."""


class NotFound(UserError):
    """There is nothing with this id, or it is somebody else's: the two are not told apart."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"没有这个{kind}：{name[:60]}。 / There is no such record: {name[:60]}.")


class NotNow(BadValue):
    """What was asked for does not fit how far the record is, or who asks."""
