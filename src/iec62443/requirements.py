"""One requirement of the series: a row of the catalog, the same class for every part."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from attr import astuple, frozen

from ._frozen import one_line
from ._views import html_view, mime_view
from .identifiers import RequirementId
from .levels import FR, SL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class ComponentType(Enum):
    """The four types of component (IEC 62443-4-2 clauses 12 to 15).

    >>> ComponentType.EMBEDDED_DEVICE.prefix, ComponentType("host_device").title
    ('EDR', 'host device')
    """

    SOFTWARE_APPLICATION = "software_application"
    EMBEDDED_DEVICE = "embedded_device"
    HOST_DEVICE = "host_device"
    NETWORK_DEVICE = "network_device"

    if not TYPE_CHECKING:  # members are singletons; the hash of Enum is five times slower
        __hash__ = object.__hash__

    @property
    def prefix(self) -> str:
        """What the ids of its own requirements begin with."""
        return f"{self.name[0]}{'A' if self is ComponentType.SOFTWARE_APPLICATION else 'D'}R"

    @property
    def title(self) -> str:
        """The name in running text."""
        return self.value.replace("_", " ")


def as_component_types(types: Iterable[ComponentType]) -> frozenset[ComponentType]:
    """Give types as a set; their codes are taken too, any other text is a ValueError that quotes it.

    >>> as_component_types(["embedded_device"]) == {ComponentType.EMBEDDED_DEVICE}
    True
    """
    return frozenset([each if each.__class__ is ComponentType else ComponentType(each) for each in types])


class Assurance(Enum):
    """How well a fact is supported by the public sources it was read from. The scale is *ours*."""

    #: Two independent sources agree, or an official one says it.
    CONFIRMED = "confirmed"
    #: One source, or sources that differ and a ruling.
    PROVISIONAL = "provisional"
    #: One weak source.
    UNCONFIRMED = "unconfirmed"
    #: No fact at all but a label of our own, where the standard gives no title.
    OWN = "own"


class Correspondence(Enum):
    """How a component requirement relates to the system requirement it names."""

    #: The same requirement, said of a component.
    SAME = "same"
    #: Akin, but not the same: never closes the other.
    RELATED = "related"


@frozen(eq=False, repr=False)
class Requirement:
    """One requirement, enhancement or constraint, with what is known of it and how well.

    >>> from iec62443 import load
    >>> load("4-2")["EDR 3.14 RE(1)"]
    <EDR 3.14 RE(1) Authenticity of the boot process, SI, SL 2>
    """

    id: RequirementId
    title: str
    part: str
    #: The foundational requirement; None where the part has none.
    fr: FR | None = None
    #: The lowest level at which it is selected; it stays selected above. None where levels do not apply.
    sl: SL | None = None
    #: The types of component it applies to (4-2); empty where types do not apply.
    component_types: frozenset[ComponentType] = frozenset()
    #: The 3-3 requirement (of a 4-2 one), and how it relates.
    corresponds_to: RequirementId | None = None
    correspondence: Correspondence | None = None
    #: Whether the system around may provide it (4-2): True, False, or None for not known.
    allocatable: bool | None = None
    allocatable_assurance: Assurance | None = None
    #: The clause of the part that holds it.
    clause: str = ""
    #: How well its existence and level are supported, and its title.
    assurance: Assurance = Assurance.CONFIRMED
    title_assurance: Assurance = Assurance.CONFIRMED
    #: The group it stands in (SPE, SP area, ZCR, practice) and the one inside that, where the part has such groups.
    group: str = ""
    subgroup: str = ""
    #: Who has to meet it.
    audience: tuple[str, ...] = ()

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    @property
    def base(self) -> RequirementId | None:
        """The requirement that it enhances; None if it is no enhancement."""
        return self.id.base if self.id.is_enhancement else None

    def applies_to(self, component_types: frozenset[ComponentType]) -> bool:
        """Say whether it applies to one of the types; to any, where types do not matter."""
        return not self.component_types or not component_types or not self.component_types.isdisjoint(component_types)

    def __eq__(self, other: object) -> bool:
        """Requirements are equal when everything known of them is."""
        if not isinstance(other, Requirement):
            return NotImplemented
        return self is other or astuple(self, recurse=False) == astuple(other, recurse=False)

    def __hash__(self) -> int:
        """Hash like the id."""
        return hash(self.id)

    def __repr__(self) -> str:
        """Say it in a short line."""
        levels = f", {self.fr.name}, SL {int(self.sl)}" if self.fr is not None and self.sl is not None else ""
        return f"<{self.id} {one_line(self.title, 100)}{levels}>"


# The small rows below are named tuples: as immutable as a class of attrs, which costs 0.7 ms to make each.


class Group(NamedTuple):
    """A group of requirements: a practice of 4-1, a security program element of 2-1, an area of 2-4, a step of 3-2."""

    id: str
    title: str
    #: The group that it stands in, empty for none.
    parent: str = ""
    clause: str = ""
    #: What the ids of its requirements begin with, where that is not its own id.
    prefix: str = ""
    assurance: Assurance = Assurance.CONFIRMED


class Heading(NamedTuple):
    """A heading of 4-2 that is no requirement: it points on to those of the types, or says that there is none."""

    id: RequirementId
    title: str
    clause: str
    #: The requirements it points on to; empty where components have no such requirement.
    to: tuple[RequirementId, ...] = ()
    #: The system requirement that stands for it where components have none.
    system_requirement: RequirementId | None = None

    @property
    def says(self) -> str:
        """Where it points, in words."""
        if not self.to:
            return f"components have no requirement here, see {self.system_requirement}"
        return f"points on to {', '.join(each.text for each in self.to)}"


class Amendment(NamedTuple):
    """What a corrigendum changed: the level of a requirement without it."""

    id: RequirementId
    changed_by: str
    sl_without: SL
    note: str = ""


class Dispute(NamedTuple):
    """A requirement on which public sources differ, with the ruling."""

    id: RequirementId
    note: str


class KnownCorrigendum(NamedTuple):
    """A corrigendum that is known to exist; `applied` is None while its text was not seen."""

    id: str
    applied: bool | None
    note: str = ""
