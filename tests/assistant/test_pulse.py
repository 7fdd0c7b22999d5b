"""How a model's health is told: by its last call, or by a look at its address."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ModelFailed
from assistant.pulse import Pulse, reachable
from assistant.settings import Settings
from assistant.types import Fault
from eval.endpoint import Reply, endpoint, unused_url


def settings(url=""):
    return Settings(home=Path("home"), model="openai:m", base_url=url)


def test_a_model_that_was_never_asked_is_well_when_its_server_is_there():
    with endpoint(Reply()) as server:
        assert Pulse().state(settings(server.url)) == {"ok": True, "engine": "openai:m", "asked": False}
    state = Pulse().state(settings(unused_url()))
    assert (state["ok"], state["why"]) == (False, "unreachable")


def test_a_server_that_comes_back_is_noticed_without_a_question():
    pulse = Pulse()
    pulse.felt(Fault.UNREACHABLE)
    with endpoint(Reply()) as server:
        assert pulse.state(settings(server.url))["ok"] is True


@pytest.mark.parametrize("fault", [Fault.KEY, Fault.QUOTA, Fault.SLOW, Fault.BROKEN, Fault.SETTINGS])
def test_the_last_failure_is_told_until_a_call_goes_well(fault):
    pulse = Pulse()
    pulse.felt(fault)
    assert pulse.state(settings())["why"] == fault.value
    pulse.felt(None)
    assert pulse.state(settings())["ok"] is True


@pytest.mark.parametrize("fault", [Fault.UNFAITHFUL, Fault.NONSENSE, Fault.TOO_LONG, Fault.CONTEXT])
def test_one_poor_answer_makes_no_model_unwell(fault):
    pulse = Pulse()
    pulse.felt(fault)
    assert pulse.state(settings())["ok"] is True


def test_each_call_is_felt(chat_with):
    chat, _ = chat_with([Reply(status=401), Reply(text="好")])
    with pytest.raises(ModelFailed):
        chat.text([("user", "问")], clock=chat.clock())
    assert chat.health()["why"] == "key"
    chat.text([("user", "问")], clock=chat.clock())
    assert chat.health()["ok"] is True


def test_an_address_is_reachable_when_somebody_listens():
    with endpoint(Reply()) as server:
        assert reachable(server.url)
    assert not reachable(unused_url())
