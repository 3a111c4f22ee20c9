"""Risk in files of the user's own: a matrix, a table of attackers, scenarios; each one TOML or JSON file. Forms of *ours*."""

from __future__ import annotations

from pathlib import Path

from attrs import Factory, asdict, frozen

from ..errors import IEC62443Error, InvalidFile, InvalidRisk, quote
from ..matrices import RiskMatrix, SLRange
from ..risks import Attacker, AttackerTable, RiskScenario
from .plain import parse_mapping, read_text
from .shapes import structure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

Problems = list[tuple[str, str]]


@frozen
class MatrixShape:
    """A risk matrix but for its levels."""

    name: str
    likelihoods: list[str]
    consequences: list[str]
    ratings: list[str]
    cells: dict[str, dict[str, str]]
    tolerable: str = ""
    description: str = ""
    example: bool = False


@frozen
class AttackerShape:
    """An attacker by attributes."""

    violation: str = ""
    means: str = ""
    resources: str = ""
    skills: str = ""
    motivation: str = ""


@frozen
class AttackersShape:
    """A table of attackers but for the levels that are stated."""

    name: str
    attributes: dict[str, AttackerShape] = Factory(dict)


@frozen
class ScenarioShape:
    """One scenario."""

    name: str
    place: str
    frs: list[str]
    threat: str = ""
    likelihood: str = ""
    consequence: str = ""
    attacker: str = ""
    vulnerability: str = ""
    countermeasures: list[str] = Factory(list)
    residual_likelihood: str = ""
    residual_consequence: str = ""
    tolerable: str = ""
    description: str = ""


@frozen
class ScenariosShape:
    """All scenarios."""

    scenarios: list[ScenarioShape]


def read_matrix(path: str | PathLike[str]) -> RiskMatrix:
    """Read a risk matrix from TOML or JSON; raise `InvalidFile` with every hole, unknown word and other problem."""
    source, content = _content(path)
    problems: Problems = [] if "levels" in content else [("$.levels", "is missing")]
    levels, strange = _levels(content)
    problems += strange
    shape, others = structure(content, MatrixShape)
    if shape is None or problems:
        raise InvalidFile(source.name, [*problems, *others])
    try:
        return RiskMatrix(levels=levels, **asdict(shape))
    except InvalidRisk as error:
        raise InvalidFile(source.name, _placed(error.problems)) from error


def read_attackers(path: str | PathLike[str]) -> AttackerTable:
    """Read a table of attackers from TOML or JSON: `levels` as stated, and `attributes` from which the level follows.

    Raises `InvalidFile` with every problem and its place.
    """
    source, content = _content(path)
    levels, problems = _levels(content)
    shape, others = structure(content, AttackersShape)
    if shape is None or problems:
        raise InvalidFile(source.name, [*problems, *others])
    table: dict[str, SLRange | Attacker | int | str] = {**levels}
    for name, attributes in shape.attributes.items():
        place = f"$.attributes[{quote(name)}]"
        if name in levels:
            problems.append((place, "its level is stated too: one of the two"))
        try:
            table[name] = Attacker(**asdict(attributes))
        except InvalidRisk as error:
            problems += ((f"{place}.{where}".rstrip("."), message) for where, message in error.problems)
            table[name] = 0  # so that the rest is looked at
    try:
        known = AttackerTable(shape.name, table)
    except InvalidRisk as error:
        raise InvalidFile(source.name, [*problems, *_placed(error.problems)]) from error
    if problems:
        raise InvalidFile(source.name, problems)
    return known


def read_scenarios(path: str | PathLike[str]) -> tuple[RiskScenario, ...]:
    """Read scenarios of risk from TOML or JSON, in the order of the file; raise `InvalidFile` with every problem and its place.

    Whether a word is of a matrix, `target_report` tells.
    """
    source, content = _content(path)
    shape, problems = structure(content, ScenariosShape)
    if shape is None:
        raise InvalidFile(source.name, problems)
    scenarios: list[RiskScenario] = []
    first: dict[str, int] = {}
    for index, row in enumerate(shape.scenarios):
        try:
            scenarios.append(RiskScenario(**asdict(row)))
        except IEC62443Error as error:
            problems.append((f"$.scenarios[{index}]", str(error)))
        if first.setdefault(row.name, index) != index:
            problems.append((f"$.scenarios[{index}].name", f"{quote(row.name)} is scenario {first[row.name]} already"))
    if problems:
        raise InvalidFile(source.name, problems)
    return tuple(scenarios)


def _content(path: str | PathLike[str]) -> tuple[Path, dict[str, object]]:
    source = Path(path)
    content = parse_mapping(read_text(source), source.name.lower())
    if isinstance(content.get("$schema"), str):  # by which editors find the schema
        del content["$schema"]
    return source, content


def _levels(content: dict[str, object]) -> tuple[dict[str, SLRange | int | str], Problems]:
    """Take the levels out of the content as they are, whole numbers and texts alike: the table looks at them."""
    given = content.pop("levels", {})
    if not isinstance(given, dict):
        return {}, [("$.levels", f"an object with keys is expected, not {quote(given)}")]
    return given, []


def _placed(problems: Iterable[tuple[str, str]]) -> Problems:
    return [(f"$.{where}", message) for where, message in problems]
