"""Take the pictures that the README shows, from the real pages: ``make pictures``."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SIZE = {"width": 1280, "height": 800}
_COMPANY = "place=光明区&revenue=12亿&newly_settled=是&interest_paid=360万&area=3000&rent_per_m2_month=40"


def main() -> None:
    """Serve with an empty home, open each page, and keep what it looks like."""
    from playwright.sync_api import sync_playwright

    browser_path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    with served() as url, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for name, show in PICTURES.items():
            page = browser.new_page(viewport=_SIZE, locale="zh-CN", color_scheme="light")
            show(page, url)
            keep(page.screenshot(), HERE / f"{name}.png")
            page.close()
        browser.close()


def keep(picture: bytes, path: Path) -> None:
    """Save a picture in 128 colours, which is a third of its size."""
    from PIL import Image

    Image.open(io.BytesIO(picture)).convert("RGB").quantize(128).save(path, optimize=True)


@contextmanager
def served() -> Iterator[str]:
    """The address of a service that has just been started."""
    with tempfile.TemporaryDirectory() as home:
        with socket.create_server(("127.0.0.1", 0)) as spare:
            port = spare.getsockname()[1]
        environ = {**os.environ, "POLICY_ASSISTANT_HOME": home}
        command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603
        try:
            assert process.stdout is not None
            next(line for line in process.stdout if "http://" in line)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def chat(page: Any, url: str) -> None:
    """An answer with its figure and its clause."""
    page.goto(url)
    page.wait_for_selector("#pa-evidence .pa-library")
    page.fill("#pa-box textarea", "深圳的软件公司营收第一次过10亿，奖多少？")
    page.press("#pa-box textarea", "Enter")
    page.wait_for_selector("#pa-t1-reply")
    page.wait_for_selector("#pa-right .pa-figure")
    page.wait_for_timeout(500)


def match(page: Any, url: str) -> None:
    """A company's profile, and what it may claim."""
    page.goto(f"{url}/match?{_COMPANY}")
    page.wait_for_selector(".pa-best")


PICTURES: dict[str, Callable[[Any, str], None]] = {"chat": chat, "match": match}

if __name__ == "__main__":
    main()
