"""Who asks: the person behind a request, and what each role may do.

The service puts a :class:`Person` on every request before anything else sees it; the page and the
API read it with :func:`person_of`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import quote

from assistant.errors import NotPermitted


class Role(StrEnum):
    """What somebody may do; each role may do what those before it may."""

    GUEST = "guest"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"

    @property
    def chinese(self) -> str:
        """The role in the words of the page."""
        return {Role.GUEST: "访客", Role.OPERATOR: "坐席", Role.SUPERVISOR: "主管"}[self]

    def may(self, needed: Role) -> bool:
        """Whether the role allows what ``needed`` allows."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks; ``owner`` is the key that their conversations are kept under.

    ``known`` is whether the name comes from a login: otherwise it is "local" and anybody's.
    """

    name: str
    role: Role
    owner: str
    known: bool = False


ACCOUNT: Final = "pa_account"
"""The cookie that tells a page's script whose page it is; what somebody may do is decided elsewhere."""


def account(person: Person, *, has_login: bool) -> str:
    """What the cookie says: the role, whether there is a login here, and the name of who is logged in."""
    return quote(f"{person.role}:{'login' if has_login else ''}:{person.name if person.known else ''}")


LOCAL = Person("local", Role.SUPERVISOR, "local")
"""The one user of a program that no other machine can reach."""


def browser_owner(secret: str) -> str:
    """The owner behind a browser's secret; the secret itself is never kept."""
    return "browser:" + hashlib.sha256(secret.encode()).hexdigest()[:32]


def login_owner(name: str) -> str:
    """The owner behind a login."""
    return f"user:{name}"


def person_of(request: Any) -> Person:
    """The person behind a request of Starlette or Gradio; the local one where no service stands in between."""
    found = getattr(getattr(request, "state", None), "person", None)
    return found if isinstance(found, Person) else LOCAL


def wait_of(request: Any) -> int:
    """Seconds that whoever sent the request is to wait before they ask again; 0 for most."""
    wait = getattr(getattr(request, "state", None), "wait", 0)
    return wait if isinstance(wait, int) else 0


def require(person: Person, needed: Role) -> None:
    """Nothing when the person may do what the role allows; NotPermitted otherwise."""
    if not person.role.may(needed):
        raise NotPermitted(
            f"这里需要{needed.chinese}权限，您现在是{person.role.chinese}。"
            f" / This needs the role {needed}; yours is {person.role}."
        )
