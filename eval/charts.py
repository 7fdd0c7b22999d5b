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
    """A line through points of x and y, each from 0 to 1."""

    name: str
    points: Sequence[tuple[float, float]]


def bars(rows: Sequence[Bar], *, title: str) -> str:
    """Horizontal bars, each with a tick at its limit."""
    body = "".join(_bar(row, top=index * _ROW) for index, row in enumerate(rows))
    return _svg(_WIDTH, _ROW * len(rows) or _ROW, title, body)


def _bar(row: Bar, *, top: int) -> str:
    short = row.limit is not None and row.share < row.limit
    width = round(row.share * _BAR, 1)
    tick = ""
    if row.limit is not None:
        x = round(_LABEL + row.limit * _BAR, 1)
        tick = f'<line class="limit" x1="{x}" x2="{x}" y1="{top + 2}" y2="{top + 22}"/>'
    return (
        f'<text x="{_LABEL - 8}" y="{top + 16}" text-anchor="end">{escape(row.name)}</text>'
        f'<rect class="track" x="{_LABEL}" y="{top + 5}" width="{_BAR}" height="14" rx="3"/>'
        f'<rect class="{"short" if short else "bar"}" x="{_LABEL}" y="{top + 5}" width="{width}" height="14" rx="3"/>'
        f'{tick}<text x="{_LABEL + _BAR + 8}" y="{top + 16}">{row.share:.3f}</text>'
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
    points = " ".join(f"{_MARGIN + px * _PLOT_W:.1f},{10 + (1 - py) * _PLOT_H:.1f}" for px, py in row.points)
    top = 36 + number * 18
    return (
        f'<polyline class="line line{number % 6}" points="{points}"/>'
        f'<text class="name{number % 6}" x="{_MARGIN + _PLOT_W}" y="{top}" text-anchor="end">{escape(row.name)}</text>'
    )


def _svg(width: int, height: int, title: str, body: str) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )
