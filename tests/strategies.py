"""Hypothesis strategies for the values, drawn from the real catalog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from golden.tables import table
from hypothesis import strategies as st

from iec62443 import (
    FR,
    SL,
    Catalog,
    ComponentType,
    Evidence,
    EvidenceKind,
    Finding,
    NotApplicableReason,
    Requirement,
    RequirementId,
    SLStatement,
    SLType,
    SLVector,
    Verdict,
    load,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Every catalog that is packaged, and the print of 3-3 before its corrigendum.
CATALOGS: tuple[Catalog, ...] = (load("3-3"), load("4-2"), load("3-3", corrigenda=()))
#: Every id of every part of the series that is known, in the standard's order within a part and edition.
KNOWN_IDS: tuple[str, ...] = tuple(row["id"] for row in table("identifiers"))

levels: st.SearchStrategy[SL] = st.sampled_from(SL)
frs: st.SearchStrategy[FR] = st.sampled_from(FR)
vectors: st.SearchStrategy[SLVector] = st.builds(SLVector, *[levels] * len(FR))
catalogs: st.SearchStrategy[Catalog] = st.sampled_from(CATALOGS)
component_types: st.SearchStrategy[frozenset[ComponentType]] = st.frozensets(st.sampled_from(ComponentType))
requirement_ids: st.SearchStrategy[RequirementId] = st.sampled_from(KNOWN_IDS).map(RequirementId.parse)
words: st.SearchStrategy[str] = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20
).filter(lambda text: bool(text.strip()))


def requirements(catalog: Catalog) -> st.SearchStrategy[Requirement]:
    """Draw a requirement of a catalog."""
    return st.sampled_from(catalog.requirements)


def id_sets(catalog: Catalog) -> st.SearchStrategy[frozenset[RequirementId]]:
    """Draw a set of ids of a catalog; a drawn share keeps small and nearly full sets alike likely."""
    ids = list(catalog)
    return st.one_of(
        st.frozensets(st.sampled_from(ids)),
        st.frozensets(st.sampled_from(ids)).map(frozenset(ids).difference),
    )


_NOTATION = re.compile(r"(?P<prefix>[A-Za-z]*)(?P<gap>[ .-]?)(?P<numbers>[0-9.]+)(?P<tail> BR| RE\([0-9]+\))?")
_HYPHENS = ("-", "\u2013", "\u2011", " - ")
_GAPS = ("", " ", ".", ":", "-", " - ", "\u00a0", "\u2013", " \u2013 ", "\u2011")
_ENHANCEMENTS = (
    " RE({})",
    " RE{}",
    "RE{}",
    " RE {}",
    " RE ({})",
    ".RE.{}",
    ", RE{}",
    ", RE {}",
    " ({})",
    "\u00a0RE({})",
)
_BEFORE = (
    "",
    "IEC {part}:{year} - ",
    "IEC {part}:{year} \u2013 ",
    "ISA {part}:{year} ",
    "EN IEC {part}:{year}, ",
    "ANSI/ISA-{part} ",
    "IEC {part}/",
    "{part} ",
    "IEC62443: ",
    "Part {short} Req ",
    "Part {short} Requirement ",
)
_CASES: tuple[Callable[[str], str], ...] = (str, str.lower, str.upper, str.title)
_AFTER = ("", " (11.10.1)", " ", "\u00a0")


@st.composite
def notations(draw: st.DrawFn, canonical: str) -> str:
    """Draw a way in which an id is written in the wild: gaps, dashes, forms of the RE, case, the part before it."""
    id = RequirementId.parse(canonical)
    found = _NOTATION.fullmatch(canonical)
    assert found
    gaps: tuple[str, ...] = _GAPS if found["prefix"] else ("",)
    if id.part == "62443-4-1":  # SR and one number without a hyphen could be the begin of a 3-3 id
        gaps = _HYPHENS if id.prefix == "SR-" else (*_HYPHENS, "", " ", "\u00a0")
    written = found["prefix"] + draw(st.sampled_from(gaps)) + found["numbers"]
    if id.enhancement is not None:
        written += draw(st.sampled_from(_ENHANCEMENTS)).format(id.enhancement)
    elif found["tail"]:
        written += draw(st.sampled_from((" BR", "BR", " (BR)", ", BR", "")))
    before = draw(st.sampled_from(_BEFORE)).format(part=id.part, short=id.part.removeprefix("62443-"), year="2019")
    case = draw(st.sampled_from(_CASES))
    return draw(st.sampled_from(("", " "))) + case(before + written) + draw(st.sampled_from(_AFTER))


_SECOND_STATEMENT = re.compile(r"\).*SL[ _-]?[TCA]\s*\(", re.IGNORECASE)
#: Any printable line: brackets, signs of equality, digits, other scripts; only a second statement in it is no domain.
domains: st.SearchStrategy[str] = (
    st.one_of(
        st.just(""),
        st.sampled_from(
            (
                "BPCS Zone",
                "FS-PLC",
                "Zone 4 (north)",
                "RA",
                "RA, x",
                "{2}",
                "a) = 2",
                "((",
                "))",
                "= 3",
                ", ,",
                "*",
                "-",
            )
        ),
        st.text(max_size=400),
        st.text("SLTCA-_ (){}[]=:,;*0123456789RAabc", max_size=40),
    )
    .map(lambda text: "".join(each for each in text if each.isprintable()).strip())
    .filter(lambda text: not _SECOND_STATEMENT.search(text))
)
_whole = st.tuples(*[st.none() | levels] * len(FR))


def _on_one(fr: FR, level: SL, kind: SLType, domain: str) -> SLStatement:
    return SLStatement(kind, tuple(level if each is fr else None for each in FR), domain, fr)


statements: st.SearchStrategy[SLStatement] = st.one_of(
    st.builds(SLStatement, st.sampled_from(SLType), _whole, domains),
    st.builds(_on_one, frs, levels, st.sampled_from(SLType), domains),
)

verdicts: st.SearchStrategy[Verdict] = st.sampled_from(Verdict)
evidences: st.SearchStrategy[Evidence] = st.builds(
    Evidence, words, st.sampled_from(EvidenceKind), st.text(max_size=5), st.none() | st.dates(), st.none() | st.dates()
)


@st.composite
def findings(draw: st.DrawFn, ids: Iterable[RequirementId]) -> Finding:
    """Draw a finding on one of the ids, with what its verdict needs."""
    id = draw(st.sampled_from(list(ids)))
    verdict = draw(verdicts)
    evidence = tuple(draw(st.lists(evidences, max_size=2)))
    if verdict is Verdict.NOT_APPLICABLE:
        reason = draw(st.sampled_from(NotApplicableReason))
        return Finding(id, verdict, draw(words), evidence, reason=reason)
    if verdict is Verdict.MET_BY_CONFIGURATION:
        holds = draw(st.none() | st.booleans())
        return Finding(id, verdict, "", evidence, condition=draw(words), condition_holds=holds)
    if verdict is Verdict.COMPENSATED:
        adequate = draw(st.none() | levels)
        return Finding(id, verdict, draw(words), evidence, countermeasures=("a fence",), adequate_up_to=adequate)
    justification = draw(words) if verdict is Verdict.ALLOCATED else draw(st.just("") | words)
    return Finding(id, verdict, justification, evidence)
