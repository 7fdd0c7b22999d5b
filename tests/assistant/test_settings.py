"""Settings from the environment and from a .env file."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from assistant.errors import BadSetting
from assistant.settings import Settings, load_settings


@pytest.fixture
def settings(tmp_path):
    def load(environ=None, dotenv=None):
        if dotenv is not None:
            (tmp_path / ".env").write_bytes(dotenv if isinstance(dotenv, bytes) else dotenv.encode())
        return load_settings({"HOME": "/nobody", **(environ or {})}, folder=tmp_path)

    return load


def test_without_settings_everything_stays_on_this_machine(settings):
    chosen = settings()
    assert (chosen.host, chosen.port) == ("127.0.0.1", 7860)
    assert (chosen.embedding, chosen.chroma_url) == ("", "")
    assert chosen.home == Path("/nobody/.local/share/policy-assistant")


def test_each_setting_has_its_name_in_the_environment(settings):
    chosen = settings(
        {
            "POLICY_ASSISTANT_HOME": "/data/pa",
            "POLICY_ASSISTANT_EMBEDDING": "BAAI/bge-small-zh-v1.5",
            "POLICY_ASSISTANT_CHROMA_URL": "http://127.0.0.1:8000",
            "POLICY_ASSISTANT_HOST": "0.0.0.0",
            "POLICY_ASSISTANT_PORT": "8080",
        }
    )
    assert chosen.home == Path("/data/pa")
    assert (chosen.embedding, chosen.chroma_url) == ("BAAI/bge-small-zh-v1.5", "http://127.0.0.1:8000")
    assert (chosen.host, chosen.port) == ("0.0.0.0", 8080)


def test_empty_setting_is_one_that_is_not_given(settings):
    names = ("HOME", "EMBEDDING", "HOST", "PORT")
    assert settings({f"POLICY_ASSISTANT_{name}": "" for name in names}) == settings()


def test_data_folder_follows_the_desktop_standard(settings):
    assert settings({"XDG_DATA_HOME": "/data"}).home == Path("/data/policy-assistant")


def test_tilde_is_the_user_s_own_folder(settings):
    assert settings({"POLICY_ASSISTANT_HOME": "~/pa"}).home == Path("~/pa").expanduser()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("PROT", "PORT"),
        ("EMBEDDINGS", "EMBEDDING"),
        ("CHROMAURL", "CHROMA_URL"),
        ("HOMEE", "HOME"),
    ],
)
def test_unknown_name_suggests_the_nearest(settings, wrong, right):
    told = f"POLICY_ASSISTANT_{wrong}.*POLICY_ASSISTANT_{right}.*did you mean POLICY_ASSISTANT_{right}"
    with pytest.raises(BadSetting, match=told):
        settings({f"POLICY_ASSISTANT_{wrong}": "1"})


def test_unknown_name_in_the_file_is_an_error_too(settings):
    with pytest.raises(BadSetting, match="POLICY_ASSISTANT_PROT"):
        settings(dotenv="POLICY_ASSISTANT_PROT=1\n")


def test_names_of_others_are_none_of_ours(settings):
    assert settings({"PORT": "1", "POLICY_PORT": "x", "MY_POLICY_ASSISTANT_PROT": "x"}) == settings()


@pytest.mark.parametrize("value", ["0", "65536", "-1", "7860.0", "abc", "78 60", "9" * 5000])
def test_port_that_is_none_is_refused(settings, value):
    with pytest.raises(BadSetting, match=r"POLICY_ASSISTANT_PORT.*1 .*65535"):
        settings({"POLICY_ASSISTANT_PORT": value})


def test_without_settings_there_is_no_login_and_records_stay_here_for_half_a_year(settings):
    chosen = settings()
    assert (chosen.users, chosen.public, chosen.proxy_user_header, chosen.names) == ("", False, "", ())
    assert (chosen.database_url, chosen.retention_days, chosen.session_hours) == ("", 180, 12)


def test_records_and_login_have_their_names_in_the_environment(settings):
    chosen = settings(
        {
            "POLICY_ASSISTANT_DATABASE_URL": "postgresql://u:p@db/records",
            "POLICY_ASSISTANT_RETENTION_DAYS": "30",
            "POLICY_ASSISTANT_USERS": "~/users.yaml",
            "POLICY_ASSISTANT_PUBLIC": "Yes",
            "POLICY_ASSISTANT_SESSION_HOURS": "8",
            "POLICY_ASSISTANT_NAMES": "policy.example, www.policy.example ,",
            "POLICY_ASSISTANT_PROXY_USER_HEADER": " X-User ",
            "POLICY_ASSISTANT_PROXY_ROLE_HEADER": "X-Role",
            "POLICY_ASSISTANT_TRUSTED_PROXIES": "10.0.0.5,10.1.0.0/16",
        }
    )
    assert (chosen.database_url, chosen.retention_days) == ("postgresql://u:p@db/records", 30)
    assert (chosen.users, chosen.public, chosen.session_hours) == ("~/users.yaml", True, 8)
    assert chosen.names == ("policy.example", "www.policy.example")
    assert (chosen.proxy_user_header, chosen.proxy_role_header) == ("X-User", "X-Role")
    assert chosen.trusted_proxies == ("10.0.0.5", "10.1.0.0/16")


@pytest.mark.parametrize(
    ("name", "value"),
    [("RETENTION_DAYS", "0"), ("RETENTION_DAYS", "ewig"), ("SESSION_HOURS", "721"), ("PUBLIC", "vielleicht")],
)
def test_values_that_cannot_be_used_are_refused_by_name(settings, name, value):
    with pytest.raises(BadSetting, match=f"POLICY_ASSISTANT_{name}"):
        settings({f"POLICY_ASSISTANT_{name}": value})


@pytest.mark.parametrize("value", ["1", "65535"])
def test_ports_at_the_edges_are_ports(settings, value):
    assert settings({"POLICY_ASSISTANT_PORT": value}).port == int(value)


def test_file_beside_the_working_folder_is_read(settings):
    chosen = settings(
        dotenv="# ours\n\nPOLICY_ASSISTANT_PORT=9000\n export POLICY_ASSISTANT_HOST = 'localhost' \n"
        'POLICY_ASSISTANT_EMBEDDING="/models/a=b"\n#POLICY_ASSISTANT_PORT=1\nno assignment\n'
    )
    assert (chosen.port, chosen.host, chosen.embedding) == (9000, "localhost", "/models/a=b")


def test_environment_goes_before_the_file(settings):
    assert settings({"POLICY_ASSISTANT_PORT": "9001"}, dotenv="POLICY_ASSISTANT_PORT=9000\n").port == 9001


def test_file_with_a_byte_order_mark_is_read(settings):
    assert settings(dotenv="\ufeffPOLICY_ASSISTANT_PORT=9000\n").port == 9000


def test_file_that_is_no_text_is_refused_by_name(settings):
    with pytest.raises(BadSetting, match=r"\.env"):
        settings(dotenv=b"\xff\xfe\x00")


def test_process_environment_and_working_folder_are_the_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICY_ASSISTANT_PORT", "9002")
    (tmp_path / ".env").write_text("POLICY_ASSISTANT_HOST=localhost\n", encoding="utf-8")
    chosen = load_settings()
    assert (chosen.port, chosen.host) == (9002, "localhost")


def test_settings_do_not_change():
    with pytest.raises(FrozenInstanceError):
        Settings(home=Path()).port = 1  # type: ignore[misc]
