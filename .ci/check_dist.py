"""Compare the data in the built wheel and sdist with the files that git tracks under data/."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path


def main(folder: Path) -> int:
    """Print what is missing or too much; 0 when nothing is."""
    listed = subprocess.run(["git", "ls-files", "data"], check=True, capture_output=True, text=True)  # noqa: S607 - git of the path
    tracked = {name.removeprefix("data/") for name in listed.stdout.splitlines()}
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = {name.partition("iec62443/_data/")[2] for name in archive.namelist() if "iec62443/_data/" in name}
    with tarfile.open(sdist) as archive:
        in_sdist = {
            member.name.partition("/data/")[2] for member in archive if member.isfile() and "/data/" in member.name
        }
    for where, names in ((wheel.name, in_wheel), (sdist.name, in_sdist)):
        print(f"{where}: {len(names)} data files, git tracks {len(tracked)}")
        for name in sorted(names ^ tracked):
            print(f"  {'too much' if name in names else 'missing'}: {name}")
    return 0 if in_wheel == in_sdist == tracked and tracked else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
