"""Measure the search for ids against the hand-labelled corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from iec62443.references import find_all

HERE = Path(__file__).parent


class Score(NamedTuple):
    """How many ids are labelled, found, and found where and as they are labelled; in how many words."""

    labelled: int = 0
    found: int = 0
    right: int = 0
    words: int = 0

    @property
    def recall(self) -> float:
        return self.right / self.labelled

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def false_positives(self) -> float:
        """What is found and not labelled, for each 10,000 words."""
        return (self.found - self.right) / self.words * 10_000


def scores(name: str) -> dict[str, Score]:
    """Score one file of the corpus, for each source: an id counts when its span and its id are as labelled."""
    result: dict[str, Score] = {}
    for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels = {(each["start"], each["end"], each["id"]) for each in row["labels"]}
        found = {(each.start, each.end, each.id.text) for each in find_all(row["text"])}
        one = Score(len(labels), len(found), len(labels & found), len(row["text"].split()))
        result[row["source"]] = total([result.get(row["source"], Score()), one])
    return result


def total(parts: list[Score]) -> Score:
    """Add scores up."""
    return Score(*map(sum, zip(*parts, strict=True)))
