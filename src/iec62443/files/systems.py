"""Users' systems: a TOML or JSON file, or a folder of files that refer to each other, read into one value."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from ..catalog import Catalog, load
from ..errors import InvalidFile, InvalidSystem, UnknownPart, quote
from ..systems import Approval, External, Flow, SystemUnderConsideration
from ..zones import SYSTEM_PART, Conduit, Zone
from . import system_parts as parts
from .folders import Folder
from .plain import parse_mapping, read_bytes, read_text
from .shapes import structure
from .system_basis import Basis, Spot
from .system_shapes import (
    ComponentShape,
    ConduitShape,
    CountermeasureShape,
    ExternalShape,
    FlowShape,
    PartShape,
    SystemShape,
    ZoneShape,
)
from .system_sheets import component_rows, flow_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from os import PathLike

    from ..components import Component, Countermeasure

S = TypeVar("S")
T = TypeVar("T")

#: What the file of a system is called where a folder is read.
FILE_NAMES = ("system.toml", "system.json")
_LISTS = ("zones", "conduits", "components", "externals", "flows", "countermeasures")
#: What no assessment has.
_OF_A_SYSTEM = frozenset({"zones", "conduits", "components"})
#: What is referred to by name.
_NAMED = frozenset[type]({ZoneShape, ConduitShape, ComponentShape, ExternalShape})


def read_system(path: str | PathLike[str]) -> SystemUnderConsideration:
    """Read a system from a TOML or JSON file, or from the `system.toml` of a folder; raise `InvalidFile` with every problem.

    The file may include others and refer to assessments and sheets; every path starts at the file's folder and stays in it.
    A problem has its place (``$.zones[3].sl_t``), in another file with that file's name (``assets.csv: line 4, types``).
    The rules of the format are *ours*.
    """
    return _reading(Path(path)).system()


def system_inputs(path: str | PathLike[str]) -> list[tuple[str, bytes]]:
    """Give the files that `read_system` reads for a path, by name, with their content: the system's own first."""
    reading = _reading(Path(path))
    reading.system()
    folder = reading.basis.folder
    others = [each for each in folder.files if each != folder.root / reading.source.name]
    return [
        (reading.source.name, read_bytes(reading.source)),
        *((folder.name(each), read_bytes(each)) for each in others),
    ]


def is_system(path: str | PathLike[str]) -> bool:
    """Say whether a path is a system's: a folder, or a TOML or JSON file that lists zones, conduits or components."""
    source = Path(path)
    if source.is_dir():
        return True
    if source.suffix.lower() not in {".toml", ".json"} or not source.is_file():
        return False
    return not _OF_A_SYSTEM.isdisjoint(parse_mapping(read_text(source), source.name.lower()))


def _reading(source: Path) -> _Reading:
    if source.is_dir():
        there = [source / name for name in FILE_NAMES if (source / name).is_file()]
        if len(there) != 1:
            both = f"holds both {' and '.join(FILE_NAMES)}: one is expected"
            wrong = both if there else f"holds no {' or '.join(FILE_NAMES)}"
            raise InvalidFile(source.name or str(source), [("", wrong)])
        source = there[0]
    content = parse_mapping(read_text(source), source.name.lower())
    return _Reading(source, content)


@frozen
class _Row:
    """An entry of one of the lists, where it stands."""

    spot: Spot
    content: object


