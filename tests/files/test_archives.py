"""Office files opened within limits, and written the same."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iec62443 import InvalidFile
from iec62443.files.archives import LARGEST_UNPACKED, MOST_PARTS, pack, unpack

NAMES = st.text("abc/.", min_size=1, max_size=8).filter(lambda name: not name.endswith("/"))


def zipped(parts: list[tuple[str, bytes]], way: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", way) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def told(data: bytes) -> str:
    with pytest.raises(InvalidFile) as caught:
        unpack(data, "a.xlsx")
    assert "a.xlsx" == caught.value.source
    return caught.value.problems[0][1]


@given(st.dictionaries(NAMES, st.binary(max_size=40)), st.booleans())
def test_what_was_packed_is_unpacked(parts: dict[str, bytes], compressed: bool) -> None:  # noqa: FBT001 - drawn
    assert parts == unpack(pack(parts, compressed=compressed), "a")


@given(st.dictionaries(NAMES, st.binary(max_size=40), min_size=1))
def test_the_order_makes_no_difference(parts: dict[str, bytes]) -> None:
    assert pack(parts) == pack(dict(reversed(parts.items())))


def test_folders_are_no_parts() -> None:
    assert {"a/b": b"1"} == unpack(zipped([("a/", b""), ("a/b", b"1")]), "a")


def test_one_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped([("a", b"0" * (LARGEST_UNPACKED // 2)), ("b", b"0" * (LARGEST_UNPACKED // 2 + 1))])
    assert len(bomb) < 1_000_000
    monkeypatch.setattr(ZipFile, "read", None)
    assert "unpacks to more than 64 MiB" == told(bomb)


def test_one_that_lies_about_its_size_is_not_unpacked_further() -> None:
    data = bytearray(zipped([("a", b"0" * 1_000_000)]))
    directory = data.index(b"PK\x01\x02")
    for place in (22, directory + 24):  # the size unpacked, in the header of the part and in the directory
        data[place : place + 4] = (1000).to_bytes(4, "little")
    assert "Bad CRC-32" in told(bytes(data))


def test_one_of_too_many_parts_is_refused() -> None:
    parts = [(f"p{place}", b"") for place in range(MOST_PARTS + 1)]
    assert len(unpack(zipped(parts[1:]), "a")) == MOST_PARTS
    assert "has more than 2000 parts" == told(zipped(parts))


def test_other_ways_of_packing_are_refused() -> None:
    assert {"a": b"1"} == unpack(zipped([("a", b"1")], ZIP_STORED), "a")
    assert "is packed in a way that office files are not" == told(zipped([("a", b"1")], ZIP_BZIP2))


def test_an_encrypted_one_is_refused() -> None:
    data = bytearray(zipped([("a", b"1")]))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "is encrypted" == told(bytes(data))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused() -> None:
    assert "has a part twice" == told(zipped([("a", b"1"), ("a", b"2")]))


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive at all", zipped([("a", b"1" * 99)])[:-5]])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    assert "is no office file that can be read" in told(data)


def test_broken_data_is_refused() -> None:
    data = bytearray(zipped([("a", b"some words to pack " * 20)]))
    data[36:44] = b"\xff" * 8
    assert "is no office file that can be read" in told(bytes(data))


def test_what_zlib_says_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise zlib.error("incorrect header check")

    monkeypatch.setattr(ZipFile, "read", broken)
    assert "'incorrect header check'" in told(zipped([("a", b"1")]))
