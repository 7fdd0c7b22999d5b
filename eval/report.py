"""The report of an evaluation in Markdown: what was asked, how it went, and everything that failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from eval.section import Section
from eval.tally import MEASURES, STATUSES, TIMES, Result, SetResult, curve, groups, measures, refusal_matrix
from eval.thresholds import Shortfall, Thresholds

CURVE_STEPS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5)
_LONGEST_ANSWER = 400  # characters of a failed answer that the Markdown shows; the page shows all

MEASURE_NAMES: Mapping[str, str] = {
    "all": "全对 all",
    "status": "状态 status",
    "evidence": "引用命中 evidence",
    "facts": "要点 facts",
    "amount": "金额 amount",
    "outcome": "结果 outcome",
    "no_amount": "不乱给数 no_amount",
    "contain": "必须说到 contain",
    "clean": "没有禁语 clean",
    "grounded": "数有出处 grounded",
    "precision": "引用精度 precision",
}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Results by set, what they had to reach, and what they were made with."""

    on: date
    results: tuple[SetResult, ...]
    thresholds: Thresholds
    short: tuple[Shortfall, ...] = ()
    made_with: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing fell short."""
        return not self.short

    @property
    def conversations(self) -> tuple[Result, ...]:
        """The results of every set but calculations: where refusing is a choice."""
        return tuple(r for found in self.results if not found.name.startswith("calc") for r in found.results)


def measured(results: Sequence[SetResult]) -> dict[str, dict[str, float]]:
    """The measures by set."""
    return {found.name: measures(found.results) for found in results}


def markdown(evaluation: Evaluation) -> str:
    """The whole report."""
    parts = [_head(evaluation), _verdict(evaluation), overview(evaluation)]
    parts += [_set(found, evaluation.thresholds) for found in evaluation.results]
    parts += [_matrix(evaluation), _curve(evaluation), *map(comparison, evaluation.sections)]
    return "\n\n".join(part for part in parts if part) + "\n"


def overview(evaluation: Evaluation) -> str:
    """One table: a row for each set, a column for each measure; what falls short is marked."""
    found = measured(evaluation.results)
    columns = [name for name in (*MEASURES, *TIMES) if any(name in row for row in found.values())]
    rows = []
    for result in evaluation.results:
        cells = [_cell(evaluation.thresholds, result.name, name, found[result.name].get(name)) for name in columns]
        rows.append([result.name, str(len(result.results)), str(len(result.failed)), *cells])
    return table(["题集 set", "题数", "未过", *columns], rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; bars in cells are escaped."""
    ruled = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(map(_escaped, row))} |" for row in (head, ruled, *rows))


def comparison(section: Section) -> str:
    """A part of the report that compares things."""
    return f"## {section.title}\n\n{_plain(section.words)}\n\n{table(section.head, section.rows)}"


def curve_rows(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    """The curve of refusals at round shares of questions answered."""
    points = curve(evaluation.conversations)
    steps = (next((p for p in points if p.answered <= share), None) for share in CURVE_STEPS)
    for point in dict.fromkeys(steps):  # the first shares may all be one point: something is always refused
        if point is not None:
            yield f"{point.answered:.3f}", f"{point.confidence:.3f}", f"{point.wrong:.3f}", f"{point.lost:.3f}"


def _head(evaluation: Evaluation) -> str:
    made = "；".join(f"{name} {value}" for name, value in evaluation.made_with.items())
    return f"# 评测报告 Evaluation\n\n以 {evaluation.on.isoformat()} 为准。{made}"


def _verdict(evaluation: Evaluation) -> str:
    if evaluation.passed:
        return "**达标：每一项都在门槛以内。 / Every threshold is met.**"
    listed = "\n".join(f"- {short}" for short in evaluation.short)
    return f"**未达标 {len(evaluation.short)} 项 / below threshold:**\n\n{listed}"


def _set(found: SetResult, thresholds: Thresholds) -> str:
    rows = []
    for name, value in measures(found.results).items():
        limit = thresholds.limit(found.name, name)
        demanded = [str(limit), "达标" if limit.allows(value) else "**未达标**"] if limit else ["", ""]
        rows.append([MEASURE_NAMES.get(name, name), _number(name, value), *demanded])
    kinds = [[name, str(len(rs)), f"{measures(rs)['all']:.3f}"] for name, rs in groups(found.results).items()]
    parts = [f"## {found.name}", table(["指标", "值", "门槛", ""], rows), table(["类别", "题数", "全对"], kinds)]
    if found.failed:
        parts += [f"### 未过 {len(found.failed)} 题", "\n".join(map(_failure, found.failed))]
    return "\n\n".join(parts)


def _failure(result: Result) -> str:
    said = " ".join(result.given.text.split())
    shown = said if len(said) <= _LONGEST_ANSWER else said[:_LONGEST_ANSWER] + "…"
    history = "".join(f"{turn} → " for turn in result.case.history)
    return "\n".join(
        (
            f"- `{result.case.id}` {_plain(history + result.case.question)}",
            f"    - 原因：{_plain('；'.join(result.marks.why))}",
            f"    - 回答（{result.given.status or '无'}）：{_plain(shown)}",
        )
    )


def _matrix(evaluation: Evaluation) -> str:
    matrix = refusal_matrix(evaluation.conversations)
    if not matrix:
        return ""
    rows = [[expect.value, *(str(row[status]) for status in STATUSES)] for expect, row in matrix.items()]
    return "## 应答与拒答 refusal matrix\n\n" + table(["应当 expected", *STATUSES], rows)


def _curve(evaluation: Evaluation) -> str:
    rows = [list(row) for row in curve_rows(evaluation)]
    if not rows:
        return ""
    explained = "若把把握低于某值的回答改为拒答：还回答多少、其中错多少、多拒了多少本来答对的。"
    head = ["仍回答 answered", "把握 confidence", "其中答错 wrong", "误拒 lost"]
    return f"## 拒答曲线 curve of refusals\n\n{explained}\n\n{table(head, rows)}"


def _cell(thresholds: Thresholds, set_name: str, measure: str, value: float | None) -> str:
    if value is None:
        return ""
    limit = thresholds.limit(set_name, measure)
    shown = _number(measure, value)
    return shown if limit is None or limit.allows(value) else f"**{shown}**"


def _number(measure: str, value: float) -> str:
    return f"{value:.1f}" if measure in TIMES else f"{value:.3f}"


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


def _plain(text: str) -> str:
    """Text that a reader sees as it is: no tag, image or link of a hostile question comes to life."""
    shown = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_[]!<>|" else c for c in shown if c.isprintable())
