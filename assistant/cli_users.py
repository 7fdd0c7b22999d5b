"""``users``: who may log in to the page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.cli_group import SuggestingGroup
from assistant.errors import BadValue
from assistant.person import Role
from assistant.settings import PREFIX, load_settings


@click.group(name="users", cls=SuggestingGroup)
def users_group() -> None:
    """管理可登录的用户 / who may log in."""


@users_group.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([str(role) for role in Role]),
    default=str(Role.OPERATOR),
    help="guest 访客、operator 坐席（默认）、supervisor 主管",
)
def add(name: str, role: str) -> None:
    """新增一个用户，密码不显示 / add a user; asks for the password without showing it."""
    from assistant.service.users import add_user, fit_name, read_users

    path = _path()
    fit_name(name)
    if path.exists() and fit_name(name) in read_users(path):
        raise BadValue(f"已有用户 {name}，改密码用 users passwd。 / There is a user of this name already.")
    user = add_user(path, name, role=Role(role), password=_password())
    click.echo(f"已新增{user.role.chinese} {user.name} / added {user.role} {user.name}")
    if not load_settings().users:
        click.echo(f"要启用登录，请设 {PREFIX}USERS={path} / set this to make serve ask for a login", err=True)


@users_group.command(name="list")
def listed() -> None:
    """列出用户 / list the users."""
    from assistant.service.users import read_users

    for user in read_users(_path()).values():
        click.echo(f"{user.name}\t{user.role}\t{user.role.chinese}")


@users_group.command()
@click.argument("name")
def remove(name: str) -> None:
    """删除一个用户，其登录随即失效 / remove a user and end their sessions."""
    from assistant.service.users import remove_user

    remove_user(_path(), name)
    click.echo(f"已删除 {name} / removed")


@users_group.command()
@click.argument("name")
def passwd(name: str) -> None:
    """改密码，旧的登录随即失效 / change a password and end the sessions begun under the old one."""
    from assistant.service.users import known_name, set_password

    path = _path()
    known_name(path, name)
    set_password(path, name, password=_password())
    click.echo(f"已改密码：{name} / changed")


def _path() -> Path:
    settings = load_settings()
    return Path(settings.users).expanduser() if settings.users else settings.home / "users.yaml"


def _password() -> str:
    """A password typed twice unseen; from a pipe, its first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    again = "再输入一次 / again"
    return str(click.prompt("密码 / password", hide_input=True, confirmation_prompt=again, err=True))
