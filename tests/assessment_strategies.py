"""Hypothesis strategies for whole assessments: from nearly empty to nearly complete, so that high levels are reached too."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from golden.tables import table
from hypothesis import strategies as st
from strategies import findings, words

from iec62443 import (
    FR,
    SL,
    Assessment,
    ComponentType,
    Evidence,
    Finding,
    RequirementId,
    Selection,
    Stage,
    Subject,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

PART_3_3, PART_4_2 = "62443-3-3", "62443-4-2"
EDITIONS = {PART_3_3: "2013", PART_4_2: "2019"}
ALL_TYPES = frozenset(ComponentType)
EMBEDDED = frozenset({ComponentType.EMBEDDED_DEVICE})
A_DAY = dt.date(2026, 3, 31)

#: One type, or several: the union of their requirements.
some_types: st.SearchStrategy[frozenset[ComponentType]] = st.frozensets(st.sampled_from(ComponentType), min_size=1)
stages: st.SearchStrategy[Stage] = st.sampled_from(Stage)
caps: st.SearchStrategy[SL | None] = st.none() | st.sampled_from(SL)
#: Days around those that the evidence is drawn with, and no day.
days: st.SearchStrategy[dt.date | None] = st.none() | st.dates()


@cache
def ids_of(part: str) -> tuple[RequirementId, ...]:
    """Give the ids of a part's requirements, of all component types."""
    return tuple(RequirementId.parse(row["id"]) for row in table("requirements") if row["part"] == part)


@cache
def ids_of_fr(part: str, fr: FR) -> tuple[RequirementId, ...]:
    """Give the ids of the requirements of one foundational requirement."""
    rows = (row for row in table("requirements") if (row["part"], row["fr"]) == (part, str(fr.number)))
    return tuple(RequirementId.parse(row["id"]) for row in rows)


@cache
def constraints_of(part: str) -> tuple[RequirementId, ...]:
    """Give the ids of a part's common constraints; those of 3-3 have no id but their clause."""
    rows = (row for row in table("constraints") if row["part"] == part)
    return tuple(RequirementId.parse(row["id"] or f"Clause {row['clause']}") for row in rows)


@cache
def met(id: RequirementId, *, shown: bool = True) -> Finding:
    """Give the finding that a requirement is met, shown by evidence or only asserted."""
    return Finding(id, Verdict.MET, "", (Evidence("a test report"),) if shown else ())


#: What a verdict needs beside the id to stand.
_NEEDS: dict[Verdict, dict[str, Any]] = {
    Verdict.MET_BY_CONFIGURATION: {"condition": "TLS is on"},
    Verdict.ALLOCATED: {"justification": "the directory does it"},
    Verdict.COMPENSATED: {"justification": "a locked cabinet"},
    Verdict.NOT_APPLICABLE: {"justification": "no radio"},
}


def least(verdict: Verdict, id: str = "CR 1.1", **more: Any) -> Finding:
    """Give a finding with the least that its verdict needs, and what more is said."""
    return Finding(id, verdict, **_NEEDS.get(verdict, {}) | more)


def component(
    given: Sequence[Finding] = (),
    types: frozenset[ComponentType] = EMBEDDED,
    *,
    stage: Stage = Stage.CAPABILITY,
    assessed_to: int | None = None,
    selection: Selection | None = None,
) -> Assessment:
    """Give an assessment of a component."""
    subject = Subject("Controller", "1.0", types)
    return Assessment(subject, PART_4_2, "2019", given, selection=selection, assessed_to=assessed_to, stage=stage)


def system(given: Sequence[Finding] = (), *, stage: Stage = Stage.CAPABILITY, amended: bool = True) -> Assessment:
    """Give an assessment of a system."""
    corrigenda = ("COR1:2014",) if amended else ()
    return Assessment(Subject("Cell 4"), PART_3_3, "2013", given, corrigenda, stage=stage)


@cache
def absent(id: RequirementId) -> Finding:
    """Give the finding that a requirement does not apply."""
    return Finding(id, Verdict.NOT_APPLICABLE, "there is no such feature")


@st.composite
def finding_lists(draw: st.DrawFn, part: str) -> list[Finding]:
    """Draw findings, one a requirement: most alike (met, asserted, none), some of any kind, an FR that does not apply."""
    ids = ids_of(part)
    usual = draw(st.sampled_from((None, True, True, False)))
    found = {} if usual is None else {id: met(id, shown=usual) for id in ids}
    without = draw(st.none() | st.sampled_from(FR))
    if without is not None:
        found |= {id: absent(id) for id in ids_of_fr(part, without)}
    for finding in draw(st.lists(findings(ids), max_size=6)):
        found[finding.requirement] = finding
    for id in draw(st.lists(st.sampled_from(ids), max_size=4)):
        found.pop(id, None)
    for finding in draw(st.lists(findings(constraints_of(part)), max_size=2)):
        found[finding.requirement] = finding
    return list(found.values())


@st.composite
def selections(draw: st.DrawFn, part: str) -> Selection:
    """Draw a selection that leaves out little."""
    excluded = draw(st.frozensets(st.sampled_from(ids_of(part)), max_size=3))
    reasons = {id: draw(words) for id in excluded if draw(st.booleans())}
    return Selection("Agreed", part, EDITIONS[part], frozenset(ids_of(part)) - excluded, reasons)


@st.composite
def assessments(draw: st.DrawFn, part: str | None = None) -> Assessment:
    """Draw an assessment against 3-3, with or without its corrigendum, or against 4-2."""
    chosen = part or draw(st.sampled_from((PART_3_3, PART_4_2, PART_4_2)))
    types = draw(some_types) if chosen == PART_4_2 else frozenset[ComponentType]()
    corrigenda = draw(st.sampled_from((("COR1:2014",), ()))) if chosen == PART_3_3 else ()
    return Assessment(
        Subject("Thing", "1", types),
        chosen,
        EDITIONS[chosen],
        draw(finding_lists(chosen)),
        corrigenda,
        draw(st.none() | selections(chosen)),
        draw(caps),
        draw(stages),
    )
