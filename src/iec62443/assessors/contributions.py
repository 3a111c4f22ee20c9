"""What a component makes of the requirements of 4-2 that apply to it, and why.

The rule (*ours*, on what 62443-3-2 asks: to see what components give): findings on the product beat a claim; what a component
allocates is for the zone to provide; as achieved, only what was found as built counts, and a capability of the product where
the instance records that it is configured so.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import evolve, frozen

from .._frozen import brief
from ..catalog import Catalog
from ..claims import ClaimForm
from ..components import Component, Countermeasure, EssentialEffect
from ..errors import quote
from ..findings import Assessment, Finding, Stage, Verdict, _weakest_first
from ..levels import FR, SL
from ..requirements import ComponentType, Correspondence, Requirement
from .headings import resolved
from .vectors import applicable, saturated
from .verdicts import State, Terms, judge_differing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..identifiers import RequirementId


@frozen(repr=False)
class Contribution:
    """What one component makes of one of its requirements, and why."""

    component: str
    requirement: Requirement
    state: State
    #: The highest level up to which it is closed: 4, what compensates up to its level, or the level below its own.
    holds: SL
    #: The same with what is undetermined taken as closed.
    may_hold: SL
    #: What it rests on: ``finding``, ``as built``, ``configured``, ``claim``, ``countermeasure``, ``none``.
    basis: str
    reason: str = ""
    assumption: str = ""
    asserted: bool = False
    #: Whether the component leaves it to the system around, and nothing else that is said of it leaves it undetermined.
    allocated: bool = False
    #: The findings on its product or as built that it rests on.
    findings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.component),
            self.requirement.id.text,
            self.state.value,
            quote(self.reason) if self.reason else "",
        )


@frozen(eq=False)
class Bits:
    """Where each requirement of 4-2 has its bit, ordered by FR and level, and what of it says the same as one of 3-3."""

    catalog: Catalog
    rows: tuple[Requirement, ...]
    #: Bit by printed id.
    by_text: dict[str, int]
    #: The bits that an id stands for where it is named: its own, or those that a heading points on to.
    named: dict[str, int]
    #: The bits that say the same as a requirement of 3-3, and those that are only related, by its printed id.
    same: dict[str, int]
    related: dict[str, int]
    #: The level of each bit, by the bit's place.
    levels: tuple[int, ...]
    #: All bits of an FR.
    frs: tuple[tuple[FR, int], ...]

    def of(self, types: frozenset[ComponentType]) -> int:
        """The bits that apply to a union of types."""
        return _applies(self, types)

    def row(self, bit: int) -> Requirement:
        """The requirement of a single bit."""
        return self.rows[bit.bit_length() - 1]

    def each(self, mask: int) -> Iterable[int]:
        """The single bits of a mask, lowest first."""
        while mask:
            bit = mask & -mask
            yield bit
            mask ^= bit


@lru_cache(maxsize=8)
def bits(catalog: Catalog) -> Bits:
    """Give the requirements of a catalog of 4-2 their bits."""
    order = list(FR)
    rows = sorted(catalog.requirements, key=lambda each: (order.index(each.fr or FR.IAC), each.sl or 0))
    by_text = {each.id.text: 1 << place for place, each in enumerate(rows)}
    same: dict[str, int] = {}
    related: dict[str, int] = {}
    for each in rows:
        if each.corresponds_to is not None:
            kind = same if each.correspondence is Correspondence.SAME else related
            text = each.corresponds_to.text
            kind[text] = kind.get(text, 0) | by_text[each.id.text]
    frs = tuple((fr, sum(by_text[each.id.text] for each in rows if each.fr is fr)) for fr in FR)
    pointed = {id.text: sum(by_text[each.text] for each in heading.to) for id, heading in catalog.headings.items()}
    levels = tuple(int(each.sl or 0) for each in rows)
    return Bits(catalog, tuple(rows), by_text, pointed | by_text, same, related, levels, frs)


@lru_cache(maxsize=64)
def _applies(table: Bits, types: frozenset[ComponentType]) -> int:
    return sum(table.by_text[each.id.text] for each in applicable(table.catalog, types))


@frozen(eq=False)
class Ground:
    """On what the components of a system are judged: the catalog, the terms, and which countermeasures stand where."""

    table: Bits
    #: The terms for findings on a product, and for findings as built.
    design: Terms
    built: Terms
    measures: Mapping[str, tuple[Countermeasure, ...]]


def parts(component: Component, mask: int, ground: Ground, *, achieved: bool) -> tuple[Contribution, ...]:
    """Say of each of a component's requirements in a mask what it makes of it, and why."""
    table = ground.table
    rows = [table.row(bit) for bit in table.each(mask & table.of(component.component_types))]
    assessment = of_product(component)
    if assessment is not None:
        assessment = resolved(assessment, table.catalog)
    claim = claimed(component, ground)
    designed = [_design_part(component, row, assessment, claim, ground) for row in rows]
    if not achieved:
        return tuple(designed)
    built = as_built(component, ground)
    return tuple(
        _compensated(
            built_part(component.name, part.requirement, built.get(part.requirement.id.text, ()), ground)
            or _configured(component, part, ground),
            component,
            ground,
        )
        for part in designed
    )


