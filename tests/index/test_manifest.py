"""What is known of each document as a whole."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml

from index.manifest import (
    CORPUS,
    STANDING_NAMES,
    Document,
    Level,
    Standing,
    document,
    document_text,
    documents,
    file_sha256,
    read_manifest,
)
from index.text import squeeze
from index.yamlfile import DataFileError

WORDS = ("number_words", "issuer_words", "status_words", "issued_words", "effective_words", "expires_words")
ROW = {
    "id": "yunling",
    "file": "yunling.txt",
    "title": "云岭市若干措施",
    "short": "云岭措施",
    "level": "city",
    "place": "云岭市",
    "status": "issued",
    "sha256": "0" * 64,
    "effective": date(2031, 4, 1),
}

each_document = pytest.mark.parametrize("entry", documents(), ids=lambda entry: entry.id)


@pytest.fixture
def manifest_of(tmp_path):
    def write(content):
        path = tmp_path / "manifest.yaml"
        path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
        return path

    return write


# --- the manifest of the corpus


def test_five_documents_are_known_by_their_ids():
    assert [entry.id for entry in documents()] == ["guangdong", "guangzhou", "shenzhen", "guangdong-plan", "guangming"]
    assert document("shenzhen").place == "深圳市"
    with pytest.raises(KeyError):
        document("shanghai")


def test_every_text_of_the_corpus_is_in_the_manifest():
    assert {path.name for path in CORPUS.glob("*.txt")} == {entry.file for entry in documents()}


@each_document
def test_hash_is_that_of_the_file(entry):
    assert file_sha256(CORPUS / entry.file) == entry.sha256


@each_document
@pytest.mark.parametrize("field", WORDS)
def test_words_stand_in_the_document(entry, field):
    words = getattr(entry, field)
    source = document(entry.number_from) if field == "number_words" and entry.number_from else entry
    assert words is None or squeeze(words) in squeeze(document_text(source))


@each_document
def test_title_stands_in_the_document(entry):
    assert squeeze(entry.title) in squeeze(document_text(entry))


@each_document
def test_what_is_said_of_a_document_has_words_that_say_it(entry):
    for field in ("number", "issuer", "issued", "effective", "expires"):
        if getattr(entry, field) is not None:
            assert getattr(entry, f"{field}_words") is not None, field


@each_document
def test_dates_follow_from_the_words(entry):
    for day, words in ((entry.issued, entry.issued_words), (entry.effective, entry.effective_words)):
        if day is not None:
            assert f"{day.year}年{day.month}月{day.day}日" in words
    if entry.expires is not None and (years := re.search(r"有效期(\d+)年", entry.expires_words)):
        assert entry.expires.year == entry.effective.year + int(years[1])


def test_draft_without_a_date_of_issue_has_none():
    assert [entry.id for entry in documents() if entry.is_draft] == [
        "guangdong",
        "guangzhou",
        "guangdong-plan",
        "guangming",
    ]
    assert all(entry.issued is None and entry.effective is None for entry in documents() if entry.is_draft)


def test_levels_and_places_are_told_apart():
    assert {entry.id: entry.level for entry in documents()} == {
        "guangdong": Level.PROVINCE,
        "guangzhou": Level.CITY,
        "shenzhen": Level.CITY,
        "guangdong-plan": Level.PROVINCE,
        "guangming": Level.DISTRICT,
    }
    assert document("guangming").within == "深圳市"


# --- standing


@pytest.mark.parametrize(
    ("document_id", "day", "standing"),
    [
        ("shenzhen", date(2022, 9, 28), Standing.NOT_YET),
        ("shenzhen", date(2022, 10, 14), Standing.NOT_YET),
        ("shenzhen", date(2022, 10, 15), Standing.IN_FORCE),
        ("shenzhen", date(2026, 11, 20), Standing.IN_FORCE),
        ("shenzhen", date(2027, 10, 14), Standing.IN_FORCE),
        ("shenzhen", date(2027, 10, 15), Standing.EXPIRED),
        ("guangdong-plan", date(2025, 12, 31), Standing.DRAFT),
        ("guangdong-plan", date(2026, 1, 1), Standing.EXPIRED),
        ("guangdong-plan", date(2026, 11, 20), Standing.EXPIRED),
        ("guangdong", date(2026, 11, 20), Standing.DRAFT),
        ("guangdong", date(2029, 1, 1), Standing.EXPIRED),
        ("guangzhou", date(2026, 11, 20), Standing.DRAFT),
        ("guangzhou", date(2050, 1, 1), Standing.DRAFT),
        ("guangming", date(2026, 11, 20), Standing.DRAFT),
        ("guangming", date(1999, 1, 1), Standing.DRAFT),
    ],
)
def test_standing_on_a_day(document_id, day, standing):
    assert document(document_id).standing(day) is standing


def test_draft_whose_period_is_over_is_named_both():
    plan = document("guangdong-plan")
    assert plan.standing_name(date(2026, 11, 20)) == "征求意见稿，已到期"
    assert plan.standing_name(date(2024, 1, 1)) == "征求意见稿"


def test_standing_is_named_in_the_words_of_the_page():
    assert document("shenzhen").standing_name(date(2026, 11, 20)) == "现行"
    assert document("shenzhen").standing_name(date(2027, 10, 15)) == "已到期"
    assert set(STANDING_NAMES) == set(Standing)


def test_issued_document_without_an_effective_date_is_unknown():
    entry = Document(**{**ROW, "level": Level.CITY, "effective": None})
    assert entry.standing(date(2031, 1, 1)) is Standing.UNKNOWN


def test_document_without_an_end_stays_in_force():
    entry = Document(**{**ROW, "level": Level.CITY})
    assert entry.standing(date(2031, 4, 1)) is Standing.IN_FORCE
    assert entry.standing(date(2131, 4, 1)) is Standing.IN_FORCE


# --- a manifest that is wrong


def test_good_row_is_read(manifest_of):
    (entry,) = read_manifest(manifest_of({"documents": [ROW]}))
    assert (entry.id, entry.level, entry.effective, entry.issuer) == ("yunling", Level.CITY, date(2031, 4, 1), None)


@pytest.mark.parametrize(
    ("changes", "where", "told"),
    [
        ({"expiry": date(2031, 1, 1)}, r"documents\[1\]", "unknown .'expiry'.*allowed are .*'expires'"),
        ({"status": "final"}, r"documents\[1\]\.status", "'final', allowed are draft, issued"),
        ({"level": "town"}, r"documents\[1\]\.level", "'town', allowed are province, city, district"),
        ({"level": ["city"]}, r"documents\[1\]\.level", "allowed are province, city, district"),
        ({"title": None}, r"documents\[1\]", "nothing for .'title'."),
        ({"effective": "2031年4月1日"}, r"documents\[1\]\.effective", "expected a date"),
        ({"effective": 2031}, r"documents\[1\]\.effective", "expected a date"),
        ({"place": 5}, r"documents\[1\]\.place", "expected words"),
        ({}, r"documents\[1\]\.id", "'yunling' is an earlier document's"),
    ],
)
def test_wrong_row_is_refused_with_file_and_place(manifest_of, changes, where, told):
    path = manifest_of({"documents": [ROW, {**ROW, **changes}]})
    with pytest.raises(DataFileError, match=rf"^manifest\.yaml: {where}: .*{told}"):
        read_manifest(path)


@pytest.mark.parametrize("content", ["", "documents:\n", "document: []\n", "[]\n", "documents: []\nother: 1\n"])
def test_file_of_another_shape_is_refused(manifest_of, content):
    with pytest.raises(DataFileError, match=r"^manifest\.yaml: .*expected one key, documents"):
        read_manifest(manifest_of(content))


def test_row_that_is_no_mapping_is_refused(manifest_of):
    with pytest.raises(DataFileError, match=r"documents\[0\]: 'yunling', expected keys and values"):
        read_manifest(manifest_of({"documents": ["yunling"]}))


def test_key_written_twice_is_refused(manifest_of):
    with pytest.raises(DataFileError, match=r"manifest\.yaml: key 'status' is written twice"):
        read_manifest(manifest_of("documents:\n  - id: a\n    status: draft\n    status: issued\n"))
