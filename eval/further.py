"""The parts of the report that are made when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eval.command import Further
from eval.refusals import Varies, refusals


def parts(
    *, curve: bool = False, peers: bool = False, models: Sequence[str] = (), on: date
) -> tuple[Further[Varies], ...]:
    """What makes each part that is wanted; what they need is looked for at once, before anything is asked.

    Raises BadValue when the other projects' packages are not installed.
    """
    found: list[Further[Varies]] = []
    if curve:
        found.append(lambda assistant, sets: refusals(assistant, sets=sets, on=on))
    if peers:
        from eval.peers import peers as beside_peers
        from eval.peers import require_peers

        require_peers()
        found.append(lambda assistant, _sets: beside_peers(assistant, on=on))
    if names := [name.strip() for name in models if name.strip()]:
        from eval.models import models as compared

        found.append(lambda _assistant, _sets: compared(names, on=on))
    return tuple(found)
