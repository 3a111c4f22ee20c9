"""The catalog: what a part of the standard asks for, as an immutable mapping from id to requirement."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar, overload

from attr import astuple, evolve, field, frozen

from . import _resources
from ._frozen import FrozenMapping, brief
from ._views import html_view, mime_view
from .errors import InvalidFinding, InvalidRequirementId, UnknownPart, UnknownRequirement
from .identifiers import RequirementId
from .levels import FR, SL, SLVector
from .requirements import (
    Amendment,
    Assurance,
    ComponentType,
    Correspondence,
    Dispute,
    Group,
    Heading,
    KnownCorrigendum,
    Requirement,
    as_component_types,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from .texts import Text  # noqa: TC004 - an annotation only; at run time it would cost a module

T = TypeVar("T")

#: The editions of each part that are packaged, the default one first: part -> (edition, folder).
_EDITIONS: dict[str, dict[str, str]] = {
    "62443-3-3": {"2013": "62443-3-3"},
    "62443-4-2": {"2019": "62443-4-2"},
    "62443-2-1": {"2024": "62443-2-1", "2009": "62443-2-1-2009"},
    "62443-2-4": {"2023": "62443-2-4"},
    "62443-3-2": {"2020": "62443-3-2"},
    "62443-4-1": {"2018": "62443-4-1"},
}


@frozen(eq=False, repr=False)
class Catalog(Mapping[RequirementId, Requirement]):
    """The requirements of one edition of one part, in the standard's order.

    A mapping of exactly the requirements; an id or any text that reads as one looks a requirement up. What is not a
    requirement but stands in the part too is beside them: `constraints`, `headings`.

    >>> from iec62443 import load
    >>> catalog = load("3-3")
    >>> catalog
    <Catalog of 62443-3-3:2013 with COR1:2014, 100 requirements>
    >>> catalog["sr1.1re1"].title
    'Unique identification and authentication'
    >>> len(catalog.required(1)), len(catalog.required(4))
    (37, 100)
    """

    part: str
    edition: str
    title: str
    requirements: tuple[Requirement, ...]
    #: The corrigenda that are applied.
    corrigenda: tuple[str, ...] = ()
    #: The constraints common to all requirements (3-3: clauses 4.2 to 4.4; 4-2: CCSC 1 to 4).
    constraints: Mapping[RequirementId, Requirement] = FrozenMapping()
    #: Headings of 4-2 that only point on, or that have no component requirement.
    headings: Mapping[RequirementId, Heading] = FrozenMapping()
    #: The groups of a part that is not ordered by foundational requirement, by id.
    groups: Mapping[str, Group] = FrozenMapping()
    amendments: tuple[Amendment, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    #: Corrigenda and drafts that are known but were not seen.
    corrigenda_known: tuple[KnownCorrigendum, ...] = ()
    drafts_known: tuple[str, ...] = ()
    #: Enhancements of 3-3 for which 4-2 has no counterpart.
    without_counterpart: tuple[RequirementId, ...] = ()
    #: What else is known of the facts, in sentences.
    notes: tuple[str, ...] = ()
    #: Texts bound by `with_texts`.
    overlay: Mapping[RequirementId, Text] = FrozenMapping()
    _by_key: dict[RequirementId | str, Requirement] = field(init=False)

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __attrs_post_init__(self) -> None:
        """Freeze the mappings, and index the requirements by id and by canonical text."""
        for name in ("constraints", "headings", "groups", "overlay"):
            object.__setattr__(self, name, FrozenMapping(getattr(self, name)))
        by_key: dict[RequirementId | str, Requirement] = {each.id: each for each in self.requirements}
        by_key |= {each.id.text: each for each in self.requirements}
        object.__setattr__(self, "_by_key", by_key)

    @property
    def name(self) -> str:
        """The part with its edition and corrigenda, as printed in documents."""
        return f"{self.part}:{self.edition}" + "".join(f" with {each}" for each in self.corrigenda)

    @property
    def has_levels(self) -> bool:
        """Whether its requirements have security levels.

        >>> from iec62443 import load
        >>> load("4-2").has_levels, load("4-1").has_levels
        (True, False)
        """
        return any(each.sl for each in self.requirements)

    def __getitem__(self, key: RequirementId | str) -> Requirement:
        """Look a requirement up by id or text; `UnknownRequirement` names the nearest, `InvalidRequirementId` the flaw."""
        found = self._by_key.get(key)
        if found is None:
            id = RequirementId.parse(key) if isinstance(key, str) else key
            if not isinstance(id, RequirementId):
                raise UnknownRequirement(repr(key), self.name, "an id or its text is expected")
            found = self._by_key.get(id)
            if found is None:
                raise self.unknown(id)
        return found

    @overload
    def get(self, key: RequirementId | str, /) -> Requirement | None: ...
    @overload
    def get(self, key: RequirementId | str, /, default: T) -> Requirement | T: ...
    def get(self, key: RequirementId | str, /, default: T | None = None) -> Requirement | T | None:
        """Look a requirement up, or give the default for what is none or no id at all."""
        try:
            return self[key]
        except (UnknownRequirement, InvalidRequirementId):
            return default

    def __contains__(self, key: object) -> bool:
        """Say whether the id, or a text in any notation, is a requirement of this catalog."""
        try:
            return key in self._by_key or (isinstance(key, str) and RequirementId.parse(key) in self._by_key)
        except ValueError:
            return False

    def __iter__(self) -> Iterator[RequirementId]:
        """Go through the ids in the standard's order."""
        return (each.id for each in self.requirements)

    def __len__(self) -> int:
        """Count the requirements."""
        return len(self.requirements)

    def __eq__(self, other: object) -> bool:
        """Catalogs are equal when their contents are."""
        if not isinstance(other, Catalog):
            return NotImplemented
        return self is other or _content(self) == _content(other)

    def __hash__(self) -> int:
        """Hash by part, edition and corrigenda."""
        return hash((self.part, self.edition, self.corrigenda))

    def __repr__(self) -> str:
        """Say it in a short line."""
        return f"<Catalog of {self.name}, {len(self)} requirements>"

    def required(
        self,
        target: SLVector | int,
        component_types: Iterable[ComponentType] = (),
    ) -> tuple[Requirement, ...]:
        """Give the requirements selected at a level or vector, for the union of the types (all types when none is named).

        Source: 3-3 Annex B, 4-2 Annex B: a requirement is selected at its level and above. Raises `InvalidFinding` for a part
        without security levels.

        >>> from iec62443 import ComponentType, load
        >>> len(load("4-2").required(2, [ComponentType.EMBEDDED_DEVICE]))
        61
        """
        self._check_levels()
        vector = target if isinstance(target, SLVector) else SLVector.uniform(target)
        types = as_component_types(component_types)
        return tuple(
            each
            for each in self.requirements
            if each.fr is not None and each.sl is not None and each.sl <= vector[each.fr] and each.applies_to(types)
        )

    def by_fr(self, fr: FR) -> tuple[Requirement, ...]:
        """Give the requirements of one foundational requirement; `InvalidFinding` for a part that is not ordered by them."""
        self._check_levels()
        return tuple(each for each in self.requirements if each.fr is fr)

    def _check_levels(self) -> None:
        """Refuse a part whose requirements stand in groups, without foundational requirements and levels."""
        if self.groups:
            reason = "its requirements have no foundational requirement and no security level; by_group gives those of a group"
            raise InvalidFinding(self.name, reason)

    def by_group(self, group: str) -> tuple[Requirement, ...]:
        """Give the requirements of a group or subgroup; KeyError for one that the part does not have.

        >>> from iec62443 import load
        >>> [str(each.id) for each in load("4-1").by_group("DM")][:2]
        ['DM-1', 'DM-2']
        """
        id = self.groups[group].id
        return tuple(each for each in self.requirements if id in {each.group, each.subgroup})

    def enhancements(self, key: RequirementId | str) -> tuple[Requirement, ...]:
        """Give the enhancements of a requirement.

        >>> from iec62443 import load
        >>> [each.id.text for each in load("3-3").enhancements("SR 5.2")]
        ['SR 5.2 RE(1)', 'SR 5.2 RE(2)', 'SR 5.2 RE(3)']
        """
        base = self[key].id.base
        return tuple(each for each in self.requirements if each.base == base)

    def resolve(
        self,
        key: RequirementId | str,
        component_types: Iterable[ComponentType] = (),
    ) -> tuple[Requirement, ...]:
        """Give the requirements that an id stands for: a heading that points on stands for those of the types.

        Empty for a heading without a component requirement. Raises `UnknownRequirement`.

        >>> from iec62443 import ComponentType, load
        >>> load("4-2").resolve("CR 3.2", [ComponentType.EMBEDDED_DEVICE])
        (<EDR 3.2 Protection from malicious code, SI, SL 1>,)
        """
        id = RequirementId.parse(key) if isinstance(key, str) else key
        heading = self.headings.get(id.base)
        if heading is None:
            return (self[id],)
        types = as_component_types(component_types)
        meant = [RequirementId(to.prefix, to.numbers, id.enhancement) for to in heading.to]
        rows = [self._by_key[each] for each in meant if each in self._by_key]
        if not rows and id.is_enhancement:
            raise self.unknown(id)
        return tuple(each for each in rows if each.applies_to(types))

    def text(self, key: RequirementId | str, language: str = "en") -> Text:
        """Give the text of a requirement or constraint: the one bound by `with_texts`, else the packaged one."""
        id = RequirementId.parse(key) if isinstance(key, str) else key
        if id not in self.constraints:
            id = self[id].id
        from .texts import load_texts

        return (
            self.overlay[id]
            if id in self.overlay
            else load_texts(_EDITIONS[self.part][self.edition], language)[id.text]
        )

    def with_texts(self, bound: Mapping[RequirementId, Text] | Mapping[str, Text]) -> Catalog:
        """Bind texts by id (the user's licensed text, a translation) and give the catalog that shows them.

        Raises `UnknownRequirement` for an id that is not in the catalog.
        """
        overlay = dict(self.overlay)
        for key, text in bound.items():
            id = RequirementId.parse(key) if isinstance(key, str) else key
            overlay[id if id in self.constraints else self[id].id] = text
        return evolve(self, overlay=overlay)

    def diff(self, other: Catalog) -> CatalogDiff:
        """Say what changes from this catalog to the other of the same part: requirements by id, levels, titles.

        Raises `InvalidFinding` for another part.

        >>> from iec62443 import load
        >>> load("3-3", corrigenda=()).diff(load("3-3")).level_changed
        ((<SR 3.4 Software and information integrity, SI, SL 1>, <SR 3.4 Software and information integrity, SI, SL 2>),)
        """
        if self.part != other.part:
            raise InvalidFinding(self.name, f"{other.name} is another part; editions of one part are compared")
        both = [(mine, other._by_key[mine.id]) for mine in self.requirements if mine.id in other._by_key]
        return CatalogDiff(
            added=tuple(each for each in other.requirements if each.id not in self._by_key),
            removed=tuple(each for each in self.requirements if each.id not in other._by_key),
            level_changed=tuple((mine, theirs) for mine, theirs in both if mine.sl != theirs.sl),
            title_changed=tuple((mine, theirs) for mine, theirs in both if mine.title != theirs.title),
            moved=tuple((mine, theirs) for mine, theirs in both if _place(mine) != _place(theirs)),
        )

    def unknown(self, id: RequirementId) -> UnknownRequirement:
        """Give the error that says why an id is no requirement here, and which are near."""
        heading = self.headings.get(id.base)
        if id in self.constraints:
            reason = f"{id} is a constraint common to all requirements: look in catalog.constraints"
            return UnknownRequirement(id.text, self.name, reason)
        if heading is not None and not heading.to:
            return UnknownRequirement(
                id.text, self.name, f"components have no requirement there, see {heading.system_requirement}"
            )
        if heading is not None:
            to = ", ".join(each.text for each in heading.to)
            return UnknownRequirement(
                id.text, self.name, f"the heading points on to {to}; catalog.resolve gives those of a type"
            )
        if id.part != self.part:
            return UnknownRequirement(id.text, self.name, f"it is an id of {id.part}")
        from difflib import get_close_matches

        kin = [each.id.text for each in self.requirements if id.base in {each.base, each.id}]
        texts = [each.id.text for each in self.requirements]
        return UnknownRequirement(id.text, self.name, "", tuple(kin[:5] or get_close_matches(id.text, texts, 3, 0.5)))


