"""Plans as plain data for machines."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from iec62443 import (
    Component,
    ComponentType,
    Countermeasure,
    Finding,
    Measure,
    ProductOption,
    SLType,
    SLVector,
    SystemUnderConsideration,
    Verdict,
    Zone,
    _resources,
    load,
    marginal,
    place_report,
    plan,
    sensitivity,
    tasks,
)
from iec62443.files.plans import plan_document

SCHEMA = Draft202012Validator(json.loads(_resources.read_bytes("schema", "plan.schema.json")))
MET = [Finding(each.id, Verdict.MET) for each in load("3-3").required(4) if each.id.text not in {"SR 6.1", "SR 7.2"}]
PLANT = SystemUnderConsideration(
    "Plant",
    zones=[Zone("Cell", SLVector(0, 0, 0, 0, 0, 1, 1), ["PLC"], findings=MET, as_built=MET)],
    components=[Component("PLC", {ComponentType.EMBEDDED_DEVICE})],
    countermeasures=[Countermeasure("Guard", ["SR 6.1"], ["Cell"], 2)],
)


def test_a_plan_with_everything_beside_it_fits_the_schema_and_says_what_the_plan_says() -> None:
    offered = [Measure("Log server", 3, ["SR 6.1"], ["Cell"])]
    instead = [ProductOption("PLC", "Other", 2)]
    made = plan(PLANT, offered, instead)
    report = place_report(PLANT, "Cell")
    document = json.loads(
        json.dumps(
            plan_document(
                made,
                tasks(report),
                marginal(PLANT, "Cell", offered),
                sensitivity(PLANT),
                unit="kEUR",
                version="1.2",
            )
        )
    )
    SCHEMA.validate(document)
    assert ("Plant", "SL-C", "kEUR", 3.0, True) == tuple(
        document[key] for key in ("system", "type", "unit", "cost", "optimal")
    )
    assert [{"name": "Log server", "cost": 3.0, "places": ["Cell"]}] == document["measures"]
    assert [{"place": "Cell", "id": "SR 6.1", "level": 1, "by": ["Log server"]}] == document["closed"]
    assert [{"place": "Cell", "id": "SR 7.2", "level": 1, "by": []}] == document["unreached"]
    assert [("PLC", "CR 6.1", "SR 6.1"), ("PLC", "CR 7.2", "SR 7.2")] == [
        (each["component"], each["id"], each["needed_by"]) for each in document["tasks"]
    ]
    assert [{"assumption": "Guard", "kind": "countermeasure", "place": "Cell", "frs": {"TRE": [2, 0]}}] == document[
        "falls"
    ]
    # in IAC, UC, SI, DC and RDF everything is there already, in TRE too once there is a log server; nothing helps with SR 7.2
    assert {"IAC": 0.0, "UC": 0.0, "SI": 0.0, "DC": 0.0, "RDF": 0.0, "TRE": 0.0, "RA": None} == {
        each["fr"]: each["extra"] for each in document["marginal"]
    }


def test_products_and_plans_for_what_is_achieved_are_told_too() -> None:
    document = plan_document(plan(PLANT, [], [ProductOption("PLC", "Other", 0)], type=SLType.ACHIEVED))
    SCHEMA.validate(document)
    assert ("SL-A", [], []) == (document["type"], document["measures"], document["products"])
    sparse = SystemUnderConsideration(
        "Plant",
        zones=[Zone("Cell", 1, ["PLC"], findings=MET)],
        components=[Component("PLC", {ComponentType.EMBEDDED_DEVICE})],
    )
    host = ProductOption("PLC", "Soft", 1, component_types=[ComponentType.SOFTWARE_APPLICATION])
    SCHEMA.validate(plan_document(plan(sparse, [], [host])))