def covered_bits(covers: Iterable[RequirementId], table: Bits) -> int:
    """The requirements of 4-2 that a measure which covers these ids covers at a component."""
    covered = 0
    for id in covers:
        covered |= table.named.get(id.text, 0) | table.same.get(id.text, 0)
    return covered


def counts(measure: Countermeasure, terms: Terms) -> bool | None:
    """Say whether a countermeasure counts at all: in place and harmless; None where it is to be shown and is not."""
    if not measure.in_place or measure.essential_effect is EssentialEffect.HARMS:
        return False
    shown = any(each.counts(terms.as_of) for each in measure.evidence)
    return True if shown or not terms.require_evidence else None


def configured_bits(component: Component, ground: Ground) -> int:
    """The requirements for which an instance records that it is configured, as far as that record counts."""
    configuration = component.configuration
    if configuration is None:
        return 0
    terms = ground.built
    if terms.require_evidence and not any(each.counts(terms.as_of) for each in configuration.evidence):
        return 0
    if configuration.requirements is None:
        return -1
    recorded = 0
    for each in configuration.requirements:
        recorded |= ground.table.named.get(each.text, 0)
    return recorded


def claimed(component: Component, ground: Ground) -> tuple[int, str]:
    """The requirements that a component's claim closes, and why it closes no others.

    Those of the claim's own types at or below the claimed levels, a nominal claim lifted over the levels that add nothing. None
    when it is about another version or edition, has run out, or is only said where evidence is asked for.
    """
    claim = component.claim
    if claim is None:
        return 0, "no finding"
    table, terms = ground.table, ground.design
    if not claim.valid_for(component.version, terms.as_of):
        return 0, f"its claim is for version {claim.subject.version or '?'}, or has run out"
    if claim.edition != table.catalog.edition:
        return 0, f"its claim is about the edition of {claim.edition}"
    if terms.require_evidence and claim.source.self_declared:
        return 0, "its claim is self-declared, without evidence"
    types = claim.subject.component_types or component.component_types
    vector = saturated(claim.vector, table.catalog, types) if claim.form is ClaimForm.NOMINAL else claim.vector
    mask = sum(
        bit
        for fr, of_fr in table.frs
        for bit in table.each(of_fr & table.of(types) & table.of(component.component_types))
        if table.levels[bit.bit_length() - 1] <= vector[fr]
    )
    return mask, "beyond what is claimed, no finding"


def of_product(component: Component) -> Assessment | None:
    """The assessment of the product, where there is one."""
    given = component.assessment
    return given if given is not None and given.stage is Stage.CAPABILITY else None


def finding_part(name: str, row: Requirement, assessment: Assessment, terms: Terms) -> Contribution | None:
    """What the findings on a product make of a requirement; None where there is none, or nobody assessed it."""
    found = assessment._by_text.get(row.id.text)
    several = assessment.conflicts.get(row.id) or ((found,) if found else ())
    chosen = assessment.selection is None or row.id in assessment.selection.ids
    if not several or not chosen or all(each.verdict is Verdict.NOT_ASSESSED for each in several):
        return None
    return _judged(name, row, several, terms, "finding")


def _judged(name: str, row: Requirement, findings: tuple[Finding, ...], terms: Terms, basis: str) -> Contribution:
    result = judge_differing(row, findings, terms)
    left = tuple(each for each in findings if each.verdict is Verdict.ALLOCATED)
    if left and (terms.achieved or judge_differing(row, left, terms).state is State.CLOSED):
        others = tuple(each for each in findings if each.verdict is not Verdict.ALLOCATED)
        rest = judge_differing(row, others, terms) if others else None
        if rest is None or rest.state is not State.OPEN:
            low = SL(int(row.sl or 1) - 1)
            reason = "allocated: the system around has to provide it"
            alone = terms.achieved or result.state is State.CLOSED
            return Contribution(
                name, row, State.OPEN, low, low, basis, reason, result.assumption, allocated=alone, findings=findings
            )
        result = rest
    return Contribution(
        name,
        row,
        result.state,
        result.holds,
        result.may_hold,
        basis,
        result.reason,
        result.assumption,
        asserted=result.asserted,
        findings=findings,
    )


