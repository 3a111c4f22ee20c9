"""Results on systems as plain data for machines."""

from __future__ import annotations

import json

from hypothesis import given, settings
from jsonschema import Draft202012Validator
from rollup_strategies import systems

from iec62443 import FR, State, SystemUnderConsideration, _resources, system_report
from iec62443.assessors.rows import Basis
from iec62443.files.system_reports import system_document

RAW = json.loads(_resources.read_bytes("schema", "system-report.schema.json"))
SCHEMA = Draft202012Validator(RAW, format_checker=Draft202012Validator.FORMAT_CHECKER)


@settings(max_examples=10)
@given(system=systems())
def test_any_report_fits_the_schema_and_says_what_the_report_says(system: SystemUnderConsideration) -> None:
    report = system_report(system)
    document = json.loads(json.dumps(system_document(report, version="1.2")))
    SCHEMA.validate(document)
    assert [each.place.name for each in report] == [each["name"] for each in document["places"]]
    for place, plain in zip(report, document["places"], strict=True):
        for levels, said in ((place.design, plain["design"]), (place.achieved, plain["achieved"])):
            assert str(levels) == said["statement"]
            assert {fr.name: levels.shown(fr) for fr in FR} == {
                fr: each["shown"] for fr, each in said["levels"].items()
            }
            # a number can be followed: the level is the least that its rows hold
            for fr in FR:
                held = [row["holds"] for row in said["rows"] if row["fr"] == fr.name]
                assert min(held, default=4) == said["levels"][fr.name]["vector"]


def test_the_schema_names_every_basis_and_state() -> None:
    rows = RAW["$defs"]["row"]["properties"]
    assert {each.value for each in Basis} == set(rows["basis"]["enum"])
    assert {each.value for each in State} == set(RAW["$defs"]["state"]["enum"])
