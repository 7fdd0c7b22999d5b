"""What a browser is shown where somebody may not go: who may, and the way in."""

from __future__ import annotations

import functools
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from assistant.person import Person, Role
from assistant.web.pages import LANGUAGES

_HERE: Final = Path(__file__).parent
_ENGLISH_ROLES: Final = {Role.GUEST: "a guest", Role.OPERATOR: "an operator", Role.SUPERVISOR: "a supervisor"}
_WORDS: Final = {
    "zh": {
        "title": "这一页要{needed}才能打开",
        "title_known": "请先登录",
        "why": "您现在是{role}{name}。",
        "why_unknown": "您还没有登录。",
        "login": "登录",
        "ask": "需要权限的话，请联系管理员。",
        "back": "回到咨询",
    },
    "en": {
        "title": "This page needs {needed}",
        "title_known": "Please log in first",
        "why": "You are {role}{name}.",
        "why_unknown": "You are not logged in.",
        "login": "Log in",
        "ask": "Ask your administrator if you need it.",
        "back": "Back to the questions",
    },
}


def door_style() -> str:
    """The style of the pages that stand before the others: login and refusal."""
    return (_HERE / "door.css").read_text(encoding="utf-8")


def refusal_page(needed: Role, person: Person | None, *, way_in: str, language: str) -> str:
    """The page; ``way_in`` is the address of the login, empty where another system does that."""
    said = _WORDS[language]
    title = said["title"].format(needed=_role(needed, language)) if needed is not Role.GUEST else said["title_known"]
    ways = [_way(way_in, said["login"])] if way_in else [f"<p>{said['ask']}</p>"]
    if person is not None:
        ways.append(_way(f"{LANGUAGES[language]}/", said["back"], quiet=True))
    return _template().substitute(
        language="zh-CN" if language == "zh" else "en",
        title=title,
        style=door_style(),
        why=_why(person, language),
        ways="\n".join(ways),
    )


def _why(person: Person | None, language: str) -> str:
    said = _WORDS[language]
    if person is None:
        return said["why_unknown"]
    brackets = "（{}）" if language == "zh" else " ({})"
    name = brackets.format(escape(person.name)) if person.known else ""
    return said["why"].format(role=_role(person.role, language), name=name)


def _role(role: Role, language: str) -> str:
    return role.chinese if language == "zh" else _ENGLISH_ROLES[role]


def _way(address: str, words: str, *, quiet: bool = False) -> str:
    return f'<a class="way{" quiet" if quiet else ""}" href="{escape(address)}">{words}</a>'


@functools.cache
def _template() -> Template:
    return Template((_HERE / "refused.html").read_text(encoding="utf-8"))