def _design_part(
    component: Component,
    row: Requirement,
    assessment: Assessment | None,
    claimed_bits: tuple[int, str],
    ground: Ground,
) -> Contribution:
    part = None if assessment is None else finding_part(component.name, row, assessment, ground.design)
    if part is not None:
        return part
    low = SL(int(row.sl or 1) - 1)
    claim = component.claim
    mask, otherwise = claimed_bits
    if claim is None or not ground.table.by_text[row.id.text] & mask:
        basis = "none" if claim is None else "claim"
        return Contribution(component.name, row, State.UNDETERMINED, low, SL.SL4, basis, otherwise)
    source = "self-declared" if claim.source.self_declared else f"{claim.source.scheme} {claim.source.number}"
    assumption = f"claimed ({source}): rows that do not apply or are allocated were not seen"
    asserted = claim.source.self_declared
    return Contribution(component.name, row, State.CLOSED, SL.SL4, SL.SL4, "claim", "", assumption, asserted)


def as_built(component: Component, ground: Ground) -> dict[str, tuple[Finding, ...]]:
    """The findings as built by the id they are on; what points on stands for what it points to.

    Those of an assessment made as built count as far as its selection goes.
    """
    found: dict[str, tuple[Finding, ...]] = {}
    findings = component.findings_as_built
    if not findings:
        return found
    assessment = component.assessment
    selection = None if assessment is None or assessment.stage is not Stage.AS_BUILT else assessment.selection
    own = frozenset(component.as_built) if selection is not None else frozenset()
    catalog = ground.table.catalog
    for each in findings:
        ids: Iterable[RequirementId] = (each.requirement,)
        if each.requirement.text not in ground.table.by_text:
            if each.requirement in catalog.constraints:
                continue
            ids = [row.id for row in catalog.resolve(each.requirement, component.component_types)]
        for id in ids:
            if selection is not None and id not in selection.ids and each not in own:
                continue
            meant = each if id is each.requirement else evolve(each, requirement=id)
            found[id.text] = with_one_more(found.get(id.text, ()), meant)
    return found


def with_one_more(findings: tuple[Finding, ...], another: Finding) -> tuple[Finding, ...]:
    """Add a finding to those on the same requirement: each once, and in an order that does not hang on how they came."""
    if another in findings:
        return findings
    return tuple(sorted((*findings, another), key=_weakest_first)) if findings else (another,)


def built_part(name: str, row: Requirement, findings: tuple[Finding, ...], ground: Ground) -> Contribution | None:
    """What was found as built of a requirement; None where that leaves it open to what else is known."""
    if not findings:
        return None
    part = _judged(name, row, findings, ground.built, "as built")
    return None if part.state is State.UNDETERMINED else part


def _configured(component: Component, designed: Contribution, ground: Ground) -> Contribution:
    """What the product's capability makes of it as achieved: it counts where the instance records its configuration."""
    row = designed.requirement
    low = SL(int(row.sl or 1) - 1)
    if not configured_bits(component, ground) & ground.table.by_text[row.id.text]:
        why = "not found as built, and no record that counts that it is configured"
        return Contribution(component.name, row, State.UNDETERMINED, low, SL.SL4, "none", why)
    assessment = of_product(component)
    if assessment is not None and not_so(assessment, row):
        why = "its product needs a configuration that is known not to be set"
        return Contribution(component.name, row, State.OPEN, low, low, "configured", why)
    if designed.state is not State.CLOSED:
        return designed
    configuration = component.configuration
    asserted = designed.asserted or configuration is None or not configuration.evidence
    return evolve(designed, basis="configured", asserted=asserted)


def not_so(assessment: Assessment, row: Requirement) -> bool:
    """Say whether a product meets a requirement on a condition that is known not to hold."""
    found = assessment._by_text.get(row.id.text)
    several = assessment.conflicts.get(row.id) or ((found,) if found else ())
    chosen = assessment.selection is None or row.id in assessment.selection.ids
    return chosen and any(each.condition_holds is False for each in several)


def _compensated(part: Contribution, component: Component, ground: Ground) -> Contribution:
    """What a countermeasure at the component makes of it: it can only raise."""
    bit = ground.table.by_text[part.requirement.id.text]
    for measure in ground.measures.get(component.name, ()):
        adequate, sure = measure.adequate_up_to, counts(measure, ground.built)
        high_enough = part.requirement.sl is not None and adequate >= part.requirement.sl
        if sure is False or not high_enough or not covered_bits(measure.covers, ground.table) & bit:
            continue
        part = evolve(part, may_hold=max(part.may_hold, adequate))
        if sure and adequate > part.holds:
            part = evolve(
                part,
                state=State.CLOSED,
                holds=adequate,
                basis="countermeasure",
                reason="",
                assumption=said_of(measure),
                asserted=not measure.evidence,
                allocated=False,
            )
        elif part.state is State.OPEN:
            part = evolve(
                part, state=State.UNDETERMINED, reason=f"{measure.name} is to be shown: it has no evidence that counts"
            )
    return part


def said_of(measure: Countermeasure) -> str:
    """What a result that rests on a countermeasure says of it."""
    unsure = measure.essential_effect is EssentialEffect.NOT_KNOWN
    effect = "; its effect on essential functions is not known" if unsure else ""
    return f"compensated up to SL {int(measure.adequate_up_to)} by {measure.name} ({measure.kind.value}){effect}"
