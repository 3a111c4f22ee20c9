"""Hypothesis strategies for systems as a roll-up sees them: nearly everything is closed, a few requirements are fought over.

An example has some *hot* requirements of 3-3. On these, and on the rows of 4-2 that say the same, findings, claims, providers
and countermeasures are drawn freely, so that they meet; the rest is alike everywhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from assessment_strategies import A_DAY, ALL_TYPES, PART_3_3, PART_4_2, ids_of, met, some_types
from golden.tables import table
from hypothesis import strategies as st
from strategies import levels, vectors

from iec62443 import (
    FR,
    SL,
    Assessment,
    Claim,
    ClaimForm,
    ClaimSource,
    Component,
    ComponentType,
    Conduit,
    Configuration,
    Countermeasure,
    EssentialEffect,
    Evidence,
    Finding,
    RequirementId,
    Selection,
    SLVector,
    Stage,
    Subject,
    SystemUnderConsideration,
    Verdict,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = "3.2"
#: Days before, on and after the one on which things run out, and no day.
as_of_days: st.SearchStrategy[dt.date | None] = st.sampled_from(
    (None, A_DAY - dt.timedelta(days=1), A_DAY, A_DAY + dt.timedelta(days=1))
)


#: What is alike everywhere: met and shown, seldom met and only asserted, seldom nothing.
bases: st.SearchStrategy[bool | None] = st.sampled_from((*[True] * 10, False, None))


@cache
def rows_that_say_the_same() -> dict[str, tuple[RequirementId, ...]]:
    """Give for a requirement of 3-3 those of 4-2 that say it of a component."""
    found: dict[str, tuple[RequirementId, ...]] = {}
    for row in table("requirements"):
        if row["correspondence"] == "same":
            of = row["corresponds_to"]
            found[of] = (*found.get(of, ()), RequirementId.parse(row["id"]))
    return found


@cache
def of_the_zone_alone() -> tuple[RequirementId, ...]:
    """Give the requirements of 3-3 that no component closes: of the system, or without a row of 4-2 that says the same."""
    system_level = {row["id"] for row in table("system_level")}
    return tuple(id for id in ids_of(PART_3_3) if id.text in system_level or id.text not in rows_that_say_the_same())


@dataclass(frozen=True)
class Hot:
    """What an example is about: requirements of 3-3, and those of 4-2 that say the same, with a heading where there is one."""

    system: tuple[RequirementId, ...]
    component: tuple[RequirementId, ...]


@st.composite
def hot_ids(draw: st.DrawFn) -> Hot:
    """Draw what an example is about: at most four requirements, most of them such that components can close."""
    closable = [RequirementId.parse(text) for text in rows_that_say_the_same()]
    one = st.sampled_from(closable) | st.sampled_from(closable) | st.sampled_from(ids_of(PART_3_3))
    system = tuple(draw(st.lists(one, min_size=1, max_size=4, unique=True)))
    component = [id for each in system for id in rows_that_say_the_same().get(each.text, ())]
    headings = {f"CR {'.'.join(map(str, id.numbers))}" for id in component if id.prefix not in {"CR", "SR"}}
    component += [RequirementId.parse(text) for text in sorted(headings)]
    return Hot(system, tuple(component) or (RequirementId.parse("CR 1.1"),))


#: Evidence that counts for ever, and evidence that counts until a day.
SHOWN, DATED = (Evidence("a test report"),), (Evidence("a test report", valid_until=A_DAY),)


@cache
def sure(id: RequirementId) -> tuple[Finding, ...]:
    """Give findings that are sure of themselves."""
    return (
        met(id),
        Finding(id, Verdict.NOT_MET),
        Finding(id, Verdict.ALLOCATED, "by the directory"),
        Finding(id, Verdict.NOT_APPLICABLE, "no such thing"),
        Finding(id, Verdict.COMPENSATED, "a fence", adequate_up_to=1),
        Finding(id, Verdict.COMPENSATED, "a fence", adequate_up_to=3),
    )


@cache
def any_findings(id: RequirementId) -> tuple[Finding, ...]:
    """Give a finding of every kind that the rules tell apart."""
    by_condition = [
        Finding(id, Verdict.MET_BY_CONFIGURATION, "", evidence, condition="TLS is on", condition_holds=holds)
        for evidence in ((), SHOWN)
        for holds in (None, True, False)
    ]
    levels_of = (None, SL.SL0, SL.SL2, SL.SL4)
    compensated = [Finding(id, Verdict.COMPENSATED, "a fence", adequate_up_to=level) for level in levels_of]
    asserted, dated = (Finding(id, Verdict.MET, "", evidence) for evidence in ((), DATED))
    others = [Finding(id, each) for each in (Verdict.PARTIAL, Verdict.PLANNED, Verdict.NOT_ASSESSED)]
    return (*sure(id), asserted, dated, *by_condition, *compensated, *others)


@cache
def on_one(id: RequirementId) -> st.SearchStrategy[tuple[Finding, ...]]:
    """Draw the findings on one requirement: none, one of any kind, or several that differ, each sure of itself."""
    alone = [(each,) for each in any_findings(id)]
    differing = list(combinations(sure(id), 2))
    return st.sampled_from([(), (), (), *[(met(id),)] * 6, *alone, *alone, *differing])


@st.composite
def findings_on_hot(draw: st.DrawFn, hot: Sequence[RequirementId]) -> list[Finding]:
    """Draw findings on the hot requirements."""
    return [finding for id in hot for finding in draw(on_one(id))]


def _without(base: Sequence[Finding], hot: Sequence[RequirementId]) -> list[Finding]:
    return [each for each in base if each.requirement not in hot]


@cache
def all_met(part: str, *, shown: bool) -> tuple[Finding, ...]:
    """Give the finding that each requirement of a part is met."""
    return tuple(met(id, shown=shown) for id in ids_of(part))


@cache
def zone_met(*, shown: bool) -> tuple[Finding, ...]:
    """Give the finding that each requirement is met that components leave to the zone."""
    return tuple(met(id, shown=shown) for id in of_the_zone_alone())


@st.composite
def component_findings(draw: st.DrawFn, hot: Hot) -> list[Finding]:
    """Draw findings on a product or an instance: most often everything is met but what is hot."""
    base = draw(bases)
    alike = () if base is None else all_met(PART_4_2, shown=base)
    return [*_without(alike, hot.component), *draw(findings_on_hot(hot.component))]


@st.composite
def products(draw: st.DrawFn, hot: Hot) -> Assessment:
    """Draw an assessment of a product, of all types so that any component can be one of it."""
    selection = None
    if draw(st.integers(0, 9)) == 9:
        left_out = draw(st.frozensets(st.sampled_from(hot.component), max_size=2))
        selection = Selection("Agreed", PART_4_2, "2019", frozenset(ids_of(PART_4_2)) - left_out)
    return Assessment(
        Subject("Product", VERSION, ALL_TYPES),
        PART_4_2,
        "2019",
        draw(component_findings(hot)),
        selection=selection,
        assessed_to=draw(st.sampled_from((*[None] * 9, *SL))),
        stage=draw(st.sampled_from((*[Stage.CAPABILITY] * 5, Stage.AS_BUILT))),
    )


@st.composite
def claims(draw: st.DrawFn, types: frozenset[ComponentType]) -> Claim:
    """Draw a claim: most often of the right version and for the component's types."""
    subject = Subject(
        "Product",
        draw(st.sampled_from((VERSION, VERSION, VERSION, "3.1"))),
        draw(st.just(types) | st.just(types) | some_types | st.just(frozenset[ComponentType]())),
    )
    until = draw(st.none() | st.just(A_DAY))
    certificate = ClaimSource(self_declared=False, scheme="a scheme", body="a body", number="1", valid_until=until)
    return Claim(
        subject,
        draw(st.just(SLVector.uniform(4)) | levels.map(SLVector.uniform) | vectors),
        draw(st.sampled_from(ClaimForm)),
        edition=draw(st.sampled_from(("2019", "2019", "2019", "2015"))),
        source=draw(st.just(certificate) | st.just(ClaimSource(valid_until=until))),
    )


