"""What every test starts from: no settings of ours, steady property tests, and one real index for all."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import settings

from assistant.opening import open_assistant
from assistant.settings import Settings

# Steady: the same examples on every machine, and no clock that a busy one could lose against.
settings.register_profile("steady", deadline=None, database=None, derandomize=True, max_examples=80)
settings.load_profile("steady")
BROWSER = "tests/browser/"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Among several workers a file stays with one, and all that drive a browser with one: its servers start once."""
    from xdist.scheduler import LoadScopeScheduling

    class Files(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]

    return Files(config, log)


def pytest_collection_modifyitems(items):
    """Among several workers what takes long comes first, so that none is left with it at the end."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        long = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: (not item.nodeid.startswith(BROWSER), item.path not in long))


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in list(os.environ):
        if name.startswith("POLICY_ASSISTANT_"):
            monkeypatch.delenv(name)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)


@pytest.fixture(scope="session")
def on():
    """The day that questions are asked on: Shenzhen's document is in force."""
    return date(2026, 11, 20)


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A data folder; whoever asks first builds the index in it."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def assistant(home):
    """An assistant over the real index of the five documents."""
    return open_assistant(Settings(home=home))
