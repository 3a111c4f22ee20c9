"""Hypothesis strategies for whole systems, with every field of every value: for round trips, and for whoever walks a system.

`systems` draws one in which every reference leads somewhere; the others draw single values from what is given to them. For
systems as a roll-up sees them, in which nearly everything is closed, see `rollup_strategies`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from assessment_strategies import EDITIONS, PART_3_3, PART_4_2, constraints_of, ids_of, some_types
from hypothesis import strategies as st
from strategies import evidences, findings, levels, vectors, words

from iec62443 import (
    Approval,
    Assessment,
    AssetKind,
    Attachment,
    Claim,
    ClaimForm,
    ClaimSource,
    Component,
    Conduit,
    Configuration,
    Countermeasure,
    EssentialEffect,
    External,
    Finding,
    Flow,
    FlowKind,
    Initiator,
    Lifecycle,
    MeasureKind,
    RequirementId,
    RiskAcceptance,
    Selection,
    Stage,
    Subject,
    SupplierAssumption,
    SystemUnderConsideration,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

#: Any text: empty, of several lines, with signs that other formats take for their own.
texts: st.SearchStrategy[str] = st.just("") | st.text(st.characters(codec="utf-8"), max_size=12)
#: A list of texts that say something.
listed: st.SearchStrategy[list[str]] = st.lists(words, max_size=2)
days = st.none() | st.dates()
evidence = st.lists(evidences, max_size=2)


@cache
def headings() -> tuple[RequirementId, ...]:
    """Give the headings of 4-2 that point on to requirements of the types, which a finding may be on too."""
    return tuple(map(RequirementId.parse, ("CR 2.4", "CR 3.2", "CR 3.10", "CR 3.14")))


def some(items: Sequence[T], most: int = 3) -> st.SearchStrategy[list[T]]:
    """Draw a few of the items, each once; none where there are none."""
    return st.lists(st.sampled_from(items), max_size=most, unique=True) if items else st.just([])


def one_of_or(items: Sequence[T], otherwise: T) -> st.SearchStrategy[T]:
    """Draw one of the items, or what stands for none of them."""
    return st.sampled_from([otherwise, *items])


def system_findings(most: int = 3) -> st.SearchStrategy[list[Finding]]:
    """Draw findings on 3-3, also several on one requirement and on its common constraints."""
    return st.lists(findings((*ids_of(PART_3_3), *constraints_of(PART_3_3))), max_size=most)


def component_findings(most: int = 3) -> st.SearchStrategy[list[Finding]]:
    """Draw findings on 4-2, also on its headings and common constraints, and several on one requirement."""
    return st.lists(findings((*ids_of(PART_4_2), *constraints_of(PART_4_2), *headings())), max_size=most)


def chosen(part: str) -> st.SearchStrategy[Selection]:
    """Draw a selection of a few requirements with their bases, some left out with a reason, and parameters."""
    id = st.sampled_from(ids_of(part))
    few = st.frozensets(id, max_size=4).map(lambda ids: frozenset({*ids, *(each.base for each in ids)}))
    parameters = st.dictionaries(id, st.dictionaries(words, texts, max_size=2), max_size=2)
    return st.builds(
        lambda name, ids, reasons, values: Selection(
            name, part, EDITIONS[part], ids, {id: why for id, why in reasons.items() if id not in ids}, values
        ),
        words,
        few,
        st.dictionaries(id, words, max_size=2),
        parameters,
    )


@st.composite
def products(draw: st.DrawFn) -> Assessment:
    """Draw the assessment of a product, or one as built, with few findings, of which some may differ."""
    return Assessment(
        Subject(draw(words), draw(texts), draw(some_types), draw(texts)),
        PART_4_2,
        "2019",
        draw(component_findings(4)),
        (),
        draw(st.none() | st.none() | chosen(PART_4_2)),
        draw(st.none() | levels),
        draw(st.sampled_from(Stage)),
        draw(texts),
        draw(days),
    )


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Draw a claim, self-declared or with a certificate."""
    subject = Subject(draw(words), draw(texts), draw(st.just(frozenset()) | some_types), draw(texts))
    named = draw(st.booleans())
    certificate = (draw(words), draw(words), draw(words)) if named else ("", "", "")
    source = ClaimSource(not named, *certificate, draw(days))
    return Claim(subject, draw(vectors), draw(st.sampled_from(ClaimForm)), PART_4_2, "2019", source)


supplier_assumptions: st.SearchStrategy[SupplierAssumption] = st.builds(
    SupplierAssumption, words, st.frozensets(st.sampled_from(ids_of(PART_3_3)), max_size=2)
)
configurations: st.SearchStrategy[Configuration] = st.builds(
    Configuration, st.none() | st.frozensets(st.sampled_from(ids_of(PART_4_2)), max_size=3), evidence, days
)
acceptances: st.SearchStrategy[RiskAcceptance] = st.builds(
    RiskAcceptance, st.sampled_from(ids_of(PART_3_3)), words, words, days
)
approvals: st.SearchStrategy[Approval] = st.builds(Approval, words, words, days, texts)


