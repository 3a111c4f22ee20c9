"""The parts of a system: a value made of each shape, or the problems told and nothing made."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from ..claims import Claim, ClaimSource, RiskAcceptance
from ..components import Component, Configuration, Countermeasure, SupplierAssumption
from ..errors import IEC62443Error, InvalidFile, quote
from ..findings import Assessment, Evidence, Finding, Stage, Subject
from ..levels import SLType, SLVector
from ..requirements import ComponentType
from ..selections import Selection
from ..systems import External, Flow
from ..zones import SYSTEM_PART, Conduit, Zone
from .selections import check_selection, read_selection
from .shapes import EvidenceShape, structure
from .system_shapes import (
    AcceptanceShape,
    AssumptionShape,
    ClaimShape,
    ComponentShape,
    ConduitShape,
    ConfigurationShape,
    CountermeasureShape,
    ExternalShape,
    FlowShape,
    ScopeShape,
    ZoneShape,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..identifiers import RequirementId
    from .system_basis import Basis, Spot

    Staged = list[tuple[Stage, Finding]]

S = TypeVar("S")
T = TypeVar("T")


def zone(shape: ZoneShape, spot: Spot, basis: Basis, inside: Sequence[str]) -> Zone | None:
    """Make a zone; `inside` are the components that say that they are in it."""
    findings = basis.findings(shape.findings, spot.at("findings"), basis.system)
    provides = basis.findings(shape.provides, spot.at("provides"), basis.system)
    return _made(
        lambda: Zone(
            shape.name,
            _target(shape.sl_t, shape.name, spot, basis),
            tuple(dict.fromkeys((*shape.components, *inside))) if inside else tuple(shape.components),
            shape.parent,
            _at(Stage.CAPABILITY, findings),
            _at(Stage.AS_BUILT, findings),
            _at(Stage.CAPABILITY, provides),
            _at(Stage.AS_BUILT, provides),
            _providers(shape.providers, spot.at("providers"), basis),
            shape.sl_t_basis,
            shape.initial_risk_tolerable,
            shape.owner,
            shape.logical_boundary,
            shape.physical_boundary,
            shape.access_points,
            shape.safety_related,
            shape.policies,
            shape.assumptions,
            _acceptances(shape.acceptances, spot.at("acceptances"), basis),
            shape.description,
        ),
        spot,
        basis,
    )


def conduit(shape: ConduitShape, spot: Spot, basis: Basis, inside: Sequence[str]) -> Conduit | None:
    """Make a conduit; `inside` are the components that say that they are in it."""
    findings = basis.findings(shape.findings, spot.at("findings"), basis.system)
    provides = basis.findings(shape.provides, spot.at("provides"), basis.system)
    return _made(
        lambda: Conduit(
            shape.name,
            shape.joins,
            _target(shape.sl_t, shape.name, spot, basis),
            _scope(shape, spot.at("scope"), basis),
            tuple(dict.fromkeys((*shape.components, *inside))) if inside else tuple(shape.components),
            shape.boundary_devices,
            _at(Stage.CAPABILITY, findings),
            _at(Stage.AS_BUILT, findings),
            _at(Stage.CAPABILITY, provides),
            _at(Stage.AS_BUILT, provides),
            _providers(shape.providers, spot.at("providers"), basis),
            shape.sl_t_basis,
            shape.initial_risk_tolerable,
            shape.owner,
            shape.policies,
            shape.assumptions,
            _acceptances(shape.acceptances, spot.at("acceptances"), basis),
            shape.description,
        ),
        spot,
        basis,
    )


def component(shape: ComponentShape, spot: Spot, basis: Basis) -> Component | None:
    """Make a component; what it leaves out of its product is taken from the assessment."""
    findings = basis.findings(shape.findings, spot.at("findings"), basis.component)
    provides = basis.findings(shape.provides, spot.at("provides"), basis.system)
    assessment = _assessed(shape, spot, basis, findings)
    subject = assessment.subject if assessment is not None else Subject("")
    types = subject.component_types if shape.types is None else frozenset(shape.types)
    product = subject.name if shape.product is None else shape.product
    version = subject.version if shape.version is None else shape.version
    supplier = subject.supplier if shape.supplier is None else shape.supplier
    if not types and (shape.assessment is None or assessment is not None):
        known = ", ".join(each.value for each in ComponentType)
        basis.tell(spot.at("types"), f"is missing, as there is no assessment to tell: {known}")
    types = types or frozenset(ComponentType)  # only to look at the rest, too: a problem was told
    maker = Subject(product or shape.name, version, types, supplier)
    return _made(
        lambda: Component(
            shape.name,
            types,
            product,
            version,
            supplier,
            assessment,
            None if shape.claim is None else _claim(shape.claim, maker, spot.at("claim"), basis),
            _at(Stage.AS_BUILT, findings),
            _configuration(shape.configured, spot.at("configured"), basis),
            _at(Stage.CAPABILITY, provides),
            _at(Stage.AS_BUILT, provides),
            _assumptions(shape.assumes, spot.at("assumes"), basis),
            shape.kind,
            shape.attachments,
            shape.lifecycle,
            shape.supported_until,
            shape.hosted_on,
            shape.description,
        ),
        spot,
        basis,
    )


def external(shape: ExternalShape, spot: Spot, basis: Basis) -> External | None:
    """Make something outside."""
    if not shape.name.strip():
        basis.tell(spot.at("name"), "it has no name")
        return None
    return External(shape.name, shape.description)


def flow(shape: FlowShape) -> Flow:
    """Make a flow."""
    return Flow(shape.source, shape.target, shape.protocol, shape.kind, shape.initiator, shape.via, shape.description)


def countermeasure(shape: CountermeasureShape, spot: Spot, basis: Basis) -> Countermeasure | None:
    """Make a countermeasure."""
    covers = basis.ids(shape.covers, spot.at("covers"), basis.system, basis.component)
    if shape.covers and not covers:
        return None
    return _made(
        lambda: Countermeasure(
            shape.name,
            covers,
            shape.places,
            shape.adequate_up_to,
            shape.kind,
            shape.description,
            shape.essential_effect,
            shape.in_place,
            _evidence(shape.evidence, spot.at("evidence"), basis),
            shape.owner,
        ),
        spot,
        basis,
    )


def zone_stand_in(shape: ZoneShape, spot: Spot, basis: Basis) -> Zone:
    """Give a zone that only refers to what a broken one does, so that references are looked at all the same."""
    providers = _providers(shape.providers, spot.at("providers"), basis)
    return Zone(shape.name, None, shape.components, shape.parent, providers=providers)


def conduit_stand_in(shape: ConduitShape, spot: Spot, basis: Basis) -> Conduit:
    """Give a conduit that only refers to what a broken one does."""
    providers = _providers(shape.providers, spot.at("providers"), basis)
    return Conduit(
        shape.name,
        shape.joins,
        components=shape.components,
        boundary_devices=shape.boundary_devices,
        providers=providers,
    )


def component_stand_in(shape: ComponentShape, _: Spot) -> Component:
    """Give a component that only refers to what a broken one does."""
    return Component(shape.name, ComponentType, hosted_on=shape.hosted_on)


def countermeasure_stand_in(shape: CountermeasureShape, _: Spot) -> Countermeasure | None:
    """Give a countermeasure that only stands where a broken one does."""
    return Countermeasure(shape.name, ["SR 1.1"], shape.places, 0) if shape.places else None


def _made(make: Callable[[], T], spot: Spot, basis: Basis) -> T | None:
    """Make a value; None with a problem where it refuses to be made, or something inside it could not be."""
    before = len(basis.problems)
    try:
        value = make()
    except IEC62443Error as error:
        basis.tell(spot, error)
        return None
    return value if len(basis.problems) == before else None


def _each(shapes: Iterable[S], spot: Spot, basis: Basis, make: Callable[[S, Spot], T]) -> list[T]:
    """Make a value of each shape, those that can be made."""
    spots = ((each, spot.at(f"[{place}]")) for place, each in enumerate(shapes))
    made = [_made(partial(make, each, inner), inner, basis) for each, inner in spots]
    return [each for each in made if each is not None]


def _at(stage: Stage, findings: Staged) -> list[Finding]:
    return [finding for at, finding in findings if at is stage]


def _target(said: object, name: str, spot: Spot, basis: Basis) -> SLVector | None:
    return None if said is None else basis.levels(said, spot.at("sl_t"), SLType.TARGET, name)


def _evidence(shapes: Iterable[EvidenceShape], spot: Spot, basis: Basis) -> list[Evidence]:
    return _each(
        shapes,
        spot,
        basis,
        lambda each, _: Evidence(each.reference, each.kind, each.digest, each.date, each.valid_until),
    )


def _providers(said: Mapping[str, str], spot: Spot, basis: Basis) -> dict[RequirementId, str]:
    providers: dict[RequirementId, str] = {}
    for key, name in said.items():
        inner = spot.at(f"[{key!r}]")
        for id in basis.id(key, inner, basis.system):
            if id in providers:
                basis.tell(inner, f"{id} stands twice")
            providers[id] = name
    return providers


def _acceptances(shapes: Iterable[AcceptanceShape], spot: Spot, basis: Basis) -> list[RiskAcceptance]:
    def accepted(shape: AcceptanceShape, inner: Spot) -> list[RiskAcceptance]:
        ids = basis.id(shape.requirement, inner.at("requirement"), basis.system)
        return [RiskAcceptance(id, shape.owner, shape.reason, shape.until) for id in ids]

    return [one for several in _each(shapes, spot, basis, accepted) for one in several]


def _assumptions(shapes: Iterable[AssumptionShape], spot: Spot, basis: Basis) -> list[SupplierAssumption]:
    def assumed(shape: AssumptionShape, inner: Spot) -> SupplierAssumption:
        return SupplierAssumption(shape.text, basis.ids(shape.requirements, inner.at("requirements"), basis.system))

    return _each(shapes, spot, basis, assumed)


def _scope(shape: ConduitShape, spot: Spot, basis: Basis) -> Selection | None:
    """Make the scope of a conduit: said in its place, or a profile in a file of its own."""
    catalog = basis.system
    if shape.scope is None:
        return None
    if isinstance(shape.scope, str):
        return _profile(shape.scope, spot, basis)
    scope, problems = structure(shape.scope, ScopeShape)
    for place, message in problems:
        basis.tell(spot.inside(place), message)
    if scope is None:
        return None
    ids = basis.ids(scope.ids, spot.at("ids"), catalog)
    excluded = dict(_keyed(scope.excluded, spot.at("excluded"), basis))
    parameters = dict(_keyed(scope.parameters, spot.at("parameters"), basis))
    name = f"What is asked of {shape.name}" if scope.name is None else scope.name
    return _selection(lambda: Selection(name, SYSTEM_PART, catalog.edition, ids, excluded, parameters), spot, basis)


def _keyed(said: Mapping[str, T], spot: Spot, basis: Basis) -> Iterator[tuple[RequirementId, T]]:
    for key, value in said.items():
        for id in basis.id(key, spot.at(f"[{key!r}]"), basis.system):
            yield id, value


def _profile(name: str, spot: Spot, basis: Basis) -> Selection | None:
    path = basis.find(name, spot)
    if path is None:
        return None
    try:
        basis.folder.count(path)
        selection = read_selection(path)
    except InvalidFile as error:
        basis.tell_file(name, error)
        return None
    return _selection(lambda: selection, spot, basis)


def _selection(make: Callable[[], Selection], spot: Spot, basis: Basis) -> Selection | None:
    selection = _made(make, spot, basis)
    if selection is not None:
        for place, message in check_selection(selection, basis.system):
            basis.tell(spot.inside(place), message)
    return selection


def _assessed(shape: ComponentShape, spot: Spot, basis: Basis, findings: Staged) -> Assessment | None:
    """Give the assessment of a component: a file's, the one that stands in its place, or one made of its own findings."""
    on_product = _at(Stage.CAPABILITY, findings)
    if shape.assessment is None:
        if not on_product:
            return None
        catalog = basis.component
        subject = Subject(shape.product or shape.name, shape.version or "", shape.types or (), shape.supplier or "")
        return Assessment(subject, catalog.part, catalog.edition, on_product, catalog.corrigenda)
    where = spot.at("assessment")
    if on_product:
        wanted = "what is found of the product stands in its assessment; here, say stage = 'as_built'"
        basis.tell(spot.at("findings"), wanted)
    if isinstance(shape.assessment, str):
        return basis.assessment(shape.assessment, where)
    subject_around = {"name": shape.product or shape.name, "version": shape.version, "supplier": shape.supplier}
    around: dict[str, object] = {key: value for key, value in subject_around.items() if value}
    if shape.types:
        around["types"] = [each.value for each in shape.types]
    return basis.inline(shape.assessment, where, around)


