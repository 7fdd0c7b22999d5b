"""The questions that people would ask of each clause, written by a chat model into a file for review, never indexed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from assistant.chat import Chat, open_chat
from assistant.errors import BadSetting, ModelFailed
from assistant.guard.whole import figures_missing
from assistant.instructions import instructs
from assistant.messages import fault_wording
from assistant.prompts import data, load_prompt
from assistant.settings import PREFIX, load_settings
from assistant.types import Fault, Language
from index.clauses import Clause, corpus_clauses
from index.entries import corpus_entries
from index.manifest import document
from index.text import bare, clean, fold
from index.units import Unit, is_heading, units

_FOLDER: Final = "expansions"
_OBJECT: Final = re.compile(r"\{.*\}", re.DOTALL)
_LONGEST, _MOST = 60, 8
_HEAD: Final = (
    "# 由大模型 {model} 写出，待审阅：删去不对的，改好后并入 index/expansions/{name}.yaml 才会进入索引。\n"
    "# Written by a chat model for review; nothing of it is indexed until it is moved into index/expansions.\n"
)
_NO_MODEL: Final = (
    f"--expand 需要大模型：请设置 {PREFIX}MODEL，如 openai:qwen-plus。 / needs a chat model: set {PREFIX}MODEL."
)
Rows = dict[str, list[dict[str, Any]]]


def expand_clauses(folder: Path | None = None, *, every: bool = False, say: Callable[[str], None]) -> str:
    """Write a review file for each document, in the data folder unless told; a line on what was written.

    Clauses that have questions are left out unless ``every`` is set. What was written before a failure is
    kept. Raises BadSetting without a model, ModelFailed when it does not do.
    """
    settings = load_settings()
    chat = open_chat(settings)
    if chat is None:
        raise BadSetting(_NO_MODEL)
    clauses = [clause for clause in corpus_clauses().values() if every or not _asked(clause)]
    if not clauses:
        return "每条条款都已有问法；要重写请加 --every。 / every clause has its questions; --every writes anew."
    return written(chat, clauses, into=folder or settings.home / _FOLDER, say=say)


def written(chat: Chat, clauses: Iterable[Clause], *, into: Path, say: Callable[[str], None]) -> str:
    """Write the questions of these clauses into ``<document>.review.yaml`` files of a folder, clause by clause."""
    into.mkdir(parents=True, exist_ok=True)
    rows: dict[str, Rows] = {}
    for clause in clauses:
        try:
            groups = questions(chat, clause)
        except ModelFailed as failed:
            why = (
                str(failed) if failed.fault == Fault.SETTINGS else fault_wording(Fault(failed.fault), Language.CHINESE)
            )
            raise ModelFailed(failed.fault, f"{clause.id}：{why}，已写好的保留在 {into}。 / the model failed") from None
        say(f"{clause.id} {sum(len(group['ask']) for group in groups)}")
        if groups:
            of_document = rows.setdefault(clause.document_id, {})
            of_document[clause.id] = groups
            _write(into / f"{clause.document_id}.review.yaml", of_document, model=chat.name)
    count = sum(len(group["ask"]) for of in rows.values() for groups in of.values() for group in groups)
    return f"写出 {count} 个问法，待审阅：{into} / {count} questions written for review"


def questions(chat: Chat, clause: Clause) -> list[dict[str, Any]]:
    """The questions for each sentence of a clause, in the shape of ``index/expansions``; bad ones are left out."""
    asked_of = [unit for unit in units(clause) if not is_heading(unit, clause)]
    told = load_prompt("expand").filled(
        document=data(document(clause.document_id).title),
        label=data(f"{clause.label}{clause.title}"),
        clause=data(clause.text),
        units="\n".join(f"{number} {data(unit.text)}" for number, unit in enumerate(asked_of, start=1)),
    )
    found = _OBJECT.search(chat.text(told, clock=chat.clock()))
    try:
        said = json.loads(found[0]) if found else {}
    except ValueError:
        said = {}
    return list(_groups(asked_of, said if isinstance(said, dict) else {}, clause))


def _groups(asked_of: Sequence[Unit], said: Mapping[str, Any], clause: Clause) -> Iterable[dict[str, Any]]:
    for number, unit in enumerate(asked_of, start=1):
        rows = said.get(str(number))
        good = (
            [clean(row) for row in rows if isinstance(row, str) and _fits(row, clause)]
            if isinstance(rows, list)
            else []
        )
        if good:
            yield {"about": unit.text.strip(), "ask": list(dict.fromkeys(good))[:_MOST]}


def _fits(question: str, clause: Clause) -> bool:
    """Whether a question can be one about this clause: short, no copy of it, no figure of its own, no order."""
    words = bare(question)
    if not 1 < len(words) <= _LONGEST or words in bare(clause.text):
        return False
    return not instructs(fold(question)) and not figures_missing(question, [clause.text])


def _asked(clause: Clause) -> bool:
    return any(entry.kind == "question" and entry.clause_id == clause.id for entry in corpus_entries())


def _write(path: Path, rows: Rows, *, model: str) -> None:
    head = _HEAD.format(model=model, name=path.name.removesuffix(".review.yaml"))
    text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=120)
    path.write_text(head + text, encoding="utf-8")
