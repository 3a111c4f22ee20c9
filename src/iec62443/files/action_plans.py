"""What is planned and what is accepted beside gaps: a TOML or JSON file of actions and risk acceptances."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from attrs import Factory, frozen

from .._frozen import brief, how_many
from ..claims import Action, RiskAcceptance
from ..errors import IEC62443Error, InvalidFile
from ..identifiers import RequirementId
from .plain import parse_mapping, read_text
from .shapes import structure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    from ..catalog import Catalog

    Problem = tuple[str, str]


@frozen(repr=False)
class ActionPlan:
    """What is said beside gaps: what will be done, and which risks are accepted. Neither closes anything."""

    actions: tuple[Action, ...] = ()
    acceptances: tuple[RiskAcceptance, ...] = ()

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, how_many(self.actions, "action"), how_many(self.acceptances, "acceptance"))


@frozen
class _ActionShape:
    """An action in a file."""

    requirements: list[str]
    action: str
    owner: str = ""
    due: dt.date | None = None
    places: list[str] = Factory(list)


@frozen
class _AcceptanceShape:
    """An acceptance in a file."""

    requirement: str
    owner: str
    reason: str
    until: dt.date | None = None


@frozen
class _ActionPlanShape:
    """The file."""

    actions: list[_ActionShape] = Factory(list)
    acceptances: list[_AcceptanceShape] = Factory(list)


def read_action_plan(path: str | PathLike[str], *catalogs: Catalog) -> ActionPlan:
    """Read actions and risk acceptances on requirements of one of the catalogs; `InvalidFile` has every problem and its place.

    ``[[actions]]`` have the requirements they are about, an action (what is done), and perhaps an owner, the day when it is
    due, and the places of a system where it is done; ``[[acceptances]]`` a requirement, an owner, a reason, and perhaps the day
    until which they hold.
    """
    source = Path(path)
    content = parse_mapping(read_text(source), source.name.lower())
    if isinstance(content.get("$schema"), str):  # by which editors find the schema
        del content["$schema"]
    shape, problems = structure(content, _ActionPlanShape)
    if shape is None:
        raise InvalidFile(source.name, problems)
    actions = [_action(each, f"$.actions[{place}]", catalogs, problems) for place, each in enumerate(shape.actions)]
    acceptances = [
        _acceptance(each, f"$.acceptances[{place}]", catalogs, problems) for place, each in enumerate(shape.acceptances)
    ]
    if problems:
        raise InvalidFile(source.name, problems)
    return ActionPlan(tuple(filter(None, actions)), tuple(filter(None, acceptances)))


def _action(row: _ActionShape, place: str, catalogs: tuple[Catalog, ...], problems: list[Problem]) -> Action | None:
    where = f"{place}.requirements"
    ids = [id for at, text in enumerate(row.requirements) for id in _ids(text, f"{where}[{at}]", catalogs, problems)]
    if not row.requirements:
        problems.append((where, "is empty: at least one requirement is needed"))
    if not row.action.strip():
        problems.append((f"{place}.action", "is empty: say what is done"))
    return Action(ids, row.action, row.owner, row.due, row.places) if ids and row.action.strip() else None


def _acceptance(
    row: _AcceptanceShape, place: str, catalogs: tuple[Catalog, ...], problems: list[Problem]
) -> RiskAcceptance | None:
    ids = _ids(row.requirement, f"{place}.requirement", catalogs, problems)
    empty = [key for key, value in (("owner", row.owner), ("reason", row.reason)) if not value.strip()]
    problems.extend((f"{place}.{key}", "is empty: a risk acceptance needs an owner and a reason") for key in empty)
    return RiskAcceptance(ids[0], row.owner, row.reason, row.until) if ids and not empty else None


def _ids(text: str, place: str, catalogs: tuple[Catalog, ...], problems: list[Problem]) -> list[RequirementId]:
    """Read the one id of a text, which must be of a requirement or constraint of the catalog of its part."""
    try:
        id = RequirementId.parse(text)
        catalog = next((each for each in catalogs if each.part == id.part), catalogs[0])
        return [id if id in catalog.constraints else catalog[id].id]
    except IEC62443Error as error:
        problems.append((place, str(error)))
        return []
