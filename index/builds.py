"""The folders of built indexes: never changed once published, one of them current.

``CURRENT`` names the folder that readers open. It is replaced in one step, so a writer that is
killed leaves nothing but a folder that nobody opens and that the next writer removes.
"""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import StoreError

_POINTER = "CURRENT"
_READERS = "readers"


@dataclass(frozen=True, slots=True)
class Held:
    """A build folder that stays on disk until it is released."""

    folder: Path
    _lock: FileLock

    def is_current(self) -> bool:
        """Whether the folder is the published one."""
        return Builds(self.folder.parents[1]).current() == self.folder

    def release(self) -> None:
        """Let the folder go; it may be removed once it is no longer current."""
        self._lock.release()
        Path(self._lock.lock_file).unlink(missing_ok=True)


class Builds:
    """The builds under one root folder, which is made when it is missing."""

    def __init__(self, root: Path) -> None:
        self._root = root
        try:
            (root / "builds").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"数据文件夹无法写入：{root}（{error.strerror}），请检查 POLICY_ASSISTANT_HOME"
                f" / cannot write to the data folder {root} ({error.strerror}); check POLICY_ASSISTANT_HOME"
            ) from error

    def current(self) -> Path | None:
        """The published folder, or None while there is none."""
        try:
            name = (self._root / _POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return self._root / "builds" / name if name else None

    def hold_current(self) -> Held | None:
        """The published folder, kept from being removed; None while there is none."""
        while (folder := self.current()) is not None:
            held = self.hold(folder)
            # A writer may have published another folder, and removed this one, before it was held.
            if self.current() == folder:
                return held
            held.release()
        return None

    @staticmethod
    def hold(folder: Path) -> Held:
        """Mark a folder as read by this process."""
        mark = folder / _READERS / f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
        lock = FileLock(mark, thread_local=False)
        lock.acquire()
        return Held(folder, lock)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The only writer of this root, across processes and threads; waits for its turn."""
        with FileLock(self._root / "writer.lock", thread_local=False):
            yield

    def new(self) -> Path:
        """An empty folder for a build."""
        folder = self._root / "builds" / f"{time.time_ns():x}-{uuid.uuid4().hex[:6]}"
        (folder / _READERS).mkdir(parents=True)
        return folder

    def publish(self, folder: Path) -> None:
        """Make a finished folder the current one, in one step."""
        draft = self._root / f"{_POINTER}.new"
        with draft.open("w", encoding="utf-8") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._root / _POINTER)

    def unused(self) -> list[Path]:
        """The folders that are not current and that no living process reads; asked by the writer."""
        current = self.current()
        folders = [folder for folder in (self._root / "builds").iterdir() if folder.is_dir()]
        return [folder for folder in sorted(folders) if folder != current and not _is_read(folder)]

    @staticmethod
    def remove(folder: Path) -> None:
        """Remove a folder; what cannot be removed now is left for the next writer."""
        shutil.rmtree(folder, ignore_errors=True)


def _is_read(folder: Path) -> bool:
    """Whether a living process holds the folder: the system frees the locks of the dead."""
    marks = (folder / _READERS).iterdir() if (folder / _READERS).is_dir() else ()
    return any(_is_locked(mark) for mark in marks)


def _is_locked(mark: Path) -> bool:
    lock = FileLock(mark, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False
