"""The report of an evaluation as one HTML page that loads nothing: charts inline, failures to open one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from eval.charts import Bar, Line, bars, lines
from eval.report import MEASURE_NAMES, Evaluation, curve_rows, measured
from eval.section import Section
from eval.tally import MEASURES, STATUSES, TIMES, Result, SetResult, curve, groups, measures, refusal_matrix
from eval.thresholds import Thresholds

_STYLE = Path(__file__).parent / "report.css"
_CURVE_EXPLAINED = (
    "若把把握低于某值的回答改为拒答：横轴是仍回答的比例，纵轴是其中答错的比例，以及多拒了多少本来答对的。"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(evaluation: Evaluation) -> str:
    """The whole page; everything that was asked or answered is shown as text, never as markup."""
    style = _STYLE.read_text(encoding="utf-8")
    body = "".join(
        (
            "<h1>评测报告 Evaluation</h1>",
            f"<p class='soft'>以 {evaluation.on.isoformat()} 为准。{_made_with(evaluation)}</p>",
            _verdict(evaluation),
            _overview(evaluation),
            *(_set(found, evaluation.thresholds) for found in evaluation.results),
            _refusals(evaluation),
            _latency(evaluation.results),
            *map(_comparison, evaluation.sections),
        )
    )
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>评测报告 Evaluation</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{style}</style></head><body>{body}</body></html>\n"
    )


def _made_with(evaluation: Evaluation) -> str:
    return escape("；".join(f"{name} {value}" for name, value in evaluation.made_with.items()))


def _verdict(evaluation: Evaluation) -> str:
    if evaluation.passed:
        return "<p class='met'>达标：每一项都在门槛以内。 / Every threshold is met.</p>"
    items = "".join(f"<li>{escape(str(short))}</li>" for short in evaluation.short)
    return f"<p class='short'>未达标 {len(evaluation.short)} 项 / below threshold</p><ul>{items}</ul>"


def _overview(evaluation: Evaluation) -> str:
    found = measured(evaluation.results)
    columns = [name for name in (*MEASURES, *TIMES) if any(name in row for row in found.values())]
    rows = []
    for result in evaluation.results:
        row = found[result.name]
        cells = [_cell(evaluation.thresholds, result.name, name, row.get(name)) for name in columns]
        rows.append([escape(result.name), str(len(result.results)), str(len(result.failed)), *cells])
    return _table(["题集 set", "题数", "未过", *columns], rows)


def _cell(thresholds: Thresholds, set_name: str, measure: str, value: float | None) -> str:
    if value is None:
        return ""
    limit = thresholds.limit(set_name, measure)
    shown = f"{value:.1f}" if measure in TIMES else f"{value:.3f}"
    return shown if limit is None or limit.allows(value) else f"<span class='short'>{shown}</span>"


def _set(found: SetResult, thresholds: Thresholds) -> str:
    shares = {name: value for name, value in measures(found.results).items() if name not in TIMES}
    drawn = []
    for name, value in shares.items():
        limit = thresholds.limit(found.name, name)
        drawn.append(Bar(MEASURE_NAMES[name].split()[0], value, limit.at_least if limit else None))
    kinds = [[escape(name), str(len(rs)), f"{measures(rs)['all']:.3f}"] for name, rs in groups(found.results).items()]
    failures = "".join(map(_failure, found.failed)) or "<p class='met'>全部通过。</p>"
    return (
        f"<h2>{escape(found.name)}</h2>{bars(drawn, title=f'{found.name} 各项指标')}"
        f"{_table(['类别', '题数', '全对'], kinds)}"
        f"<h3>未过 {len(found.failed)} / {len(found.results)} 题</h3>{failures}"
    )


def _failure(result: Result) -> str:
    case, given = result.case, result.given
    asked = [*case.history, case.question]
    rows = [
        ("为什么 why", "\n".join(result.marks.why)),
        ("问题 question", "\n→ ".join(asked)),
        (f"回答 answer（{given.status or '无'} {given.reason}）", given.text),
        ("引用 cited", "\n".join(given.labels)),
        ("计算 calculations", "\n".join(f"{s.outcome} {s.amount_yuan or ''}" for s in given.calculations)),
        ("备注 note", getattr(case, "note", "") or getattr(case, "why", "") or getattr(case, "derivation", "")),
    ]
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{_shown(text)}</dd>" for name, text in rows if text)
    return (
        f"<details><summary><code>{escape(case.id)}</code> {_shown(case.question)}</summary><dl>{listed}</dl></details>"
    )


def _refusals(evaluation: Evaluation) -> str:
    matrix = refusal_matrix(evaluation.conversations)
    if not matrix:
        return ""
    rows = [[expect.value, *(str(row[status]) for status in STATUSES)] for expect, row in matrix.items()]
    parts = ["<h2>应答与拒答 refusal matrix</h2>", _table(["应当 expected", *STATUSES], rows)]
    points = curve(evaluation.conversations)
    if points:
        drawn = [
            Line("误拒 lost", [(p.answered, p.lost) for p in points]),
            Line("其中答错 wrong", [(p.answered, p.wrong) for p in points]),
        ]
        parts += [
            "<h3>拒答曲线 curve of refusals</h3>",
            f"<p class='soft'>{_CURVE_EXPLAINED}</p>",
            lines(drawn, title="拒答曲线", x="仍回答 answered", y="比例 share"),
            _table(["仍回答", "把握", "其中答错", "误拒"], list(curve_rows(evaluation))),
        ]
    return "".join(parts)


def _latency(results: Sequence[SetResult]) -> str:
    timed = {f.name: sorted(t for r in f.results if (t := r.given.elapsed_ms) is not None) for f in results}
    slowest = max((times[-1] for times in timed.values() if times), default=0.0)
    if not slowest:
        return ""
    drawn = [
        Line(name, [(t / slowest, (rank + 1) / len(times)) for rank, t in enumerate(times)])
        for name, times in timed.items()
        if times
    ]
    chart = lines(drawn, title="用时分布", x="毫秒 ms", y="已答出的比例", x_end=f"{slowest:.0f} ms")
    return f"<h2>用时 latency</h2>{chart}"


def _comparison(section: Section) -> str:
    rows = [[escape(cell) for cell in row] for row in section.rows]
    top = f"<h2>{escape(section.title)}</h2><p class='soft'>{escape(section.words)}</p>"
    return f"{top}{''.join(section.charts)}{_table(section.head, rows)}"


def _table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are markup already."""
    top = "".join(f"<th scope='col'>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<div class='wide'><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"


def _shown(text: str) -> str:
    """The text as text: escaped, and what cannot be printed left out."""
    return escape("".join(c for c in text if c.isprintable() or c == "\n"))
