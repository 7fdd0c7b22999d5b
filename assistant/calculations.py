"""The calculator as the command line and the service ask it: ids, KEY=VALUE facts, profile files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.calculator import (
    Match,
    Ruling,
    award_row,
    calculate,
    load_inputs,
    load_rules,
    match,
    read_facts,
    read_profile,
)
from assistant.errors import BadValue, UnknownName
from assistant.jsonable import jsonable
from assistant.types import Calculation
from index.manifest import documents
from index.yamlfile import DataFileError, read_yaml


def award_rows(document_id: str | None, *, on: date) -> list[dict[str, Any]]:
    """Every award rule as a JSON row, or those of one document; UnknownName when there is no such document."""
    known = [entry.id for entry in documents()]
    if document_id is not None and document_id not in known:
        raise UnknownName("文件（document）", document_id, known)
    awards = load_rules().awards
    return [jsonable(award_row(a, on=on)) for a in awards if document_id in (None, a.document_id)]


def calculated(award_id: str, facts: Iterable[str], *, on: date) -> Calculation:
    """One award tried on facts written KEY=VALUE.

    UnknownName for an award or a key that does not exist, or that the award takes no notice of;
    BadValue for a value that cannot be read.
    """
    award = load_rules().award(award_id)
    pairs = [_pair(text) for text in facts]
    given = dict(pairs)
    keys = load_rules().keys(award)
    if len(given) < len(pairs):
        raise BadValue("同一个条件写了两次 / a key is given twice")
    for key in given:
        if key not in keys and not any(key in load_inputs()[taken].accepts for taken in keys):
            raise UnknownName(f"{award_id} 用到的条件（key）", key, keys)
    return calculate(award, read_facts(given), on=on)


def input_rows() -> list[dict[str, Any]]:
    """Every fact that a rule may need, as JSON rows: what a form is made from."""
    rows = load_inputs().values()
    return [{**{name: getattr(row, name) for name in _INPUT}, "options": [o.name for o in row.options]} for row in rows]


_INPUT = ("key", "name", "type", "unit", "question", "many")


def matched(path: Path, *, on: date) -> Match:
    """What the company of a profile file may claim; the file is YAML or JSON."""
    return match(read_profile(_profile(path)), on=on)


def match_object(found: Match) -> dict[str, Any]:
    """A match as plain values; of each pair that stands apart the words and the clause that decide."""
    plain: dict[str, Any] = jsonable(replace(found, apart=()))
    return {**plain, "apart": [_apart(ruling) for ruling in found.apart]}


def _apart(ruling: Ruling) -> dict[str, Any]:
    step = ruling.step
    return {
        "first": ruling.first,
        "second": ruling.second,
        "verdict": ruling.verdict.value,
        "text": step.text,
        "clause_id": step.clause_id,
        "quote": step.quote,
    }


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or not value.strip():
        raise BadValue(f"{text!r} 应写成 key=value，如 revenue=12亿 / write it like revenue=12亿")
    return key.strip(), value.strip()


def _profile(path: Path) -> Mapping[str, object]:
    """The mapping that a profile file holds; BadValue says what is wrong with the file."""
    if not path.is_file():
        raise BadValue(f"找不到企业情况文件 {path} / there is no such file: {path}")
    try:
        raw = json.loads(path.read_text(encoding="utf-8")) if path.suffix == ".json" else read_yaml(path)
    except (ValueError, DataFileError) as error:
        raise BadValue(f"{path.name} 不能读取：{error} / cannot be read") from error
    if not isinstance(raw, Mapping):
        raise BadValue(f"{path.name} 应为一组 key: value / must be a mapping, e.g. place: 光明区")
    return raw