class _Reading:
    """One reading of a system: its rows gathered from all files, values made of them, and these put together."""

    def __init__(self, source: Path, content: dict[str, object]) -> None:
        """Read what is said of the whole."""
        self.source = source
        head, wrong = _head(content)
        catalog, unknown = _catalog(head)
        self.head = head
        self.basis = Basis(Folder(source.parent), catalog, load("4-2"), head.verdicts, head.ignore_columns)
        for place, message in (*wrong, *unknown):
            self.basis.tell(Spot("", place), message)
        #: Whether every entry has a name, so that references can be looked at although some entries are broken.
        self.named = True
        #: The components that say in which zone or conduit they are, by its name, and where the first says so.
        self.inside: dict[str, list[str]] = {}
        self.said_by: dict[str, Spot] = {}
        self.rows: dict[str, list[_Row]] = {key: [] for key in _LISTS}
        self._gather(head, "")
        for file, part in self._included(head.include):
            self._gather(part, file)

    # ---- gathering

    def _included(self, patterns: Sequence[str]) -> Iterator[tuple[str, PartShape]]:
        """Read the files that are included, each once, in the order in which they are named."""
        folder, basis = self.basis.folder, self.basis
        paths: dict[Path, None] = {}
        for place, pattern in enumerate(patterns):
            try:
                found = folder.match(pattern)
            except ValueError as error:
                basis.tell(Spot("", f"$.include[{place}]"), error)
                continue
            if pattern == self.source.name:
                basis.tell(Spot("", f"$.include[{place}]"), "a file does not include itself")
            paths |= dict.fromkeys(each for each in found if each != folder.root / self.source.name)
        for path in paths:
            file = folder.name(path)
            text = basis.text(path)
            try:
                content = {} if text is None else parse_mapping(text, path.name.lower())
            except InvalidFile as error:
                basis.tell_file(file, error)
                continue
            _without_schema(content)
            part, problems = structure(content, PartShape)
            for where, message in problems:
                basis.tell(Spot(file, where), message)
            yield file, part or _salvaged(content, PartShape, problems) or PartShape()

    def _gather(self, part: SystemShape | PartShape, file: str) -> None:
        basis = self.basis
        for key in _LISTS:
            spot = Spot(file, f"$.{key}")
            said = getattr(part, key)
            if isinstance(said, str) and key in {"components", "flows"}:
                self.rows[key] += self._sheet(said, spot, key)
            elif isinstance(said, list):
                self.rows[key] += [_Row(spot.at(f"[{place}]"), each) for place, each in enumerate(said)]
            elif said is not None:
                or_sheet = ", or the name of a CSV file," if key in {"components", "flows"} else ""
                basis.tell(spot, f"a list{or_sheet} is expected, not {quote(said)}")
        spot = Spot(file, "$.assessments")
        if isinstance(part.assessments, dict):
            for name, content in part.assessments.items():
                if name in basis.named:
                    basis.tell(spot.at(f"[{name!r}]"), f"{quote(name)} stands for two assessments")
                basis.named[name] = spot.at(f"[{name!r}]"), content
        elif part.assessments is not None:
            basis.tell(spot, f"an object with keys is expected, not {quote(part.assessments)}")

    def _sheet(self, name: str, spot: Spot, key: str) -> list[_Row]:
        path = self.basis.find(name, spot)
        text = None if path is None else self.basis.text(path)
        if path is None or text is None:
            return []
        read = component_rows if key == "components" else flow_rows
        rows, problems = read(text, self.basis.ignore_columns)
        file = self.basis.folder.name(path)
        for where, message in problems:
            self.basis.tell(Spot(file, where), message)
        return [_Row(Spot(file, f"line {number}", ", "), cells) for number, cells in rows]

    # ---- making

    def system(self) -> SystemUnderConsideration:
        """Make every value, put them together, and raise with every problem where there is one."""
        basis, inside = self.basis, self.inside
        components = self._made("components", ComponentShape, self._component, parts.component_stand_in)
        self._check_zones()
        zones = self._made(
            "zones",
            ZoneShape,
            lambda shape, spot: parts.zone(shape, spot, basis, inside.get(shape.name, ())),
            lambda shape, spot: parts.zone_stand_in(shape, spot, basis),
        )
        conduits = self._made(
            "conduits",
            ConduitShape,
            lambda shape, spot: parts.conduit(shape, spot, basis, inside.get(shape.name, ())),
            lambda shape, spot: parts.conduit_stand_in(shape, spot, basis),
        )
        externals = self._made(
            "externals",
            ExternalShape,
            lambda shape, spot: parts.external(shape, spot, basis),
            lambda shape, _: External(shape.name),
        )
        flows = self._made("flows", FlowShape, lambda shape, _: parts.flow(shape), lambda shape, _: parts.flow(shape))
        measures = self._made(
            "countermeasures",
            CountermeasureShape,
            lambda shape, spot: parts.countermeasure(shape, spot, basis),
            parts.countermeasure_stand_in,
        )
        for name in basis.named:
            basis.assessment(name, basis.named[name][0])  # also those that no component uses are looked at
        made = self._together(zones, conduits, components, externals, flows, measures) if self.named else None
        if basis.problems or made is None:
            raise InvalidFile(self.source.name, sorted(basis.problems, key=lambda each: not each[0].startswith("$")))
        return made

    def _made(
        self,
        key: str,
        shape_type: type[S],
        make: Callable[[S, Spot], T | None],
        stand_in: Callable[[S, Spot], T | None],
    ) -> list[tuple[Spot, T]]:
        """Make a value of each row; where one is broken, a stand-in keeps its name and what it refers to."""
        made: list[tuple[Spot, T]] = []
        for row in self.rows[key]:
            before = len(self.basis.problems)
            shape, problems = structure(row.content, shape_type)
            for where, message in problems:
                self.basis.tell(row.spot.inside(where), message)
            name = _name(row.content)
            if shape is None:
                shape = _salvaged(row.content, shape_type, problems)
            if shape is None and name:
                shape = structure({"name": name}, shape_type)[0]
            told = len(self.basis.problems)
            value = None if shape is None else make(shape, row.spot)
            self._forget(told, [row.spot.at(key) for key in _broken(problems)])
            if shape is not None and len(self.basis.problems) > before:
                value = stand_in(shape, row.spot) if name or shape_type is FlowShape else None
            if shape_type in _NAMED:
                self.named = self.named and bool(name)
            if value is not None:
                made.append((row.spot, value))
        return made

    def _forget(self, told: int, spots: list[Spot]) -> None:
        """Forget what was told of keys that could not be read: that they are not there is no news."""
        for problem in [*self.basis.problems][told:] if spots else ():
            if any(problem[0] == str(spot) for spot in spots):
                del self.basis.problems[problem]

    def _component(self, shape: ComponentShape, spot: Spot) -> Component | None:
        if shape.zone:
            self.inside.setdefault(shape.zone, []).append(shape.name)
            self.said_by.setdefault(shape.zone, spot.at("zone"))
        return parts.component(shape, spot, self.basis)

    def _check_zones(self) -> None:
        """Tell of components that are in zones which are not there."""
        known = {_name(row.content) for key in ("zones", "conduits") for row in self.rows[key]}
        for name, spot in self.said_by.items() if "" not in known else ():
            if name not in known:
                near = get_close_matches(name, sorted(known), 3, 0.6)
                hint = f"; nearest: {', '.join(near)}" if near else ""
                self.basis.tell(spot, f"no zone or conduit is called {name!r}{hint}")

    def _together(  # noqa: PLR0913, PLR0917 - the six lists of a system
        self,
        zones: list[tuple[Spot, Zone]],
        conduits: list[tuple[Spot, Conduit]],
        components: list[tuple[Spot, Component]],
        externals: list[tuple[Spot, External]],
        flows: list[tuple[Spot, Flow]],
        measures: list[tuple[Spot, Countermeasure]],
    ) -> SystemUnderConsideration | None:
        head = self.head
        try:
            return SystemUnderConsideration(
                head.name,
                head.description,
                [value for _, value in zones],
                [value for _, value in conduits],
                [value for _, value in components],
                [value for _, value in externals],
                [value for _, value in flows],
                [value for _, value in measures],
                head.edition,
                head.corrigenda,
                head.regulations,
                head.policies,
                head.tolerable_risk,
                head.threat_environment,
                head.operating_environment,
                head.essential_functions,
                [Approval(each.role, each.name, each.date, each.what) for each in head.approvals],
                head.switched_off,
            )
        except InvalidSystem as error:
            spots = {
                "zones": [spot for spot, _ in zones],
                "conduits": [spot for spot, _ in conduits],
                "components": [spot for spot, _ in components],
                "externals": [spot for spot, _ in externals],
                "flows": [spot for spot, _ in flows],
                "countermeasures": [spot for spot, _ in measures],
            }
            for place, message in error.problems:
                self.basis.tell(_spot_of(place, spots), message)
        return None


