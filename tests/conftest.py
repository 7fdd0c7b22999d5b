"""What every test starts from: an environment without settings of ours, and steady property tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# Steady: the same examples on every machine, and no clock that a busy one could lose against.
settings.register_profile("steady", deadline=None, database=None, derandomize=True, max_examples=80)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in list(os.environ):
        if name.startswith("POLICY_ASSISTANT_"):
            monkeypatch.delenv(name)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
