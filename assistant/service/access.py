"""Who is let in: three kinds of doormen, one of which the settings choose."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from assistant.errors import AssistantError, BadSetting
from assistant.person import LOCAL, Person, Role, login_owner
from assistant.service.sessions import Sessions, Watched
from assistant.service.shield import LOOPBACK
from assistant.service.users import User, Users, fit_name, read_users
from assistant.settings import PREFIX, Settings

SESSION_COOKIE: Final = "policy_session"
_LOOPBACK_ADDRESSES: Final = ("127.0.0.0/8", "::1/128")


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of whoever sent a request: address, headers in lower case, cookies, and the browser's owner."""

    address: str
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    browser: str


class Doorman(Protocol):
    """Tells who a visitor is; ``has_login`` is whether this service asks for names and passwords itself."""

    has_login: bool

    def person(self, visit: Visit) -> Person | None:
        """The person; None for somebody who has to log in first."""


class OpenDoor:
    """No login: everybody is let in with the same role, each browser by itself."""

    has_login = False

    def __init__(self, role: Role) -> None:
        self._role = role

    def person(self, visit: Visit) -> Person | None:
        """Whoever it is."""
        return Person(LOCAL.name, self._role, visit.browser)


class LoginDoor:
    """A login by name and password; with ``public`` everybody else is a guest."""

    has_login = True

    def __init__(self, users: Path, sessions: Sessions, *, public: bool) -> None:
        self._users = Watched(users, read_users)
        self.sessions = sessions
        self._public = public
        self.users()  # a file that cannot be read is told before anything is served

    def users(self) -> Users:
        """The users as the file has them now."""
        return self._users.get()

    def person(self, visit: Visit) -> Person | None:
        """The person of the session, or a guest where guests are let in."""
        user = self._user(visit.cookies.get(SESSION_COOKIE, ""))
        if user is not None:
            return Person(user.name, user.role, login_owner(user.name), known=True)
        return Person("guest", Role.GUEST, visit.browser) if self._public else None

    def _user(self, word: str) -> User | None:
        try:
            return self.sessions.user(word, self.users()) if word else None
        except (AssistantError, OSError):
            logging.getLogger(__name__).warning("用户文件读不了，无人能登录 / the users file cannot be read")
            return None


class ProxyDoor:
    """A login in front of the service: a header of a trusted proxy names the user, another one the role."""

    has_login = False

    def __init__(self, user_header: str, role_header: str, *, trusted: Networks) -> None:
        self._user_header, self._role_header = user_header.lower(), role_header.lower()
        self._trusted = trusted

    def person(self, visit: Visit) -> Person | None:
        """The named person; None when nobody is named, or by somebody who is not trusted."""
        named = visit.headers.get(self._user_header, "")
        if not named or visit.address not in self._trusted:
            return None
        try:
            name = fit_name(_utf8(named))
        except AssistantError:
            return None
        role = visit.headers.get(self._role_header, "").strip().lower() if self._role_header else ""
        return Person(name, Role(role) if role in list(Role) else Role.GUEST, login_owner(name), known=True)


class Networks:
    """Addresses and networks; BadSetting for what is neither."""

    def __init__(self, given: tuple[str, ...]) -> None:
        try:
            self._networks = [ipaddress.ip_network(one, strict=False) for one in given]
        except ValueError as error:
            raise BadSetting(
                f"{PREFIX}TRUSTED_PROXIES 里有不是地址的：{error} / holds no address; write 10.0.0.5,10.1.0.0/16"
            ) from None

    def __contains__(self, address: object) -> bool:
        try:
            found = ipaddress.ip_address(str(address))
        except ValueError:
            return False
        mapped = getattr(found, "ipv4_mapped", None) or found
        return any(mapped in network for network in self._networks)


def doorman(settings: Settings) -> Doorman:
    """The doorman that the settings ask for; BadSetting when they ask for two, or for one that cannot be."""
    if settings.users and settings.proxy_user_header:
        raise BadSetting(f"{PREFIX}USERS 和 {PREFIX}PROXY_USER_HEADER 只能设一个。 / Set one of them, not both.")
    if settings.proxy_user_header:
        trusted = Networks(settings.trusted_proxies or _LOOPBACK_ADDRESSES)
        return ProxyDoor(settings.proxy_user_header, settings.proxy_role_header, trusted=trusted)
    if settings.users:
        sessions = Sessions(settings.home, seconds=settings.session_hours * 3600)
        return LoginDoor(Path(settings.users).expanduser(), sessions, public=settings.public)
    return OpenDoor(Role.SUPERVISOR if settings.host in LOOPBACK else Role.GUEST)


def _utf8(header: str) -> str:
    """A header as UTF-8, which is how proxies send Chinese names."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
