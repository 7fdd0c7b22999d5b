from __future__ import annotations

import stat
import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import BadSetting
from assistant.person import Role
from assistant.service.sessions import Sessions, Watched
from assistant.service.users import User

USER = User("王芳", Role.OPERATOR, "hash-1")
USERS = {USER.name: USER}


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    return Sessions(tmp_path, seconds=3600)


def test_a_session_is_its_user_s_until_it_ends(sessions: Sessions) -> None:
    word = sessions.begin(USER)
    assert sessions.user(word, USERS) == USER
    sessions.end(word)
    assert sessions.user(word, USERS) is None


def test_ending_one_session_leaves_the_others(sessions: Sessions) -> None:
    here, there = sessions.begin(USER), sessions.begin(USER)
    assert here != there
    sessions.end(here)
    assert sessions.user(there, USERS) == USER


def test_sessions_outlive_a_restart_and_so_does_their_end(tmp_path: Path) -> None:
    first = Sessions(tmp_path, seconds=3600)
    stays, ended = first.begin(USER), first.begin(USER)
    first.end(ended)
    second = Sessions(tmp_path, seconds=3600)
    assert second.user(stays, USERS) == USER
    assert second.user(ended, USERS) is None


def test_an_end_is_known_to_other_processes_at_once(tmp_path: Path) -> None:
    here, there = Sessions(tmp_path, seconds=3600), Sessions(tmp_path, seconds=3600)
    word = here.begin(USER)
    assert there.user(word, USERS) == USER
    here.end(word)
    assert there.user(word, USERS) is None


def test_another_password_or_no_user_ends_it_and_another_role_does_not(sessions: Sessions) -> None:
    word = sessions.begin(USER)
    assert sessions.user(word, {USER.name: replace(USER, hash="hash-2")}) is None
    assert sessions.user(word, {}) is None
    promoted = replace(USER, role=Role.SUPERVISOR)
    assert sessions.user(word, {USER.name: promoted}) == promoted


def test_it_is_over_after_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = Sessions(tmp_path, seconds=60)
    word = sessions.begin(USER)
    later = time.time() + 62
    monkeypatch.setattr(time, "time", lambda: later)
    assert sessions.user(word, USERS) is None


def test_what_is_forged_is_nobody_s(sessions: Sessions, tmp_path: Path) -> None:
    word = sessions.begin(USER)
    body, _, rest = word.partition(".")
    for forged in ("", "x", body, f"{body}.{rest[:-2]}AA", word[1:], Sessions(tmp_path / "o", seconds=60).begin(USER)):
        assert sessions.user(forged, USERS) is None
        sessions.end(forged)
    assert sessions.user(word, USERS) == USER


def test_the_key_is_its_owner_s_alone_and_a_cut_one_is_refused(sessions: Sessions, tmp_path: Path) -> None:
    key = tmp_path / "session.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.write_text("kurz", encoding="ascii")
    with pytest.raises(BadSetting, match=r"session\.key"):
        Sessions(tmp_path, seconds=60)


def test_what_is_over_anyway_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "sessions-ended").write_text("alt 1\nkaputt\nneu 99999999999\n", encoding="ascii")
    sessions = Sessions(tmp_path, seconds=60)
    sessions.end(sessions.begin(USER))
    kept = (tmp_path / "sessions-ended").read_text(encoding="ascii").split()[::2]
    assert kept[0] == "neu"
    assert len(kept) == 2


def test_a_watched_file_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    path, reads = tmp_path / "f", []
    watched = Watched(path, lambda p: (reads.append(1), p.read_text() if p.exists() else "none")[1])
    assert [watched.get(), watched.get()] == ["none", "none"]
    path.write_text("one")
    assert [watched.get(), watched.get()] == ["one", "one"]
    path.unlink()
    assert watched.get() == "none"
    assert len(reads) == 3
