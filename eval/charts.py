"""Charts as inline SVG: no script, no font, nothing loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _ROW, _LABEL, _BAR = 640, 26, 110, 440
_PLOT_W, _PLOT_H, _MARGIN = 560, 220, 44


@dataclass(frozen=True, slots=True)
class Bar:
    """A share from 0 to 1 with its name, and the limit that it must reach if there is one."""

    name: str
    share: float
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points of x and y, each from 0 to 1; one of them may be marked."""

    name: str
    points: Sequence[tuple[float, float]]
    marked: tuple[float, float] | None = None


def bars(rows: Sequence[Bar], *, title: str, label: int = _LABEL) -> str:
    """Horizontal bars, each with a tick at its limit; ``label`` pixels are left for the names."""
    body = "".join(_bar(row, top=index * _ROW, label=label) for index, row in enumerate(rows))
    return _svg(_WIDTH - _LABEL + label, _ROW * len(rows) or _ROW, title, body)


def _bar(row: Bar, *, top: int, label: int) -> str:
    short = row.limit is not None and row.share < row.limit
    width = round(row.share * _BAR, 1)
    tick = ""
    if row.limit is not None:
        x = round(label + row.limit * _BAR, 1)
        tick = f'<line class="limit" x1="{x}" x2="{x}" y1="{top + 2}" y2="{top + 22}"/>'
    return (
        f'<text x="{label - 8}" y="{top + 16}" text-anchor="end">{escape(row.name)}</text>'
        f'<rect class="track" x="{label}" y="{top + 5}" width="{_BAR}" height="14" rx="3"/>'
        f'<rect class="{"short" if short else "bar"}" x="{label}" y="{top + 5}" width="{width}" height="14" rx="3"/>'
        f'{tick}<text x="{label + _BAR + 8}" y="{top + 16}">{row.share:.3f}</text>'
    )


def lines(rows: Sequence[Line], *, title: str, x: str, y: str, x_end: str = "1", y_end: str = "1") -> str:
    """Lines over a plain pair of axes; ``x_end`` and ``y_end`` say what a coordinate of 1 stands for."""
    axes = (
        f'<path class="axis" d="M{_MARGIN} 10V{_PLOT_H + 10}H{_MARGIN + _PLOT_W}"/>'
        f'<text x="{_MARGIN - 6}" y="18" text-anchor="end">{escape(y_end)}</text>'
        f'<text x="{_MARGIN - 6}" y="{_PLOT_H + 10}" text-anchor="end">0</text>'
        f'<text x="{_MARGIN + _PLOT_W}" y="{_PLOT_H + 28}" text-anchor="end">{escape(x_end)}</text>'
        f'<text x="{_MARGIN + _PLOT_W // 2}" y="{_PLOT_H + 28}" text-anchor="middle">{escape(x)}</text>'
        f'<text x="{_MARGIN + 6}" y="18">{escape(y)}</text>'
    )
    drawn = "".join(_line(row, number) for number, row in enumerate(rows))
    return _svg(_PLOT_W + _MARGIN + 20, _PLOT_H + 36, title, axes + drawn)


def _line(row: Line, number: int) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(_placed, row.points))
    top = 36 + number * 18
    mark = ""
    if row.marked:
        x, y = _placed(row.marked)
        mark = f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
    return (
        f'<polyline class="line line{number % 6}" points="{points}"/>{mark}'
        f'<text class="name{number % 6}" x="{_MARGIN + _PLOT_W}" y="{top}" text-anchor="end">{escape(row.name)}</text>'
    )


def _placed(point: tuple[float, float]) -> tuple[float, float]:
    return _MARGIN + point[0] * _PLOT_W, 10 + (1 - point[1]) * _PLOT_H


def _svg(width: int, height: int, title: str, body: str) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )
