"""The shape of users' files, structured strictly by cattrs before any value is made of it: nothing is coerced."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum
from functools import lru_cache
from typing import ClassVar, TypeVar

from attrs import Factory, frozen

from ..errors import quote
from ..findings import EvidenceKind, NotApplicableReason, Stage, Verdict
from ..requirements import ComponentType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from cattrs import Converter

T = TypeVar("T")


@frozen
class SubjectShape:
    """What is assessed."""

    name: str
    version: str = ""
    supplier: str = ""
    types: list[ComponentType] = Factory(list)


@frozen
class EvidenceShape:
    """What a finding rests on."""

    _bare: ClassVar[str] = "reference"

    reference: str
    kind: EvidenceKind = EvidenceKind.DOCUMENT
    digest: str = ""
    date: dt.date | None = None
    valid_until: dt.date | None = None


@frozen
class SelectionShape:
    """What was chosen: by its ids, or as every base requirement with the `enhancements` named, less what is excluded."""

    name: str
    ids: list[str] | None = None
    enhancements: list[str] | None = None
    excluded: dict[str, str] = Factory(dict)
    parameters: dict[str, dict[str, str]] = Factory(dict)


@frozen
class ProfileShape:
    """A selection in a file of its own."""

    name: str
    part: str
    ids: list[str]
    edition: str | None = None
    excluded: dict[str, str] = Factory(dict)
    parameters: dict[str, dict[str, str]] = Factory(dict)


@frozen
class TextShape:
    """The user's own text of a requirement."""

    text: str = ""
    verify: str = ""
    title: str = ""


@frozen
class RowShape:
    """One finding."""

    id: str
    verdict: str
    justification: str = ""
    evidence: list[EvidenceShape] = Factory(list)
    reason: NotApplicableReason | None = None
    condition: str = ""
    condition_holds: bool | None = None
    countermeasures: list[str] = Factory(list)
    adequate_up_to: int | None = None
    owner: str = ""
    date: dt.date | None = None
    maturity: int | None = None


@frozen
class HeaderShape:
    """Everything but the findings."""

    subject: SubjectShape | None = None
    part: str | None = None
    edition: str | None = None
    corrigenda: list[str] | None = None
    assessed_to: int | None = None
    stage: Stage | None = None
    assessor: str = ""
    date: dt.date | None = None
    selection: SelectionShape | None = None
    verdicts: dict[str, Verdict] = Factory(dict)
    ignore_columns: list[str] = Factory(list)


@frozen
class MeasureShape:
    """Something that could be done."""

    name: str
    cost: float
    covers: list[str]
    places: list[str]
    adequate_up_to: int = 4
    compensating: bool = False
    description: str = ""


@frozen
class ProductShape:
    """Another product that could stand in a component's place; `assessment` is a file beside this one."""

    component: str
    product: str
    cost: float
    version: str = ""
    supplier: str = ""
    types: list[ComponentType] = Factory(list)
    assessment: str = ""
    configured: bool = False


@frozen
class OptionsShape:
    """What a plan chooses from."""

    measures: list[MeasureShape] = Factory(list)
    products: list[ProductShape] = Factory(list)
    #: What a cost is counted in, for the reader.
    unit: str = ""


def structure(content: object, shape: type[T], place: str = "$") -> tuple[T | None, list[tuple[str, str]]]:
    """Structure plain data into a shape, or list every problem with its place."""
    from cattrs import BaseValidationError, transform_error

    try:
        return _converter().structure(content, shape), []
    except BaseValidationError as error:
        told = (message.partition(f"{_END} @ ") for message in transform_error(error, place, _message))
        return None, [(where, message) for message, _, where in told]
    except TypeError as error:
        return None, [(place, str(error))]


#: Where a message ends and its place begins: a sign that neither a file nor a message of ours holds.
_END = "\0"


def _message(error: BaseException, _type: type[Any] | None) -> str:
    return f"{_said(error)}{_END}"


def _said(error: BaseException) -> str:
    from cattrs.errors import ForbiddenExtraKeysError

    if isinstance(error, ForbiddenExtraKeysError):
        from difflib import get_close_matches

        keys = [each.name for each in error.cl.__attrs_attrs__]  # type: ignore[attr-defined] # only attrs classes are structured
        near = {key: get_close_matches(key, keys, 1) for key in sorted(error.extra_fields)}
        return "; ".join(
            f"the key {quote(key)} means nothing here" + (f", try {found[0]!r}" if found else "")
            for key, found in near.items()
        )
    if isinstance(error, KeyError):
        return "is missing"
    return str(error)


@lru_cache(maxsize=1)
def _converter() -> Converter:
    """A converter that coerces nothing: a text is a text, a whole number no yes or no, an object has keys."""
    from attrs import has
    from cattrs import Converter
    from cattrs.cols import is_mapping, is_sequence, list_structure_factory, mapping_structure_factory
    from cattrs.gen import make_dict_structure_fn

    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, lambda value, _: _expect(value, str, "a text"))
    converter.register_structure_hook(int, lambda value, _: _expect(value, int, "a whole number"))
    converter.register_structure_hook(float, lambda value, _: _number(value))
    converter.register_structure_hook(bool, lambda value, _: _expect(value, bool, "true or false"))
    converter.register_structure_hook(dt.date, lambda value, _: _date(value))
    converter.register_structure_hook_func(lambda shape: isinstance(shape, type) and issubclass(shape, Enum), _member)
    converter.register_structure_hook_func(lambda shape: shape is object, lambda value, _: value)  # looked at later

    @converter.register_structure_hook_factory(has)
    def _(shape: type[Any]) -> Callable[[object, object], Any]:
        inner = make_dict_structure_fn(shape, converter, _cattrs_forbid_extra_keys=True)
        bare = getattr(shape, "_bare", "")  # the key that a text alone stands for
        several = getattr(shape, "_several", ())  # lists of which one item needs no brackets

        def made(value: object, as_type: object) -> object:
            if bare and isinstance(value, str):
                return shape(**{bare: value})
            given = _expect(value, dict, "an object with keys")
            if several:
                given = {
                    key: [each] if key in several and isinstance(each, str) else each for key, each in given.items()
                }
            return inner(given, as_type)

        return made

    @converter.register_structure_hook_factory(is_sequence)
    def _(shape: Any) -> Callable[[object, object], Any]:
        inner = list_structure_factory(shape, converter)
        return lambda value, as_type: inner(_expect(value, list, "a list"), as_type)

    @converter.register_structure_hook_factory(is_mapping)
    def _(shape: Any) -> Callable[[object, object], Any]:
        inner = mapping_structure_factory(shape, converter)
        return lambda value, as_type: inner(_expect(value, dict, "an object with keys"), as_type)

    return converter


def _expect(value: object, kind: type[T], name: str) -> T:
    if type(value) is not kind:
        raise TypeError(f"{name} is expected, not {quote(value)}")
    return value


def _number(value: object) -> float:
    return float(value if type(value) is int else _expect(value, float, "a number"))


def _date(value: object) -> dt.date:
    if type(value) is dt.date:
        return value
    return read_date(_expect(value, str, "a date such as 2026-03-31"))


def read_date(text: str) -> dt.date:
    """Read a date in the one form that is never mistaken, year-month-day; a TypeError says what is expected."""
    try:
        if _DATE.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise TypeError(f"a date such as 2026-03-31 is expected, not {quote(text)}")


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _member(value: object, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        raise TypeError(
            f"one of {', '.join(str(each.value) for each in kind)} is expected, not {quote(value)}"
        ) from None