def _claim(shape: ClaimShape, maker: Subject, spot: Spot, basis: Basis) -> Claim | None:
    vector = basis.levels(shape.sl_c, spot.at("sl_c"), SLType.CAPABILITY, shape.product or maker.name)
    edition = basis.component.edition if shape.edition is None else shape.edition
    subject = Subject(
        maker.name if shape.product is None else shape.product,
        shape.version,
        maker.component_types if shape.types is None else shape.types,
        maker.supplier if shape.supplier is None else shape.supplier,
    )
    said = shape.source
    self_declared = not (said.scheme or said.body or said.number)
    if vector is None:
        return None
    return _made(
        lambda: Claim(
            subject,
            vector,
            shape.form,
            basis.component.part,
            edition,
            ClaimSource(self_declared, said.scheme, said.body, said.number, said.valid_until),
        ),
        spot,
        basis,
    )


def _configuration(said: object, spot: Spot, basis: Basis) -> Configuration | None:
    """Make the record that an instance is configured: true alone says that it is so, an object says more."""
    if said is None or said is False:
        return None
    if said is True:
        return Configuration()
    if not isinstance(said, dict):
        basis.tell(spot, f"true, false, or an object with keys is expected, not {quote(said)}")
        return None
    shape, problems = structure(said, ConfigurationShape)
    for place, message in problems:
        basis.tell(spot.inside(place), message)
    if shape is None:
        return None
    ids = (
        None if shape.requirements is None else basis.ids(shape.requirements, spot.at("requirements"), basis.component)
    )
    return Configuration(ids, _evidence(shape.evidence, spot.at("evidence"), basis), shape.date)
