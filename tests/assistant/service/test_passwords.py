from __future__ import annotations

import time

import pytest

from assistant.service.passwords import hashed, looks_hashed, matches


def test_a_password_matches_its_hash_and_no_other() -> None:
    kept = hashed("正确的密码 123")
    assert looks_hashed(kept)
    assert matches("正确的密码 123", kept)
    assert not matches("正确的密码 124", kept)
    assert not matches("", kept)


def test_the_same_password_is_never_hashed_alike() -> None:
    assert hashed("geheimnis") != hashed("geheimnis")


def test_any_text_can_be_a_password() -> None:
    kept = hashed("\ud800\0😀")
    assert matches("\ud800\0😀", kept)


def test_nobody_takes_as_long_as_somebody_and_never_matches() -> None:
    kept = hashed("geheimnis")
    took = []
    for one in (kept, None):
        start = time.thread_time()
        assert not matches("falsch", one)
        took.append(time.thread_time() - start)
    assert took[1] > took[0] / 4
    assert not matches("", None)


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "geheimnis",
        "scrypt$0$8$1$" + "A" * 22 + "$" + "A" * 43,
        "scrypt$3$8$1$" + "A" * 22 + "$" + "A" * 43,
        "scrypt$1048576$64$16$" + "A" * 22 + "$" + "A" * 43,
        "scrypt$16384$8$0$" + "A" * 22 + "$" + "A" * 43,
        "$2b$12$abcdefghijklmnopqrstuv",
    ],
)
def test_what_cannot_be_checked_at_a_bearable_cost_is_no_hash(kept: str) -> None:
    assert not looks_hashed(kept)
