"""One Hypothesis profile for the whole suite: no deadline, nothing stored, and on CI the same examples each time."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("iec62443", deadline=None, database=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("iec62443")
