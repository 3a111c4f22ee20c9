"""Measure the search for ids in running text: precision and recall on the hand-labelled corpus, false positives, time.

Precision and recall count an id as right when its span and its id are as labelled. The corpus and its conventions stand in
``tests/corpus``. Time is given as the ratio of a text twice as long: about 2 means linear.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from corpus.scores import HERE, Score, scores, total

from iec62443.references import find_all

#: What could make a careless search slow, repeated on one line.
HOSTILE = {
    "prefixes without a number": "SR ",
    "prefixes in a row": "SR/",
    "one list": "1.1, ",
    "half brackets": "SR 1.1 (",
    "titles": "SR 1.1 - Aaaa bbbb ",
    "practices of two frameworks": "NIST SI-2, 62443 ",
    "enhancements": "SR 1.1 RE(1), ",
    "parts": "62443-",
    "dotted numbers": "4.3.",
    "spaces": " ",
    "lines": "SR\n",
}


def main() -> None:
    """Print the tables."""
    for name in ("raw", "prose"):
        by_source = scores(name)
        print(f"\n{name:<28}{'labelled':>10}{'found':>8}{'precision':>11}{'recall':>9}")
        for source, score in by_source.items():
            print(_row(source, score))
        print(_row("all", total([*by_source.values()])))
    print(f"\n{'negative':<28}{'words':>10}{'found':>8}   false positives per 10,000 words")
    negative = scores("negative")
    collisions = [score for source, score in negative.items() if source.startswith("collision-")]
    for source, score in (
        ("all but collisions", total([negative[each] for each in negative if not each.startswith("collision-")])),
        ("collisions", total(collisions)),
    ):
        print(f"{source:<28}{score.words:>10}{score.found:>8}{score.false_positives:>11.1f}")
    _times()


def _row(source: str, score: Score) -> str:
    return f"{source:<28}{score.labelled:>10}{score.found:>8}{score.precision:>11.4f}{score.recall:>9.4f}"


def _times() -> None:
    prose = (HERE / "prose.jsonl").read_text(encoding="utf-8") * 2
    print(f"\n{'text':<28}{'length':>10}{'seconds':>10}{'2n / n':>9}{'4n / 2n':>9}")
    for name, piece, count in (("prose", prose, 1), *((name, piece, 3000) for name, piece in HOSTILE.items())):
        times = [_seconds("IEC 62443 SR 1.1, " + piece * count * factor) for factor in (1, 2, 4)]
        print(
            f"{name:<28}{len(piece) * count:>10}{times[0]:>10.3f}{times[1] / times[0]:>9.2f}{times[2] / times[1]:>9.2f}"
        )


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = perf_counter()
        find_all(text)
        best = min(best, perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
