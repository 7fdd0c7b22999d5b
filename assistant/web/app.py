"""The frame of the pages on the service: live ones in Gradio, written ones as HTML, each in each language.

Nothing here asks anything from outside this machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.web.fragments import serve_fragments
from assistant.web.frame import ASSETS, MAIN, assets, document, header, live_head, live_style, read, title
from assistant.web.language import Remembered
from assistant.web.pages import LANGUAGES, PAGES, Asking, File, Page
from assistant.web.query import Query
from assistant.web.words import words

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI
    from starlette.requests import Request

    from assistant.records.store import Records

AT_ONCE, WAITING = 8, 256
_FONTS: Final = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "system-ui", "sans-serif")
_MONO: Final = ("ui-monospace", "Consolas", "monospace")
_KEEP: Final = {"cache-control": "public, max-age=31536000, immutable"}
# Nothing written into a written page can run, should an escape ever be forgotten: its scripts are files.
_WRITTEN_HEADERS: Final = {
    "cache-control": "no-cache",
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
}


def mount_pages(app: FastAPI, asker: Asking, *, records: Records | None = None) -> FastAPI:
    """The app with every page at its address; routes of its own must have been declared before.

    Without records the chat keeps no conversations.
    """
    serve_written(app)
    serve_fragments(app, asker)
    live = [(page, language) for page, language in _addressed() if page.live]
    # The longest address first: what is mounted at / answers whatever no other has taken.
    for page, language in sorted(live, key=lambda entry: -len(entry[0].address(entry[1]))):
        _mount_live(app, page, asker, records, language=language)
    return app


def serve_written(app: FastAPI) -> FastAPI:
    """The app with the written pages, what they load, and the way to the language chosen before."""
    _serve_assets(app)
    for page, language in _addressed():
        if not page.live:
            _serve_written(app, page, language)
    app.add_middleware(Remembered)
    return app


def _addressed() -> list[tuple[Page, str]]:
    return [(page, language) for page in PAGES for language in LANGUAGES]


def build_live(page: Page, asker: Asking, records: Records | None = None, *, language: str) -> gr.Blocks:
    """A live page as Gradio blocks, in its frame."""
    # Before the first import: Gradio reads it then, and would look its own servers up at once.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    blocks: gr.Blocks = gr.Blocks(title=title(page, said=words(language)), fill_width=True, analytics_enabled=False)
    with blocks:
        gr.HTML(header(page, language=language), elem_id="pa-head", padding=False)
        with gr.Column(elem_id=MAIN):
            page.build(gr, blocks, asker, records, language=language)
    blocks.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE, api_open=False)
    return blocks


def _mount_live(app: FastAPI, page: Page, asker: Asking, records: Records | None, *, language: str) -> None:
    blocks = build_live(page, asker, records, language=language)
    from fastapi.responses import RedirectResponse
    from gradio import mount_gradio_app

    address = page.address(language).rstrip("/")
    if address:

        @app.get(address, include_in_schema=False)
        def with_slash() -> RedirectResponse:
            return RedirectResponse(f"{address}/")

    mount_gradio_app(
        app,
        blocks,
        path=address or "/",
        theme=_theme(),
        css=live_style(page),
        head=live_head(page),
        favicon_path=None if address else str(Path(__file__).with_name("icon.svg")),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        max_file_size=1,
    )


def _theme() -> Any:
    import gradio as gr

    return gr.themes.Base(primary_hue="teal", neutral_hue="slate", radius_size="md", font=_FONTS, font_mono=_MONO)


def _serve_written(app: FastAPI, page: Page, language: str) -> None:
    from fastapi.responses import HTMLResponse

    def written(request: Request) -> HTMLResponse:
        query = Query.of(request.query_params.multi_items())
        return HTMLResponse(
            document(page, page.build(query, language=language), language=language), headers=_WRITTEN_HEADERS
        )

    app.add_route(page.address(language), written)
    for name, make in page.files.items():
        _serve_file(app, page, name, make, language=language)


def _serve_file(app: FastAPI, page: Page, name: str, make: Callable[..., File | None], *, language: str) -> None:
    from fastapi.responses import RedirectResponse, Response

    def saved(request: Request) -> Response:
        file = make(Query.of(request.query_params.multi_items()), language=language)
        if file is None:
            return RedirectResponse(page.address(language))
        headers = {"content-disposition": f'attachment; filename="{file.name}"', "cache-control": "no-store"}
        return Response(file.content, media_type=file.media_type, headers=headers)

    app.add_route(f"{page.address(language)}/{name}", saved)


def _serve_assets(app: FastAPI) -> None:
    from fastapi import HTTPException, Response

    @app.get(f"{ASSETS}/{{name}}", include_in_schema=False)
    def file(name: str) -> Response:
        if name not in assets():
            raise HTTPException(404)
        return Response(read(name), media_type=assets()[name], headers=_KEEP)