@st.composite
def components(draw: st.DrawFn, name: str, hosts: Sequence[str] = (), assessed: Sequence[Assessment] = ()) -> Component:
    """Draw a component, which may stand on one of the hosts and be of one of the assessed products."""
    assessment = draw(one_of_or(assessed, None))
    types = draw(some_types)
    if assessment is not None:
        types = types & assessment.subject.component_types or assessment.subject.component_types
    return Component(
        name,
        types,
        draw(texts),
        draw(texts),
        draw(texts),
        assessment,
        draw(st.none() | claims()),
        draw(component_findings()),
        draw(st.none() | configurations),
        draw(system_findings(2)),
        draw(system_findings(2)),
        draw(st.lists(supplier_assumptions, max_size=2)),
        draw(st.sampled_from(AssetKind)),
        draw(st.frozensets(st.sampled_from(Attachment))),
        draw(st.sampled_from(Lifecycle)),
        draw(days),
        draw(one_of_or(hosts, "")),
        draw(texts),
    )


def _providers(names: Sequence[str]) -> st.SearchStrategy[dict[RequirementId, str]]:
    if not names:
        return st.just({})
    return st.dictionaries(st.sampled_from(ids_of(PART_3_3)), st.sampled_from(names), max_size=3)


@st.composite
def zones(draw: st.DrawFn, name: str, parents: Sequence[str] = (), inside: Sequence[str] = ()) -> Zone:
    """Draw a zone; its parent is one of the given ones, also itself, as no cycle is an error."""
    return Zone(
        name,
        draw(st.none() | vectors | levels),
        draw(some(inside)),
        draw(one_of_or(parents, "")),
        draw(system_findings()),
        draw(system_findings()),
        draw(system_findings(2)),
        draw(system_findings(2)),
        draw(_providers([*parents, *inside])),
        draw(texts),
        draw(texts),
        draw(texts),
        draw(texts),
        draw(texts),
        draw(listed),
        draw(st.none() | st.booleans()),
        draw(listed),
        draw(listed),
        draw(st.lists(acceptances, max_size=2)),
        draw(texts),
    )


@st.composite
def conduits(draw: st.DrawFn, name: str, joined: Sequence[str] = (), inside: Sequence[str] = ()) -> Conduit:
    """Draw a conduit between some of the zones and externals."""
    return Conduit(
        name,
        draw(some(joined)),
        draw(st.none() | vectors),
        draw(st.none() | chosen(PART_3_3)),
        draw(some(inside)),
        draw(some(inside)),
        draw(system_findings()),
        draw(system_findings()),
        draw(system_findings(2)),
        draw(system_findings(2)),
        draw(_providers(inside)),
        draw(texts),
        draw(texts),
        draw(texts),
        draw(listed),
        draw(listed),
        draw(st.lists(acceptances, max_size=2)),
        draw(texts),
    )


@st.composite
def flows(draw: st.DrawFn, ends: Sequence[str], over: Sequence[str] = ()) -> Flow:
    """Draw a flow between two of the ends, over some of the conduits."""
    return Flow(
        draw(st.sampled_from(ends)),
        draw(st.sampled_from(ends)),
        draw(texts),
        draw(st.sampled_from(FlowKind)),
        draw(st.sampled_from(Initiator)),
        draw(some(over)),
        draw(texts),
    )


@st.composite
def countermeasures(draw: st.DrawFn, name: str, places: Sequence[str]) -> Countermeasure:
    """Draw a countermeasure at one or several of the places."""
    ids = st.sampled_from((*ids_of(PART_3_3), *ids_of(PART_4_2)))
    return Countermeasure(
        name,
        draw(st.frozensets(ids, min_size=1, max_size=3)),
        draw(st.frozensets(st.sampled_from(places), min_size=1, max_size=3)),
        draw(levels),
        draw(st.sampled_from(MeasureKind)),
        draw(texts),
        draw(st.sampled_from(EssentialEffect)),
        draw(st.booleans()),
        draw(evidence),
        draw(texts),
    )


def _shares(names: list[str], sizes: Sequence[int]) -> list[list[str]]:
    """Deal names out: as many to each as its size says, while there are any."""
    left = iter(names)
    return [[name for _, name in zip(range(size), left, strict=False)] for size in sizes]


@st.composite
def systems(draw: st.DrawFn, most: int = 3) -> SystemUnderConsideration:
    """Draw a system of at most so many zones, conduits and components, in which every reference leads somewhere."""
    sizes = [draw(st.integers(0, each)) for each in (most, most, most, 2, 2)]
    names = draw(st.lists(words, min_size=sum(sizes), max_size=sum(sizes), unique=True))
    of_zones, of_conduits, of_components, of_externals, of_measures = _shares(names, sizes)
    assessed = draw(st.lists(products(), max_size=2))
    ends = [*of_components, *of_zones, *of_externals]
    places = [*of_zones, *of_conduits, *of_components]
    return SystemUnderConsideration(
        draw(words),
        draw(texts),
        [draw(zones(name, of_zones, of_components)) for name in of_zones],
        [draw(conduits(name, [*of_zones, *of_externals], of_components)) for name in of_conduits],
        [draw(components(name, of_components, assessed)) for name in of_components],
        [External(name, draw(texts)) for name in of_externals],
        draw(st.lists(flows(ends, of_conduits), max_size=2)) if ends else (),
        [draw(countermeasures(name, places)) for name in of_measures] if places else (),
        draw(st.sampled_from((None, "2013"))),
        draw(st.sampled_from((None, (), ("COR1:2014",)))),
        draw(listed),
        draw(listed),
        draw(texts),
        draw(texts),
        draw(texts),
        draw(listed),
        draw(st.lists(approvals, max_size=2)),
        draw(st.dictionaries(words, words, max_size=2)),
    )
