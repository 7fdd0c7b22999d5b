"""The tree of errors: exit codes and what they say."""

from __future__ import annotations

import pytest

from assistant.errors import AssistantError, BadSetting, BadValue, NotReady, UnknownName, UserError


@pytest.mark.parametrize("error", [UserError, UnknownName, BadValue, BadSetting])
def test_user_s_mistakes_end_with_two(error):
    assert issubclass(error, AssistantError)
    assert error.exit_code == 2


@pytest.mark.parametrize("error", [AssistantError, NotReady])
def test_our_failures_end_with_one(error):
    assert error.exit_code == 1
    assert not issubclass(error, UserError)


def test_unknown_name_suggests_the_nearest_in_both_languages():
    told = str(UnknownName("文件", "shenzen", ["guangzhou", "shenzhen", "guangming"]))
    assert told == "没有名为 'shenzen' 的文件，是否要用 shenzhen？ / No such name: 'shenzen'; did you mean shenzhen?"


def test_name_like_none_is_answered_with_what_there_is():
    told = str(UnknownName("文件", "xyz", ["shenzhen", "guangzhou"]))
    assert "可用的有：guangzhou、shenzhen。" in told
    assert "known: guangzhou, shenzhen." in told


def test_long_list_of_names_is_cut():
    told = str(UnknownName("奖补", "xyz", [f"award-{n:02}" for n in range(99)]))
    assert "award-11" in told
    assert "award-12" not in told


def test_message_is_one_line():
    assert "\n" not in str(UnknownName("文件", "a\nb", ["c"]))
