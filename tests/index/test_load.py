"""Files of either encoding as text."""

from __future__ import annotations

import pytest

from index.load import LoadError, load_text

TEXT = "一、支持研发。\n给予最高100万元奖励。\n"


@pytest.fixture
def written(tmp_path):
    def write(data):
        path = tmp_path / "文件.txt"
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_utf8_and_gb18030_give_the_same_text(written, encoding):
    assert load_text(written(TEXT.encode(encoding))) == TEXT


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_one(written, end):
    assert load_text(written(TEXT.replace("\n", end).encode("gb18030"))) == TEXT


def test_nothing_else_is_changed(written):
    odd = "\u3000\xa0深\x0c圳\t〔2022〕５号 \n\n"
    assert load_text(written(odd.encode())) == odd


def test_empty_file_is_an_empty_text(written):
    assert load_text(written(b"")) == ""


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x4e", b"PK\x03\x04\xff\xff\xff", b"\x80\x80\x80"])
def test_file_that_is_no_text_is_refused_by_name(written, data):
    with pytest.raises(LoadError, match=r"文件\.txt: .*UTF-8 .*GB18030"):
        load_text(written(data))


def test_damaged_utf8_is_not_read_as_something_else(written):
    good = TEXT.encode()
    with pytest.raises(LoadError, match=f"damaged UTF-8 at byte {len(good) + 1}"):
        load_text(written(good + b"\xff" + good))
    with pytest.raises(LoadError, match="damaged UTF-8"):
        load_text(written(TEXT.encode()[:-2]))