def _spot_of(place: str, spots: Mapping[str, Sequence[Spot]]) -> Spot:
    """Give the place in a file of a place in the value, such as ``zones[3].parent``."""
    key, bracket, rest = place.partition("[")
    if not bracket:
        return Spot("", f"$.{place}")
    number, _, inner = rest.partition("].")
    return spots[key][int(number)].at(inner)


def _name(content: object) -> str:
    """The name in an entry, as far as there is one."""
    said = content.get("name") if isinstance(content, dict) else content
    return said if isinstance(said, str) and said.strip() else ""


def _head(content: dict[str, object]) -> tuple[SystemShape, list[tuple[str, str]]]:
    """What is said of the whole, as far as it can be read, and what is wrong with it."""
    _without_schema(content)
    head, problems = structure(content, SystemShape)
    if head is None:
        head = structure({"name": "?"} | _readable(content, SystemShape, problems), SystemShape)[0]
    return head or SystemShape("?"), problems


def _salvaged(content: object, shape: type[S], problems: Sequence[tuple[str, str]]) -> S | None:
    """What can be read of a broken object, so that the rest of it is looked at too; None where that is nothing."""
    return structure(_readable(content, shape, problems), shape)[0]


def _readable(content: object, shape: type[S], problems: Sequence[tuple[str, str]]) -> dict[str, object]:
    """The keys of an object that mean something and with which nothing is wrong."""
    if not isinstance(content, dict):
        return {}
    known = {each.name for each in shape.__attrs_attrs__}  # type: ignore[attr-defined] # only attrs classes are shapes
    return {key: value for key, value in content.items() if key in known - _broken(problems)}


def _broken(problems: Sequence[tuple[str, str]]) -> set[str]:
    """The keys of an object with which something is wrong; not those that mean nothing."""
    return {place.removeprefix("$").removeprefix(".").partition(".")[0].partition("[")[0] for place, _ in problems} - {
        ""
    }


def _without_schema(content: dict[str, object]) -> None:
    if isinstance(content.get("$schema"), str):  # by which editors find the schema
        del content["$schema"]


def _catalog(head: SystemShape) -> tuple[Catalog, list[tuple[str, str]]]:
    try:
        return load(SYSTEM_PART, head.edition, head.corrigenda), []
    except UnknownPart as error:
        return load(SYSTEM_PART), [(f"$.{'edition' if 'edition' in error.what else 'corrigenda'}", str(error))]
