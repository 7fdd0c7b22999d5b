from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.web.app import serve_written
from assistant.web.frame import asset, assets, header, title
from assistant.web.pages import LANGUAGES, PAGES
from assistant.web.words import words


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(serve_written(FastAPI()), follow_redirects=False)


EVERY = [(page, language) for page in PAGES for language in LANGUAGES]


WRITTEN = [(page, language) for page, language in EVERY if not page.live]


@pytest.mark.parametrize(("page", "language"), WRITTEN, ids=lambda value: getattr(value, "key", value))
def test_every_written_page_answers_in_each_language(client: TestClient, page: Any, language: str) -> None:
    response = client.get(page.address(language), follow_redirects=True)
    assert response.status_code == 200
    assert title(page, said=words(language)) in response.text


def test_who_chose_english_is_led_to_the_english_page_with_the_same_question(client: TestClient) -> None:
    client.cookies.set("pa_language", "en")
    response = client.get("/calculator?award=a%23b&x=1")
    client.cookies.clear()
    assert response.status_code == 307
    assert response.headers["location"] == "/en/calculator?award=a%23b&x=1"


@pytest.mark.parametrize("kept", ["zh", "fr", "//outside.example", ""])
def test_any_other_cookie_leaves_the_chinese_page(client: TestClient, kept: str) -> None:
    response = client.get("/compare", headers={"cookie": f"pa_language={kept}; other=1"})
    assert response.status_code == 200


def test_an_english_address_is_english_whatever_was_chosen(client: TestClient) -> None:
    assert client.get("/en/compare", headers={"cookie": "pa_language=zh"}).status_code == 200


def test_written_pages_allow_no_script_but_our_files(client: TestClient) -> None:
    policy = client.get("/calculator").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_files_are_served_for_long_and_nothing_else_of_the_package_is(client: TestClient) -> None:
    for name in assets():
        response = client.get(asset(name))
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]
    for name in ("words.py", "forms.yaml", "../app.py", "nothing.css"):
        assert client.get(f"/page/{name}").status_code == 404


def test_what_can_be_saved_comes_as_a_file_and_without_a_place_leads_back(client: TestClient) -> None:
    saved = client.get("/match/checklist.xlsx?place=光明区&revenue=12亿")
    assert saved.headers["content-disposition"].startswith('attachment; filename="checklist-')
    assert saved.content[:2] == b"PK"
    assert client.get("/en/match/checklist.docx").headers["location"] == "/en/match"


def test_the_navigation_names_every_page_and_the_one_that_is_open() -> None:
    for page, language in EVERY:
        html = header(page, language=language)
        assert html.count("aria-current") == 1
        assert all(f'href="{other.address(language)}"' in html for other in PAGES)