@st.composite
def configurations(draw: st.DrawFn, hot: Hot) -> Configuration:
    """Draw the record that an instance is configured: for everything, or for all but some of what is hot."""
    until = draw(st.none() | st.just(A_DAY))
    evidence = draw(st.sampled_from(((), (Evidence("a print", valid_until=until),))))
    if draw(st.booleans()):
        return Configuration(None, evidence)
    some = st.frozensets(st.sampled_from(hot.component), max_size=2)
    return Configuration(frozenset(ids_of(PART_4_2)) - draw(some) | draw(some), evidence)


@st.composite
def components(draw: st.DrawFn, name: str, hot: Hot, shared: tuple[Assessment, ...]) -> Component:
    """Draw a component of one of the shared products, or of none."""
    types = draw(some_types)
    seen = component_findings(hot)
    as_built = draw(seen | seen | seen | findings_on_hot(hot.component))
    return Component(
        name,
        types,
        "Product",
        VERSION,
        assessment=draw(st.sampled_from((*shared * 4, None))),
        claim=draw(st.none() | claims(types)),
        as_built=as_built,
        configuration=draw(st.none() | configurations(hot)),
        provides=draw(findings_on_hot(hot.system)),
        provides_as_built=draw(findings_on_hot(hot.system)),
    )


