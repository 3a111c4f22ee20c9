"""What people write for a verdict, and the verdict that it means. The table is *ours*; users extend it in their file."""

from __future__ import annotations

from ..errors import quote
from ..findings import Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS = {
    Verdict.MET: (
        "met",
        "yes",
        "y",
        "true",
        "full",
        "fully met",
        "fulfilled",
        "implemented",
        "supported",
        "pass",
        "passed",
        "ok",
        "x",
    ),
    Verdict.MET_BY_CONFIGURATION: ("met by configuration", "configurable", "by configuration", "with configuration"),
    Verdict.ALLOCATED: ("allocated", "by system", "provided by system", "by integrator", "inherited"),
    Verdict.COMPENSATED: ("compensated", "compensating countermeasure", "compensating measure", "alternative"),
    Verdict.NOT_APPLICABLE: ("not applicable", "not relevant"),
    Verdict.PARTIAL: ("partial", "partially", "partly", "partially met", "in progress"),
    Verdict.PLANNED: ("planned", "roadmap", "future"),
    Verdict.NOT_MET: (
        "not met",
        "no",
        "n",
        "false",
        "not fulfilled",
        "not implemented",
        "not supported",
        "fail",
        "failed",
        "open",
    ),
    Verdict.NOT_ASSESSED: ("", "not assessed", "tbd", "unknown", "?", "above assessed level"),
}
#: Words that may mean two things; they are refused unless a reason or justification stands beside them.
_AMBIGUOUS = {"na", "n/a", "n.a.", "n. a.", "not applicable", "-"}

QUESTION = (
    "not relevant to this subject (then write 'not applicable' and justify it), "
    "or above the assessed level (then write 'not assessed')?"
)


def normal(word: str) -> str:
    """Fold case, underscores, hyphens and blanks."""
    folded = word.strip().casefold()
    return folded if folded == "-" else " ".join(folded.replace("_", " ").replace("-", " ").split())


_TABLE = {word: verdict for verdict, words in _WORDS.items() for word in words}


def read_verdict(word: str, extra: Mapping[str, Verdict], *, explained: bool) -> Verdict:
    """Give the verdict that a word means; `extra` holds the user's own words, already normal.

    Raises `ValueError` for a word that means nothing here, or two things and is not `explained`.

    >>> read_verdict("Fulfilled", {}, explained=False), read_verdict("N/A", {}, explained=True)
    (<Verdict.MET: 'met'>, <Verdict.NOT_APPLICABLE: 'not_applicable'>)
    """
    key = normal(word)
    if key in extra:
        return extra[key]
    if key in _AMBIGUOUS:
        if not explained:
            raise ValueError(f"{word!r} alone leaves a question open: {QUESTION}")
        return Verdict.NOT_APPLICABLE
    if key in _TABLE:
        return _TABLE[key]
    from difflib import get_close_matches

    near = get_close_matches(key, (*extra, *_TABLE), 1) or ("met, partial, planned, not met, not assessed, ...",)
    raise ValueError(
        f"{quote(word)} is no verdict; try {near[0]!r}, or give the word its meaning in the table 'verdicts'"
    )


def own_words(verdicts: Mapping[str, Verdict]) -> tuple[dict[str, Verdict], list[tuple[str, str]]]:
    """Give the user's words in their normal form, and list those that contradict ours or each other.

    A word that leaves a question open, such as NA, may be given its meaning; one that has a meaning keeps it.

    >>> own_words({"NA": Verdict.NOT_ASSESSED, "partial": Verdict.MET})[1]
    [('$.verdicts.partial', "'partial' means partial here and cannot mean met")]
    """
    extra: dict[str, Verdict] = {}
    problems: list[tuple[str, str]] = []
    for word, verdict in verdicts.items():
        key = normal(word)
        known = extra.get(key) or (None if key in _AMBIGUOUS else _TABLE.get(key))
        if known is not None and known is not verdict:
            problems.append(
                (f"$.verdicts.{word}", f"{word!r} means {known.value} here and cannot mean {verdict.value}")
            )
        extra[key] = verdict
    return extra, problems
