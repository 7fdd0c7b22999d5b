"""Data files, read strictly."""

from __future__ import annotations

from datetime import date

import pytest

from index.yamlfile import DataFileError, read_yaml


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "rules.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_values_are_read_as_yaml_reads_them(written):
    assert read_yaml(written("a: 2022-10-15\nb: [1, 二]\nc:\n")) == {"a": date(2022, 10, 15), "b": [1, "二"], "c": None}


def test_key_written_twice_is_refused_with_file_and_line(written):
    with pytest.raises(DataFileError, match=r"rules\.yaml: key 'amount' is written twice, .* line 3"):
        read_yaml(written("amount: 1\nother: 2\namount: 3\n"))


def test_key_written_twice_deep_inside_is_refused(written):
    with pytest.raises(DataFileError, match="'cap' is written twice"):
        read_yaml(written("awards:\n  - id: a\n    caps: {cap: 1, cap: 2}\n"))


def test_same_key_in_two_mappings_is_fine(written):
    assert read_yaml(written("- {id: 1}\n- {id: 2}\n")) == [{"id": 1}, {"id": 2}]


@pytest.mark.parametrize(
    "text",
    [
        "a: [1, 2",
        "a:\n\t- b",
        "? [a, b]\n: c\n",
        "day: 2022-13-45\n",
        b"a: \xff\xfe",
        "!!python/object/apply:os.getcwd []",
    ],
    ids=["unclosed", "tab", "list as key", "no such day", "not UTF-8", "an object"],
)
def test_file_that_cannot_be_read_is_named(written, text):
    with pytest.raises(DataFileError, match=r"^rules\.yaml: "):
        read_yaml(written(text))
