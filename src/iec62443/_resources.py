"""Where the packaged data lies: the only module that knows.

In an installed package the files are in ``_data`` beside this module; in a checkout, in ``data/`` at its top.
A plain folder is read with `open`, which is 20 ms cheaper than `importlib_resources`; that is needed for zip imports only.
"""

from __future__ import annotations

from os import listdir, path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

_HERE = path.dirname(path.abspath(__file__))
_FOLDERS = (path.join(_HERE, "_data"), path.join(_HERE, "..", "..", "data"))


def read_bytes(*names: str) -> bytes:
    """Read one packaged file; `FileNotFoundError` if there is none of that name."""
    for folder in _FOLDERS:
        if path.isdir(folder):
            with open(path.join(folder, *names), "rb") as file:
                return file.read()
    return _archived(*names).read_bytes()


def names(*folder: str) -> tuple[str, ...]:
    """List the packaged files and folders of a folder, sorted."""
    for root in _FOLDERS:
        if path.isdir(root):
            return tuple(sorted(listdir(path.join(root, *folder))))
    return tuple(sorted(each.name for each in _archived(*folder).iterdir()))


def _archived(*names: str) -> Traversable:
    """Find a file or folder in a package that lies in an archive; one that is not there is an error at once."""
    from importlib_resources import files

    found = files("iec62443").joinpath("_data", *names)
    if not (found.is_file() or found.is_dir()):
        raise FileNotFoundError("/".join(names))
    return found
