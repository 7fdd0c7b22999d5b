"""What every command shares: near names for a mistyped one, days as arguments, errors as sentences."""

from __future__ import annotations

import difflib
import os
import sys
from datetime import date

import click

from assistant.errors import AssistantError, BadValue
from index.errors import IndexFailure
from index.load import LoadError
from index.yamlfile import DataFileError


class SuggestingGroup(click.Group):
    """A group that answers an unknown command with the nearest one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; a UsageError suggests the nearest."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            near = difflib.get_close_matches(name, self.list_commands(ctx), n=1, cutoff=0.4)
            hint = f"，是否要用 {near[0]}？" if near else f"，可用的有：{'、'.join(self.list_commands(ctx))}"
            raise click.UsageError(f"没有命令 {name!r}{hint} / no such command")
        return super().resolve_command(ctx, args)


def day(value: str) -> date:
    """A day of the calendar written as 2026-11-20; click calls it to read an argument."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadValue(f"日期 {value!r} 无法识别，请写成 2026-11-20 / not a date, write it like 2026-11-20") from None


def fail_cleanly(command: click.Command) -> int:
    """Run a command; the exit code, every error told in one sentence on standard error."""
    try:
        result = command.main(prog_name="policy-assistant", standalone_mode=False)
    except BrokenPipeError:
        # The reader of our output has gone; nothing is left to tell it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message(), err=True)
        return 2
    except _TOLD as error:
        message, code = _ended(error)
        click.echo(" ".join(message.split()), err=True)
        return code
    return result if isinstance(result, int) else 0


_TOLD = (click.Abort, click.ClickException, AssistantError, IndexFailure, LoadError, DataFileError)


def _ended(error: BaseException) -> tuple[str, int]:
    """What is told of an error, and the exit code: 2 for the user's mistake, 1 for ours."""
    if isinstance(error, click.ClickException):
        return error.format_message(), 2
    if isinstance(error, click.Abort):
        return "已中断 / interrupted", 130
    return str(error), error.exit_code if isinstance(error, AssistantError) else 1
