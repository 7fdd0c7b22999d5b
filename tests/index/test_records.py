from __future__ import annotations

import pytest

from index.records import Records, stretches, write_records


@pytest.fixture
def folder(tmp_path, sample_entries):
    write_records(tmp_path, sample_entries)
    return tmp_path


def test_entries_come_back_by_row_by_id_and_in_order(folder, sample_entries):
    records = Records(folder)
    assert tuple(records) == sample_entries
    assert [records.by_id(e.id) for e in sample_entries] == list(sample_entries)
    assert [records.row(e.id) for e in sample_entries] == list(range(len(sample_entries)))
    assert records[-1] == sample_entries[-1]
    assert records[2:5] == list(sample_entries[2:5])


def test_what_is_not_there_is_an_error(folder):
    records = Records(folder)
    with pytest.raises(KeyError, match="nobody#1~1"):
        records.by_id("nobody#1~1")
    for row in (len(records), -len(records) - 1):
        with pytest.raises(IndexError):
            records[row]


def test_ids_whose_digests_collide_are_told_apart(tmp_path, sample_entries, monkeypatch):
    import numpy as np

    monkeypatch.setattr("index.records._hash", lambda _: np.uint64(7))
    write_records(tmp_path, sample_entries)
    assert [Records(tmp_path).by_id(e.id) for e in sample_entries] == list(sample_entries)


def test_a_file_that_was_cut_off_is_refused(folder):
    lines = folder / "entries.jsonl"
    lines.write_bytes(lines.read_bytes()[:-5])
    with pytest.raises(ValueError, match=r"entries\.jsonl"):
        Records(folder)


def test_stretches_follow_the_documents(sample_entries):
    assert list(stretches(sample_entries)) == [("alpha", 0, 4), ("beta", 4, 7), ("gamma", 7, 8)]
    assert list(stretches([])) == []
