"""What a model thinks aloud is left out, wherever its text is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.thoughts import Thoughts


def passed(pieces):
    thoughts = Thoughts()
    return "".join([*map(thoughts.feed, pieces), thoughts.close()])


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("答案。", "答案。"),
        ("<think>想500万</think>\n\n答案。", "答案。"),
        ("\n<think></think>答案。", "答案。"),
        ("<think>没有想完", ""),
        ("<thin", "<thin"),
        ("<b>答案</b>", "<b>答案</b>"),
        ("答案<think>后面</think>", "答案<think>后面</think>"),
        ("", ""),
    ],
)
def test_thoughts_at_the_beginning_are_left_out(text, visible):
    assert passed([text]) == visible
    assert passed(list(text)) == visible


@given(st.lists(st.sampled_from(["<think>", "</think>", "答", "。", "<", "\n", "</thi", "nk>"]), max_size=8), st.data())
def test_where_the_pieces_end_makes_no_difference(parts, data):
    text = "".join(parts)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=5)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert passed(pieces) == passed([text])
