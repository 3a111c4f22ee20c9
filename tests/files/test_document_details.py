"""What a document says beside the results: read strictly, every problem at once, at one with its schema."""

from __future__ import annotations

import copy
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from attrs import fields
from jsonschema import Draft202012Validator

from iec62443 import ClaimSource, DocumentDetails, InvalidFile, InvalidFinding, Signatory, _resources, read_details

EDGE = Path(__file__).parent.parent.parent / "examples" / "edge-controller"
SCHEMA = json.loads(_resources.read_bytes("schema", "document-details.schema.json"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

FULL = """
issuer = "Maker"
address = "Quay 4"
contact = "x@maker.example"
number = "SD-7"
revision = "2"
hardware = ["C", "D"]
scope = "all of it"
security_context = "behind a firewall"
method = "by test"
baseline = "as delivered"
validity = "for 3.2"
[[certificates]]
scheme = "S"
body = "B"
number = "17"
valid_until = 2029-06-30
[[signatories]]
name = "A. Example"
role = "Head"
place = "Town"
[[signatories]]
"""


def put(folder: Path, text: str, name: str = "x.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_field_is_read(tmp_path: Path) -> None:
    expected = DocumentDetails(
        "Maker",
        "Quay 4",
        "x@maker.example",
        "SD-7",
        "2",
        ["C", "D"],
        "all of it",
        "behind a firewall",
        "by test",
        "as delivered",
        "for 3.2",
        [ClaimSource(False, "S", "B", "17", dt.date(2029, 6, 30))],
        [Signatory("A. Example", "Head", "Town"), Signatory()],
    )
    assert expected == read_details(put(tmp_path, FULL))


def test_everything_may_be_left_out(tmp_path: Path) -> None:
    assert DocumentDetails() == read_details(put(tmp_path, ""))
    assert DocumentDetails() == read_details(put(tmp_path, '{"$schema": "../x.json"}', "x.json"))


def test_every_problem_is_told_with_its_place(tmp_path: Path) -> None:
    text = 'isuer = "x"\nhardware = "C"\nrevision = 2\n[[certificates]]\nscheme = "S"\n[[signatories]]\nrank = "x"\n'
    with pytest.raises(InvalidFile) as caught:
        read_details(put(tmp_path, text))
    assert {
        "$",
        "$.hardware",
        "$.revision",
        "$.certificates[0].body",
        "$.certificates[0].number",
        "$.signatories[0]",
    } == {place for place, _ in caught.value.problems}
    assert ("$", "the key 'isuer' means nothing here, try 'issuer'") in caught.value.problems


def test_a_certificate_names_itself(tmp_path: Path) -> None:
    text = '[[certificates]]\nscheme = " "\nbody = "B"\nnumber = ""\n'
    with pytest.raises(InvalidFile) as caught:
        read_details(put(tmp_path, text))
    assert (("$.certificates[0].scheme", "is empty"), ("$.certificates[0].number", "is empty")) == caught.value.problems


def test_a_self_declaration_is_no_certificate() -> None:
    with pytest.raises(InvalidFinding, match="a self-declaration is no certificate of a third party"):
        DocumentDetails(certificates=[ClaimSource()])


def test_the_value_does_not_change_and_compares_by_content() -> None:
    assert hash(DocumentDetails("x", hardware=["a"])) == hash(DocumentDetails("x", hardware=("a",)))
    with pytest.raises(AttributeError):
        DocumentDetails().issuer = "x"  # type: ignore[misc] # that it is refused is the test


def test_the_example_of_the_edge_controller_is_complete() -> None:
    said = read_details(EDGE / "edge-controller.details.toml")
    assert all(getattr(said, each.name) for each in fields(DocumentDetails) if each.name != "certificates")


STRANGERS: tuple[object, ...] = (None, True, 3, "", " ", "x", [], {}, [None])


def bent(document: Any) -> list[Any]:
    """Give the document with each value replaced, each key left out, and a key put in."""
    found = []
    places: list[tuple[str | int, ...]] = [()]
    while places:
        place = places.pop()
        node = document
        for key in place:
            node = node[key]
        if isinstance(node, dict):
            places.extend((*place, key) for key in node)
            found.append(_changed(document, (*place, "stranger"), 1))
        elif isinstance(node, list):
            places.extend((*place, key) for key in range(len(node)))
        if place:
            found.extend(_changed(document, place, stranger) for stranger in STRANGERS)
            found.append(_without(document, place))
    return found


def _changed(document: Any, place: tuple[str | int, ...], value: object) -> Any:
    made = copy.deepcopy(document)
    node = made
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    return made


def _without(document: Any, place: tuple[str | int, ...]) -> Any:
    made = copy.deepcopy(document)
    node = made
    for key in place[:-1]:
        node = node[key]
    del node[place[-1]]
    return made


def test_wherever_an_example_is_bent_schema_and_reader_are_at_one(tmp_path: Path) -> None:
    for example in SCHEMA["examples"]:
        for document in [example, *bent(example)]:
            try:
                read_details(put(tmp_path, json.dumps(document), "x.json"))
                read = True
            except InvalidFile:
                read = False
            assert VALIDATOR.is_valid(document) is read, document


def test_the_schema_explains_exactly_the_fields_of_the_value() -> None:
    assert {each.name for each in fields(DocumentDetails)} == set(SCHEMA["properties"]) - {"$schema"}
    assert all(each["description"] for each in SCHEMA["properties"].values())
