"""Builds an index beside the one in use, then swaps; opens the one that fits the documents."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from pathlib import Path

from index.builds import Builds, Held
from index.content import Content, Recipe, code_version, corpus_content, library_versions
from index.embed import Embedder, embedder
from index.errors import StaleIndexError, StoreError, StoreUnreachableError
from index.fill import NOTE, Progress, Stage, fill
from index.ranking import Hit
from index.search import MANIFEST, Index, Manifest
from index.store import Store

__all__ = ["Hit", "Index", "Manifest", "Progress", "Stage", "build", "open_index"]


class _Unusable(Exception):
    """Why there is no index to open as it is."""


class _Absent(_Unusable):
    """There is none yet."""


def build(
    home: Path,
    *,
    embedding: str = "",
    chroma_url: str = "",
    progress: Progress | None = None,
    content: Content | None = None,
) -> Manifest:
    """Build an index and make it the current one; the one in use goes on answering meanwhile.

    Raises EmbeddingError, StoreError, or DataFileError for a question file that does not fit.
    """
    content = content or corpus_content()
    builds, model = _builds(home, chroma_url), embedder(embedding)
    with builds.writing():
        return _build(builds, content, model, chroma_url=chroma_url, progress=progress or _silent)


def open_index(
    home: Path,
    *,
    embedding: str = "",
    chroma_url: str = "",
    progress: Progress | None = None,
    content: Content | None = None,
) -> Index:
    """The index of these documents; built first when there is none, or when it is stale or damaged.

    On a Chroma server others may be using it: there, one that is stale or damaged raises
    StaleIndexError, which says what to do.
    """
    content = content or corpus_content()
    builds, model = _builds(home, chroma_url), embedder(embedding)
    recipe = _recipe(content, model)
    try:
        return _open(builds, recipe, model)
    except _Unusable as reason:
        if chroma_url and not isinstance(reason, _Absent):
            raise StaleIndexError(
                f"服务器上的索引不能使用（{reason}），请运行 policy-assistant index --rebuild"
                f" / the index on the server cannot be used ({reason}); run policy-assistant index --rebuild"
            ) from reason
    with builds.writing():
        # Whoever had the lock before may have built what is wanted.
        try:
            return _open(builds, recipe, model)
        except _Unusable:
            _build(builds, content, model, chroma_url=chroma_url, progress=progress or _silent)
        return _open(builds, recipe, model)


def _open(builds: Builds, recipe: Recipe, model: Embedder) -> Index:
    """The current index when it fits and is whole; _Unusable says why not."""
    held = builds.hold_current()
    if held is None:
        raise _Absent("no index")
    try:
        return _checked(held, recipe, model)
    except BaseException:
        held.release()
        raise


def _checked(held: Held, recipe: Recipe, model: Embedder) -> Index:
    try:
        manifest = Manifest.read(held.folder)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _Unusable(f"no readable {MANIFEST}: {error}") from error
    if changed := [f.name for f in fields(Recipe) if getattr(manifest.recipe, f.name) != getattr(recipe, f.name)]:
        raise _Unusable(f"{', '.join(changed)} changed")
    if damaged := [name for name, size in manifest.files.items() if _size(held.folder / name) != size]:
        raise _Unusable(f"{damaged[0]} is damaged")
    try:
        index = Index(held, manifest=manifest, embedder=model)
        problem = index.problem()
    except StoreUnreachableError:
        raise
    except (OSError, ValueError, KeyError, StoreError) as error:
        raise _Unusable(str(error)) from error
    if problem:
        index.store.close()
        raise _Unusable(problem)
    return index


def _build(builds: Builds, content: Content, model: Embedder, *, chroma_url: str, progress: Progress) -> Manifest:
    _clean(builds)
    folder = builds.new()
    manifest = fill(folder, content, _recipe(content, model), model=model, chroma_url=chroma_url, progress=progress)
    progress(Stage.CHECK, 0, 1)
    _require_whole(folder, manifest, model)
    builds.publish(folder)
    progress(Stage.CHECK, 1, 1)
    _clean(builds)
    return manifest


def _require_whole(folder: Path, manifest: Manifest, model: Embedder) -> None:
    """Open what was built and look, before anybody else does."""
    held = Builds.hold(folder)
    try:
        _checked(held, manifest.recipe, model).close()
    except _Unusable as reason:
        raise StoreError(f"新建的索引不完整：{reason} / the index just built is not whole: {reason}") from reason
    finally:
        held.release()


def _clean(builds: Builds) -> None:
    """Remove the builds that nobody uses, and their collections on the server."""
    for folder in builds.unused():
        note = folder / NOTE
        url, _, name = note.read_text(encoding="utf-8").strip().partition("\n") if note.is_file() else ("", "", "")
        if url and name:
            _drop(url, name)
        builds.remove(folder)


def _drop(url: str, name: str) -> None:
    """Remove a collection from a server; one that is not there is what we want."""
    try:
        store = Store.open(url, name)
    except StoreUnreachableError:
        raise
    except StoreError:
        return
    store.drop()
    store.close()


def _builds(home: Path, chroma_url: str) -> Builds:
    """A root for each place where vectors are kept, so that changing the setting back and forth costs nothing."""
    kind = f"server-{hashlib.sha256(chroma_url.encode()).hexdigest()[:12]}" if chroma_url else "embedded"
    return Builds(home / "index" / kind)


def _recipe(content: Content, model: Embedder) -> Recipe:
    return Recipe(
        documents=content.documents,
        questions=content.questions,
        embedding=model.name,
        embedding_fingerprint=model.fingerprint,
        code=code_version(),
        libraries=library_versions(),
    )


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _silent(_stage: str, _done: int, _total: int) -> None:
    """The progress of a build that nobody watches."""