@st.composite
def place_findings(draw: st.DrawFn, hot: Hot, *, alone: bool = False) -> list[Finding]:
    """Draw findings on a place: most often what its components leave to it is met, but what is hot; seldom none applies."""
    base = draw(bases)
    alike: Sequence[Finding] = ()
    if base is not None:
        alike = all_met(PART_3_3, shown=base) if alone else zone_met(shown=base)
    if draw(st.integers(0, 15)) == 15:
        fr = draw(st.sampled_from(FR))
        rows = [RequirementId.parse(row["id"]) for row in table("requirements") if row["fr"] == str(fr.number)]
        absent = [id for id in rows if id.part == PART_3_3]
        return [
            *_without(alike, absent),
            *(Finding(id, Verdict.NOT_APPLICABLE, "no such thing") for id in absent),
            *draw(findings_on_hot([id for id in hot.system if id not in absent])),
        ]
    return [*_without(alike, hot.system), *draw(findings_on_hot(hot.system))]


@st.composite
def providers(draw: st.DrawFn, hot: Hot, names: Sequence[str]) -> dict[RequirementId, str]:
    """Draw who provides what is hot: zones and components, oneself not excepted."""
    return draw(st.dictionaries(st.sampled_from(hot.system), st.sampled_from(names), max_size=len(hot.system)))


targets: st.SearchStrategy[SLVector | None] = st.none() | levels.map(SLVector.uniform) | vectors


@st.composite
def countermeasures(draw: st.DrawFn, name: str, hot: Hot, names: Sequence[str]) -> Countermeasure:
    """Draw a countermeasure against something hot, anywhere."""
    return Countermeasure(
        name,
        draw(st.frozensets(st.sampled_from((*hot.system, *hot.component)), min_size=1, max_size=3)),
        draw(st.frozensets(st.sampled_from(names), min_size=1, max_size=3)),
        draw(st.sampled_from((SL.SL1, SL.SL2, SL.SL3, SL.SL4))),
        essential_effect=draw(st.sampled_from(EssentialEffect)),
        in_place=draw(st.sampled_from((True, True, True, False))),
        evidence=draw(st.sampled_from(((), (Evidence("a photo", valid_until=A_DAY),)))),
    )


@st.composite
def scopes(draw: st.DrawFn, hot: Hot) -> Selection:
    """Draw the scope of a conduit: some FRs, some of what is hot."""
    frs = draw(st.frozensets(st.sampled_from(FR), max_size=3))
    numbers = {fr.number for fr in frs}
    ids = {id for id in ids_of(PART_3_3) if id.numbers[0] in numbers}
    more = draw(st.frozensets(st.sampled_from(hot.system)))
    return Selection("Scope", PART_3_3, "2013", {*ids, *more, *(id.base for id in more)})


@st.composite
def systems(draw: st.DrawFn) -> SystemUnderConsideration:
    """Draw a system of up to four nested zones, two conduits and four components of at most two products."""
    hot = draw(hot_ids())
    shared = tuple(draw(st.lists(products(hot), min_size=1, max_size=2)))
    zone_names = [f"Z{number}" for number in range(draw(st.integers(1, 4)))]
    component_names = [f"C{number}" for number in range(draw(st.integers(0, 4)))]
    conduit_names = [f"K{number}" for number in range(draw(st.integers(0, 2)))]
    members = {
        name: [each for each in component_names if draw(st.integers(0, 2)) == 0]
        for name in (*zone_names, *conduit_names)
    }
    givers = [*zone_names, *component_names]
    zones = [
        Zone(
            name,
            draw(targets),
            members[name],
            parent=draw(st.just("") | st.sampled_from(zone_names)),
            findings=draw(place_findings(hot, alone=not members[name])),
            as_built=draw(place_findings(hot, alone=not members[name])),
            provides=draw(findings_on_hot(hot.system)),
            provides_as_built=draw(findings_on_hot(hot.system)),
            providers=draw(providers(hot, givers)),
        )
        for name in zone_names
    ]
    conduits = [
        Conduit(
            name,
            draw(st.lists(st.sampled_from(zone_names), max_size=2, unique=True)),
            draw(targets),
            draw(st.none() | scopes(hot)),
            members[name],
            findings=draw(place_findings(hot, alone=not members[name])),
            as_built=draw(place_findings(hot, alone=not members[name])),
            providers=draw(providers(hot, givers)),
        )
        for name in conduit_names
    ]
    everywhere = [*zone_names, *conduit_names, *component_names]
    return SystemUnderConsideration(
        "Plant",
        zones=zones,
        conduits=conduits,
        components=[draw(components(name, hot, shared)) for name in component_names],
        countermeasures=[
            draw(countermeasures(f"M{number}", hot, everywhere)) for number in range(draw(st.integers(0, 3)))
        ],
        corrigenda=draw(st.sampled_from((None, None, ("COR1:2014",), ()))),
    )
