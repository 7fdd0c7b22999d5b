"""The index and the assistant as the settings say, opened for whoever needs them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from assistant.chat import open_chat
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from index.search import Index, Manifest


def open_assistant(settings: Settings | None = None, *, with_model: bool = True) -> Assistant:
    """An assistant over the configured index, which is built first when there is none, and chat model, if any."""
    from assistant.answer import Assistant

    wanted = settings or load_settings()
    return Assistant(_index(wanted), chat=open_chat(wanted) if with_model else None)


def build_index(*, rebuild: bool) -> str:
    """Build the index anew, or only if need be; a line on what it holds."""
    from index.build import build

    wanted = load_settings()
    if rebuild:
        build(wanted.home, embedding=wanted.embedding, chroma_url=wanted.chroma_url, progress=ProgressBar())
    return _summary(_index(wanted).manifest)


def _index(wanted: Settings) -> Index:
    from index.build import open_index

    return open_index(wanted.home, embedding=wanted.embedding, chroma_url=wanted.chroma_url, progress=ProgressBar())


def _summary(manifest: Manifest) -> str:
    from assistant.calculator import load_rules

    held = manifest.counts
    awards = len(load_rules().awards)
    return (
        f"索引就绪：文件 {held['documents']} 份，条款 {held['clauses']} 条，奖补规则 {awards} 条"
        f" / index ready: {held['documents']} documents, {held['clauses']} clauses, {awards} awards"
    )


class ProgressBar:
    """Progress on standard error, shown only where somebody watches."""

    def __init__(self) -> None:
        self._bar: object | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that so much of a stage is done."""
        from tqdm import tqdm

        if self._bar is None:
            self._bar = tqdm(total=total, disable=not sys.stderr.isatty(), leave=False, file=sys.stderr)
        bar = self._bar
        bar.total = total  # type: ignore[attr-defined]  # tqdm ships no types
        bar.set_description(stage)  # type: ignore[attr-defined]
        bar.update(done - bar.n)  # type: ignore[attr-defined]
