"""``records``: what was asked and told, exported, erased by conversation, or cut off at an age."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli_group import SuggestingGroup
from assistant.errors import AssistantError, BadValue

if TYPE_CHECKING:
    from assistant.records.store import Records

_WHO = "cli"


@click.group(name="records", cls=SuggestingGroup)
def records_group() -> None:
    """导出、清除保存的记录 / export or erase what was kept."""


@records_group.command()
@click.option("--conversation", metavar="ID", help="只导出一个对话 / one conversation only")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="写到文件（默认打印） / to a file")
def export(conversation: str | None, output: Path | None) -> None:
    """导出为 JSON，每行一条 / export as JSON lines."""
    with _opened() as records:
        records.audit.note(_WHO, "records.export", subject=conversation or "")
        lines = (json.dumps(one, ensure_ascii=False) for one in records.upkeep.export(conversation_id=conversation))
        if output is None:
            for line in lines:
                click.echo(line)
            return
        count = _write(output, lines)
    click.echo(f"已导出 {count} 条到 {output} / {count} records exported", err=True)


@records_group.command()
@click.argument("conversation_id", metavar="ID")
def erase(conversation_id: str) -> None:
    """清除一个对话和它的全部答复 / erase a conversation with its answers."""
    with _opened() as records:
        records.upkeep.erase(conversation_id, who=_WHO)
    click.echo(f"已清除对话 {conversation_id} / erased")


@records_group.command()
@click.option(
    "--days", type=click.IntRange(0, 36500), help="清除这么多天以前的（默认按 RETENTION_DAYS 设置） / older than"
)
def purge(days: int | None) -> None:
    """清除到期的记录 / erase what is older than the retention setting."""
    from assistant.settings import load_settings

    with _opened() as records:
        erased = records.upkeep.purge(days=load_settings().retention_days if days is None else days, who=_WHO)
    told = "，".join(f"{_NAMES[name]} {count}" for name, count in erased.items())
    click.echo(f"已清除：{told} / erased: {sum(erased.values())} rows")


_NAMES = {"answers": "答复", "conversations": "对话", "calls": "来电", "handovers": "转办", "audit": "操作记录"}


@contextmanager
def _opened() -> Iterator[Records]:
    from assistant.records import open_records
    from assistant.settings import load_settings

    records = open_records(load_settings())
    try:
        yield records
    finally:
        records.close()


def _write(path: Path, lines: Iterator[str]) -> int:
    """Write the lines; a file that could not be finished is not left behind."""
    count = 0
    draft = path.with_name(f"{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8") as file:
            for line in lines:
                file.write(f"{line}\n")
                count += 1
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise BadValue(f"不能写 {path}：{error.strerror} / cannot write there: {error.strerror}") from error
    except AssistantError:
        draft.unlink(missing_ok=True)
        raise
    return count
