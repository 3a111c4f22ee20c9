"""Office files as the ZIP archives that they are: opened within limits, written the same byte for byte."""

from __future__ import annotations

import datetime as dt
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ..errors import InvalidFile, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

#: The most that an archive may unpack to, in bytes, and the most parts it may have.
LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 2_000
#: The first day that every archive can hold: when a document without a date was made, and every part of ours.
FIRST_DAY = dt.date(1980, 1, 1)
_FIRST = "[Content_Types].xml"


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """Give the parts of an archive; `InvalidFile` for one that is broken, encrypted, or unpacks to more than is bearable.

    Nothing is unpacked before what the archive says of its size is looked at, and nothing beyond what it says.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            listed = archive.infolist()
            for problem, wrong in (
                (f"has more than {MOST_PARTS} parts", len(listed) > MOST_PARTS),
                (
                    f"unpacks to more than {LARGEST_UNPACKED // 1024 // 1024} MiB",
                    sum(each.file_size for each in listed) > LARGEST_UNPACKED,
                ),
                ("is encrypted", any(each.flag_bits & 1 for each in listed)),
                (
                    "is packed in a way that office files are not",
                    any(each.compress_type not in _WAYS for each in listed),
                ),
                ("has a part twice", len({each.filename for each in listed}) < len(listed)),
            ):
                if wrong:
                    raise InvalidFile(name, [("", problem)])
            return {each.filename: archive.read(each) for each in listed if not each.is_dir()}
    except (BadZipFile, zlib.error, EOFError, OSError) as error:
        raise InvalidFile(name, [("", f"is no office file that can be read: {quote(str(error))}")]) from error


_WAYS = {ZIP_STORED, ZIP_DEFLATED}


def pack(parts: Mapping[str, bytes], *, compressed: bool = True) -> bytes:
    """Put parts into an archive in a fixed order, the content types first, all of one date and from no machine.

    >>> pack({"b": b"2", "a": b"1"}) == pack({"a": b"1", "b": b"2"})
    True
    """
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda each: (each != _FIRST, each)):
            info = ZipInfo(name, (*FIRST_DAY.timetuple()[:3], 0, 0, 0))
            info.compress_type = ZIP_DEFLATED if compressed else ZIP_STORED
            info.create_system = 0
            archive.writestr(info, parts[name])
    return out.getvalue()
