"""The settings of a chat model: what each may be, and what is said of a wrong one."""

from __future__ import annotations

import pytest

from assistant.errors import BadSetting
from assistant.settings import Settings, load_settings


@pytest.fixture
def settings(tmp_path):
    def load(**values):
        named = {f"POLICY_ASSISTANT_{name.upper()}": value for name, value in values.items()}
        return load_settings({"HOME": "/nobody", **named}, folder=tmp_path)

    return load


def test_without_settings_there_is_no_model(settings):
    assert settings().model == ""
    assert settings(model=" ", timeout="", tools="") == settings()


def test_each_setting_is_read(settings):
    chosen = settings(
        model="openai:qwen-plus",
        base_url="http://127.0.0.1:8000/v1",
        api_key="sk-1",
        timeout="12.5",
        retries="3",
        temperature="0.7",
        context="32768",
        tools="off",
        model_rewrite="openai:small",
        model_facts="ollama:qwen3:4b",
    )
    assert (chosen.model, chosen.base_url, chosen.api_key) == ("openai:qwen-plus", "http://127.0.0.1:8000/v1", "sk-1")
    assert (chosen.timeout, chosen.retries, chosen.temperature) == (12.5, 3, 0.7)
    assert (chosen.context, chosen.tools) == (32768, False)
    assert (chosen.model_rewrite, chosen.model_facts) == ("openai:small", "ollama:qwen3:4b")


def test_temperature_may_be_left_to_the_server(settings):
    assert settings(temperature="default").temperature is None


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("model", "qwen-plus", "openai:qwen-plus"),
        ("model", ":x", "提供方"),
        ("base_url", "127.0.0.1:8000", "http://"),
        ("base_url", "ftp://host/v1", "http://"),
        ("base_url", "http://", "http://"),
        ("timeout", "0", "1 到 600"),
        ("timeout", "1e3", "1 到 600"),
        ("timeout", "nan", "1 到 600"),
        ("timeout", "-5", "1 到 600"),
        ("retries", "11", "0 到 10"),
        ("retries", "1.5", "0 到 10"),
        ("temperature", "3", "0 到 2"),
        ("temperature", "warm", "0 到 2"),
        ("context", "12", "2000"),
        ("tools", "maybe", "on"),
        ("model_facts", "small", "openai:small"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_what_would_be_right(settings, name, value, right):
    with pytest.raises(BadSetting, match=right) as told:
        settings(**{name: value})
    assert f"POLICY_ASSISTANT_{name.upper()}" in str(told.value)
    assert " / " in str(told.value)


def test_a_name_that_does_not_exist_is_told_with_the_nearest(settings):
    with pytest.raises(BadSetting, match="POLICY_ASSISTANT_API_KEY"):
        settings(apikey="x")


def test_the_key_is_never_shown(settings):
    chosen = settings(model="openai:x", api_key="sk-very-secret")
    assert "secret" not in f"{chosen!r}{chosen}"
    assert Settings(home=chosen.home, api_key="a") != Settings(home=chosen.home, api_key="b")


@pytest.mark.parametrize("value", ["sk 1", "sk-一", "sk-\x01"])
def test_a_key_that_can_be_none_is_refused_without_repeating_it(settings, value):
    with pytest.raises(BadSetting) as told:
        settings(api_key=value)
    assert value not in str(told.value)


def test_an_address_with_a_password_is_refused_without_repeating_it(settings):
    with pytest.raises(BadSetting) as told:
        settings(base_url="http://me:hunter2@host/v1")
    assert "hunter2" not in str(told.value)