class CatalogDiff(NamedTuple):
    """What changes from one catalog to another; pairs are (before, after)."""

    added: tuple[Requirement, ...] = ()
    removed: tuple[Requirement, ...] = ()
    level_changed: tuple[tuple[Requirement, Requirement], ...] = ()
    title_changed: tuple[tuple[Requirement, Requirement], ...] = ()
    #: In another clause or group, or under another foundational requirement.
    moved: tuple[tuple[Requirement, Requirement], ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything changes."""
        return bool(self.added or self.removed or self.level_changed or self.title_changed or self.moved)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            f"{len(self.added)} added",
            f"{len(self.removed)} removed",
            f"{len(self.level_changed)} with another level",
            f"{len(self.title_changed)} with another title",
            f"{len(self.moved)} moved",
        )


def _place(requirement: Requirement) -> tuple[object, ...]:
    return requirement.fr, requirement.clause, requirement.group, requirement.subgroup


def load(part: str, edition: str | None = None, corrigenda: Iterable[str] | None = None) -> Catalog:
    """Load a part of the series: ``load("3-3")``, ``load("62443-4-2")``.

    `corrigenda` names those to apply, all that are packaged when left out: ``load("3-3", corrigenda=())`` is the 2013 print.
    The same catalog is given again for the same arguments. Raises `UnknownPart`, which names the ones that exist.

    >>> load("3-3")["SR 3.4"].sl, load("3-3", corrigenda=())["SR 3.4"].sl
    (<SL.SL2: 2>, <SL.SL1: 1>)
    """
    return _load(part, edition, None if corrigenda is None else tuple(corrigenda))


def catalog_of(id: RequirementId) -> Catalog:
    """Load the catalog that an id belongs to: its part, and of the editions the first that has it, else the default one.

    >>> catalog_of(RequirementId.parse("4.3.3.6.1"))
    <Catalog of 62443-2-1:2009, 126 requirements>
    """
    known = [load(id.part, edition) for edition in editions(id.part)]
    return next((each for each in known if id in each), known[0])


def editions(part: str) -> tuple[str, ...]:
    """List the packaged editions of a part, the default one first; empty for a part without requirements.

    >>> editions("62443-2-1"), editions("2-3")
    (('2024', '2009'), ())
    """
    return tuple(_EDITIONS.get(part if part in _EDITIONS else f"62443-{part}", ()))


@lru_cache(maxsize=64)
def _load(part: str, edition: str | None, corrigenda: tuple[str, ...] | None) -> Catalog:
    full = part if part in _EDITIONS else f"62443-{part}"
    if full not in _EDITIONS:
        raise UnknownPart(part, tuple(sorted(name.removeprefix("62443-") for name in _EDITIONS)))
    editions = _EDITIONS[full]
    chosen = edition if edition is not None else next(iter(editions))
    if chosen not in editions:
        raise UnknownPart(chosen, tuple(editions), f"edition of {full}")
    complete = _catalog(full, editions[chosen], None)
    if corrigenda is None:
        return complete
    for each in corrigenda:
        if each not in complete.corrigenda:
            raise UnknownPart(each, complete.corrigenda, f"corrigendum of {full}")
    applied = tuple(each for each in complete.corrigenda if each in corrigenda)
    return complete if applied == complete.corrigenda else _catalog(full, editions[chosen], applied)


@lru_cache(maxsize=64)
def _catalog(part: str, folder: str, corrigenda: tuple[str, ...] | None) -> Catalog:
    import json

    content = json.loads(_resources.read_bytes(folder, "requirements.json"))
    applied = tuple(content["corrigenda"]) if corrigenda is None else corrigenda
    parse = RequirementId.parse
    amendments = tuple(
        Amendment(parse(row["id"]), row["changed_by"], SL(row["sl_without"]), row["note"])
        for row in content["amendments"]
    )
    without = {each.id.text: int(each.sl_without) for each in amendments if each.changed_by not in applied}
    audience = tuple(content["audience"])
    constraints = [_requirement(row, part, audience, {}) for row in content["constraints"]]
    headings = [
        Heading(
            parse(row["id"]),
            row["title"],
            row["clause"],
            tuple(map(parse, row["to"])),
            parse(row["system_requirement"]) if row["system_requirement"] else None,
        )
        for row in content["headings"]
    ]
    return Catalog(
        part=part,
        edition=content["edition"],
        title=content["title"],
        requirements=tuple([_requirement(row, part, audience, without) for row in content["requirements"]]),
        corrigenda=applied,
        constraints={each.id: each for each in constraints},
        headings={each.id: each for each in headings},
        groups={row["id"]: _group(row) for row in content.get("groups", ())},
        amendments=amendments,
        disputes=tuple(Dispute(parse(row["id"]), row["note"]) for row in content["disputes"]),
        corrigenda_known=tuple(
            KnownCorrigendum(row["id"], row["applied"], row["note"]) for row in content["corrigenda_known"]
        ),
        drafts_known=tuple(content["drafts_known"]),
        without_counterpart=tuple(map(parse, content["without_counterpart"])),
        notes=tuple(content["notes"]),
    )


_FR = dict(FR.__members__)
_SL = dict(enumerate(SL))
_TYPES = {each.value: each for each in ComponentType}
_ASSURANCE = {each.value: each for each in Assurance}
_CORRESPONDENCE: dict[str | None, Correspondence | None] = {None: None} | {each.value: each for each in Correspondence}


@lru_cache(maxsize=16)
def _types(codes: tuple[str, ...]) -> frozenset[ComponentType]:
    return frozenset(_TYPES[code] for code in codes)


def _requirement(row: dict[str, Any], part: str, audience: tuple[str, ...], without: dict[str, int]) -> Requirement:
    id = RequirementId.parse(row["id"])
    get = row.get
    fr = get("fr")
    sl = without.get(row["id"], get("sl"))
    corresponds_to = get("corresponds_to")
    return Requirement(
        id,
        row["title"],
        part,
        None if fr is None else _FR[fr],
        None if sl is None else _SL[sl],
        _types(tuple(get("component_types", ()))),
        None if corresponds_to is None else RequirementId.parse(corresponds_to),
        _CORRESPONDENCE[get("correspondence")],
        get("allocatable"),
        _ASSURANCE.get(get("allocatable_assurance", "")),
        row["clause"],
        _ASSURANCE[row["assurance"]],
        _ASSURANCE[row["title_assurance"]],
        get("group", ""),
        get("subgroup", ""),
        audience,
    )


def _group(row: dict[str, Any]) -> Group:
    assurance = Assurance(row["assurance"])
    return Group(row["id"], row["title"], row["parent"], row["clause"], row["prefix"], assurance)


def _content(catalog: Catalog) -> tuple[object, ...]:
    return astuple(catalog, recurse=False)
