"""The index and the assistant as the settings say, opened for whoever needs them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.answer import Assistant


def open_assistant(settings: Settings | None = None) -> Assistant:
    """An assistant over the configured index, which is built first when there is none."""
    from index.build import open_index

    from assistant.answer import Assistant

    wanted = settings or load_settings()
    index = open_index(wanted.home, embedding=wanted.embedding, chroma_url=wanted.chroma_url, progress=_Bar())
    return Assistant(index)


def build_index(*, rebuild: bool) -> str:
    """Build the index anew, or only if need be; a line on what it holds."""
    from index.build import build, open_index

    wanted = load_settings()
    options = {"embedding": wanted.embedding, "chroma_url": wanted.chroma_url}
    make = build(wanted.home, **options, progress=_Bar()) if rebuild else None
    manifest = make or open_index(wanted.home, **options, progress=_Bar()).manifest
    return _summary(manifest)


def _summary(manifest: object) -> str:
    from assistant.calculator import load_rules

    awards = len(load_rules().awards)
    return (
        f"索引就绪：文件 {getattr(manifest, 'documents', 0)} 份，条款 {getattr(manifest, 'clauses', 0)} 条，"
        f"奖补规则 {awards} 条 / index ready"
    )


class _Bar:
    """Progress on standard error, shown only where somebody watches."""

    def __init__(self) -> None:
        self._bar: object | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        from tqdm import tqdm

        if self._bar is None:
            self._bar = tqdm(total=total, disable=not sys.stderr.isatty(), leave=False, file=sys.stderr)
        bar = self._bar
        bar.total = total  # type: ignore[attr-defined]  # tqdm ships no types
        bar.set_description(stage)  # type: ignore[attr-defined]
        bar.update(done - bar.n)  # type: ignore[attr-defined]
