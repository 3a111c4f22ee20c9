"""The folder of a system: its files refer to each other by paths that start there; none leads out, and there is an end."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from ..errors import InvalidFile, quote
from .plain import lies_in, read_text

#: The most files that one system is read from, and how large they are together, in bytes.
MOST_FILES = 2000
LARGEST_TOGETHER = 64 * 1024 * 1024
_LONGEST_NAME = 200


class Folder:
    """The files below a folder, by the paths that users write: with slashes, from the folder down."""

    def __init__(self, root: Path) -> None:
        """Take the folder."""
        self.root: Path = root.resolve()
        self._found: dict[str, Path] = {}
        self._counted: set[Path] = set()
        self._size: int = 0

    def find(self, name: str) -> Path:
        """Give the file that a path means; a ValueError says why there is none."""
        if name in self._found:
            return self._found[name]
        _check(name)
        path = self.root / name
        if not lies_in(self.root, path):
            raise ValueError(f"{quote(name)} leads out of the folder of the system")
        if not path.is_file():
            raise ValueError(f"there is no file {quote(name)} in the folder of the system{self._near(path)}")
        self._found[name] = path
        return path

    def match(self, pattern: str) -> list[Path]:
        """Give the files that a path with stars means, sorted; a ValueError where there is none. Hidden files are left out."""
        if "*" not in pattern:
            return [self.find(pattern)]
        _check(pattern)
        if "**" in pattern:
            raise ValueError(f"{quote(pattern)} goes down every folder; a star stands for a part of one name")
        found = [path for path in sorted(self.root.glob(pattern)) if not path.name.startswith(".") and path.is_file()]
        if not found:
            raise ValueError(f"no file in the folder of the system is called like {quote(pattern)}")
        strange = [self.name(path) for path in found if not lies_in(self.root, path)]
        if strange:
            raise ValueError(f"{quote(strange[0])} leads out of the folder of the system")
        return found

    def name(self, path: Path) -> str:
        """Give a file's path as users write it."""
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path) -> str:
        """Read a file."""
        self.count(path)
        return read_text(path)

    @property
    def files(self) -> list[Path]:
        """The files that were read so far, sorted."""
        return sorted(self._counted)

    def count(self, path: Path) -> None:
        """Count a file that is read, and refuse what is too much for one system."""
        if path in self._counted:
            return
        self._counted.add(path)
        with suppress(OSError):  # who reads it tells
            self._size += path.stat().st_size
        if len(self._counted) > MOST_FILES:
            raise InvalidFile(path.name, [("", f"is one file too many: a system is read from at most {MOST_FILES}")])
        if self._size > LARGEST_TOGETHER:
            bound = f"{LARGEST_TOGETHER // 1024 // 1024} MiB"
            raise InvalidFile(path.name, [("", f"makes the files of the system larger than {bound} together")])

    def _near(self, path: Path) -> str:
        from difflib import get_close_matches

        if not path.parent.is_dir():
            return ""
        beside = sorted(each.name for each in path.parent.iterdir() if each.is_file())
        near = get_close_matches(path.name, beside, 3, 0.6)
        return f"; nearest: {', '.join(self.name(path.parent / each) for each in near)}" if near else ""


def _check(name: str) -> None:
    """Refuse what is no path below a folder, whatever the machine that reads it."""
    if not name.strip() or not name.isprintable():
        raise ValueError(f"the path of a file is expected, not {quote(name)}")
    if max(len(part.encode()) for part in name.split("/")) > _LONGEST_NAME:
        raise ValueError(f"{quote(name)} is longer than a file's name can be")
    windows = PureWindowsPath(name)
    if name.startswith("/") or windows.drive or windows.root:
        raise ValueError(f"{quote(name)} is no path from the folder of the system down")
    if "\\" in name:
        raise ValueError(f"{quote(name)} has a backslash; folders are parted by a slash")
    if ".." in PurePosixPath(name).parts:
        raise ValueError(f"{quote(name)} leads out of the folder of the system")
