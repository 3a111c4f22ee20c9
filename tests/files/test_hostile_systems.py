"""System files that are wrong, or mean harm: each problem told with its file and place, all at once."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from iec62443 import InvalidFile, SystemUnderConsideration, read_system
from iec62443.files import folders
from iec62443.files.plain import DEEPEST, LARGEST

if TYPE_CHECKING:
    from pathlib import Path

Problems = list[tuple[str, str]]


def put(folder: Path, name: str, content: str | bytes | dict[str, Any]) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = json.dumps(content) if isinstance(content, dict) else content
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def problems(path: Path) -> Problems:
    with pytest.raises(InvalidFile) as caught:
        read_system(path)
    assert path.name == caught.value.source
    return list(caught.value.problems)


def wrong(folder: Path, **content: Any) -> Problems:
    """Give what is wrong with a JSON file with a name and what else is given."""
    return problems(put(folder, "system.json", {"name": "Plant"} | content))


ALL_TYPES = "software_application, embedded_device, host_device, network_device"
PLC: dict[str, Any] = {"name": "PLC", "types": "embedded_device"}
ZONE: dict[str, Any] = {"name": "Z"}
FENCE: dict[str, Any] = {"name": "F", "covers": "SR 1.1", "places": "Z", "adequate_up_to": 2}
UNKNOWN = "is not a requirement of 62443-3-3:2013 with COR1:2014"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # the whole
        ({"name": " "}, [("$.name", "the system needs a name")]),
        ({"name": 3}, [("$.name", "a text is expected, not 3")]),
        (
            {"name": 3, "zones": [ZONE | {"sl_t": 7}]},
            [("$.name", "a text is expected, not 3"), ("$.zones[0].sl_t", "'7' is not a security level vector")],
        ),
        ({"zoens": []}, [("$", "the key 'zoens' means nothing here, try 'zones'")]),
        ({"zones": {}}, [("$.zones", "a list is expected, not {}")]),
        ({"flows": 3}, [("$.flows", "a list, or the name of a CSV file, is expected, not 3")]),
        ({"externals": "Internet"}, [("$.externals", "a list is expected, not 'Internet'")]),
        ({"assessments": []}, [("$.assessments", "an object with keys is expected, not []")]),
        ({"edition": "2020"}, [("$.edition", "no edition of 62443-3-3 '2020' in this catalog; there is: 2013")]),
        (
            {"corrigenda": ["COR9"]},
            [("$.corrigenda", "no corrigendum of 62443-3-3 'COR9' in this catalog; there is: COR1:2014")],
        ),
        ({"regulations": ["a", 1]}, [("$.regulations[1]", "a text is expected, not 1")]),
        ({"regulations": "a"}, [("$.regulations", "a list is expected, not 'a'")]),
        ({"switched_off": {"x": " "}}, [("$.switched_off.x", "is switched off without a reason")]),
        ({"approvals": [{"role": "Manager"}]}, [("$.approvals[0].name", "is missing")]),
        (
            {"verdicts": {"partial": "met"}},
            [("$.verdicts.partial", "'partial' means partial here and cannot mean met")],
        ),
        ({"verdicts": {"done": "ok"}}, [("$.verdicts['done']", "one of met, met_by_configuration, allocated, ")]),
        # zones
        ({"zones": [3]}, [("$.zones[0]", "an object with keys is expected, not 3")]),
        ({"zones": [{}]}, [("$.zones[0].name", "is missing")]),
        ({"zones": [{"name": ""}]}, [("$.zones[0]", "zone: it has no name")]),
        ({"zones": [{"name": ["A"]}]}, [("$.zones[0].name", "a text is expected, not ['A']")]),
        ({"zones": [ZONE | {"target": 2}]}, [("$.zones[0]", "the key 'target' means nothing here")]),
        ({"zones": [ZONE | {"safety_related": "yes"}]}, [("$.zones[0].safety_related", "true or false is expected")]),
        ({"zones": [ZONE | {"components": "PLC"}]}, [("$.zones[0].components", "a list is expected, not 'PLC'")]),
        ({"zones": [ZONE | {"components": ["PLC"]}]}, [("$.zones[0].components", "no component is called 'PLC'")]),
        ({"zones": [ZONE | {"parent": "Y"}]}, [("$.zones[0].parent", "no zone is called 'Y'")]),
        (
            {"zones": [ZONE, ZONE]},
            [(f"$.zones[{n}].name", "'Z' stands for 2 things of the system: names are unique") for n in (0, 1)],
        ),
        (
            {"zones": [ZONE | {"providers": {"CR 1.1": "Z", "SR 1.99": "Z", "x": "Z"}}]},
            [
                ("$.zones[0].providers['CR 1.1']", f"'CR 1.1' {UNKNOWN}: it is an id of 62443-4-2"),
                ("$.zones[0].providers['SR 1.99']", f"'SR 1.99' {UNKNOWN}"),
                ("$.zones[0].providers['x']", "'x' is not a requirement id"),
            ],
        ),
        (
            {"zones": [ZONE | {"providers": {"SR 1.1": "Z", "sr1.1": "Z"}}]},
            [("$.zones[0].providers['sr1.1']", "SR 1.1 stands twice")],
        ),
        ({"zones": [ZONE | {"providers": {"SR 1.1": "Y"}}]}, [("$.zones[0].providers", "no zone or component is")]),
        ({"zones": [ZONE | {"providers": {"SR 1.1": 1}}]}, [("$.zones[0].providers['SR 1.1']", "a text is expected")]),
        (
            {"zones": [ZONE | {"acceptances": [{"requirement": "SR 1.1", "owner": " ", "reason": "x"}]}]},
            [("$.zones[0].acceptances[0]", "SR 1.1: a risk acceptance needs an owner and a reason")],
        ),
        (
            {"zones": [ZONE | {"acceptances": [{"requirement": "CR 1.1", "owner": "a", "reason": "x"}]}]},
            [("$.zones[0].acceptances[0].requirement", f"'CR 1.1' {UNKNOWN}")],
        ),
        # findings
        ({"zones": [ZONE | {"findings": 3}]}, [("$.zones[0].findings", "a list, or the name of a CSV file, is")]),
        ({"zones": [ZONE | {"findings": [3]}]}, [("$.zones[0].findings[0]", "an object with keys is expected")]),
        (
            {"zones": [ZONE | {"findings": [{"id": "SR 1.1", "verdict": "met", "stag": "as_built"}]}]},
            [("$.zones[0].findings[0]", "the key 'stag' means nothing here")],
        ),
        (
            {"zones": [ZONE | {"findings": [{"id": "SR 1.1", "verdict": "met", "stage": ["as_built", "design"]}]}]},
            [
                (
                    "$.zones[0].findings[0].stage",
                    "one of capability, as_built, or a list of both, is expected, not 'design'",
                )
            ],
        ),
        (
            {"zones": [ZONE | {"provides": [{"id": "CR 1.1", "verdict": "met", "date": "31.3.2026"}]}]},
            [("$.zones[0].provides[0].date", "a date such as 2026-03-31 is expected, not '31.3.2026'")],
        ),
        (
            {"zones": [ZONE | {"provides": [{"id": "CR 1.1", "verdict": "met"}]}]},
            [("$.zones[0].provides[0]", f"'CR 1.1' {UNKNOWN}: it is an id of 62443-4-2")],
        ),
        (
            {"zones": [ZONE | {"findings": [{"id": "SR 1.1", "verdict": "met", "evidence": [""]}]}]},
            [("$.zones[0].findings[0]", "evidence: its reference is empty")],
        ),
        # conduits
        ({"conduits": [{"name": "U", "joins": ["Z"]}]}, [("$.conduits[0].joins", "no zone or external is called 'Z'")]),
        (
            {"conduits": [{"name": "U", "scope": 3}]},
            [("$.conduits[0].scope", "an object with keys is expected, not 3")],
        ),
        ({"conduits": [{"name": "U", "scope": {}}]}, [("$.conduits[0].scope.ids", "is missing")]),
        (
            {"conduits": [{"name": "U", "scope": {"ids": ["SR 9"], "excluded": {"SR 9": "x"}}}]},
            [
                ("$.conduits[0].scope.ids[0]", "'SR 9' is not"),
                ("$.conduits[0].scope.excluded['SR 9']", "'SR 9' is not"),
            ],
        ),
        (
            {"conduits": [{"name": "U", "scope": {"ids": ["SR 1.1"], "excluded": {"SR 1.1": "x"}}}]},
            [("$.conduits[0].scope", "What is asked of U: chosen and excluded at once: SR 1.1")],
        ),
        (
            {"conduits": [{"name": "U", "scope": {"ids": ["SR 1.1 RE(1)"]}}]},
            [("$.conduits[0].scope.ids", "SR 1.1 RE(1) is chosen without its base SR 1.1")],
        ),
        # components
        (
            {"components": [{"name": "A"}]},
            [("$.components[0].types", f"is missing, as there is no assessment to tell: {ALL_TYPES}")],
        ),
        ({"components": [{"name": "A", "types": []}]}, [("$.components[0].types", "is missing")]),
        (
            {"components": [{"name": "A", "types": "PLC"}]},
            [("$.components[0].types[0]", f"one of {ALL_TYPES} is expected")],
        ),
        (
            {"components": [{"name": "A", "types": "PLC", "assumes": [""]}]},
            [
                ("$.components[0].types[0]", "one of "),
                ("$.components[0].assumes[0]", "supplier's assumption: it is empty"),
            ],
        ),
        ({"components": [PLC | {"version": 1.0}]}, [("$.components[0].version", "a text is expected, not 1.0")]),
        (
            {"components": [PLC | {"zone": "Y"}], "zones": [ZONE]},
            [("$.components[0].zone", "no zone or conduit is called 'Y'")],
        ),
        ({"components": [PLC | {"hosted_on": "Z"}]}, [("$.components[0].hosted_on", "no component is called 'Z'")]),
        (
            {"components": [PLC | {"configured": "yes"}]},
            [("$.components[0].configured", "true, false, or an object with keys")],
        ),
        (
            {"components": [PLC | {"configured": {"requirements": ["SR 1.1"], "evidence": [" "], "by": "me"}}]},
            [("$.components[0].configured", "the key 'by' means nothing here")],
        ),
        (
            {"components": [PLC | {"configured": {"requirements": ["SR 1.1"], "evidence": [" "]}}]},
            [
                ("$.components[0].configured.requirements[0]", "'SR 1.1' is not a requirement of 62443-4-2:2019"),
                ("$.components[0].configured.evidence[0]", "evidence: its reference is empty"),
            ],
        ),
        (
            {"components": [PLC | {"assumes": ["", {"text": "x", "requirements": ["CR 1.1"]}]}]},
            [
                ("$.components[0].assumes[0]", "supplier's assumption: it is empty"),
                ("$.components[0].assumes[1].requirements[0]", f"'CR 1.1' {UNKNOWN}"),
            ],
        ),
        (
            {"components": [PLC | {"claim": {"sl_c": 5, "form": "scalar"}}]},
            [
                ("$.components[0].claim.form", "one of nominal, saturated is expected"),
                ("$.components[0].claim.version", "is missing"),
            ],
        ),
        (
            {
                "components": [
                    PLC | {"claim": {"sl_c": 5, "form": "nominal", "version": "1", "source": {"scheme": "x"}}}
                ]
            },
            [("$.components[0].claim.sl_c", "'5' is not a security level vector")],
        ),
        (
            {
                "components": [
                    PLC | {"claim": {"sl_c": 2, "form": "nominal", "version": "1", "source": {"scheme": "x"}}}
                ]
            },
            [("$.components[0].claim", "claim: a certificate needs its scheme, body and number")],
        ),
        (
            {"components": [PLC | {"findings": [{"id": "SR 1.1", "verdict": "met"}]}]},
            [("$.components[0].findings[0]", "'SR 1.1' is not a requirement of 62443-4-2:2019")],
        ),
        # assessments
        (
            {"components": [PLC | {"assessment": 3}]},
            [("$.components[0].assessment", "an object with keys, or the name of a file, is")],
        ),
        (
            {"components": [PLC | {"assessment": "none.toml"}]},
            [("$.components[0].assessment", "there is no file 'none.toml'")],
        ),
        (
            {
                "components": [PLC | {"assessment": "controlle"}],
                "assessments": {"controller": {"subject": {"types": ["embedded_device"]}}},
            },
            [
                (
                    "$.components[0].assessment",
                    "there is no file 'controlle' in the folder of the system; an assessment is named 'controller'",
                )
            ],
        ),
        (
            {"components": [PLC | {"assessment": {"part": "3-3"}}]},
            [("$.components[0].assessment.subject.types", "62443-3-3 has no component types")],
        ),
        (
            {"components": [PLC | {"assessment": {"subject": {"types": ["host_device"]}}}]},
            [("$.components[0]", "PLC: its assessment does not speak of all of its types")],
        ),
        (
            {"components": [PLC | {"assessment": {"findings": [{"id": "CR 1.1", "verdict": "?!"}], "assesor": "me"}}]},
            [
                ("$.components[0].assessment", "the key 'assesor' means nothing here"),
                ("$.components[0].assessment.findings[0]", "'?!' is"),
            ],
        ),
        (
            {"components": [PLC | {"assessment": {"findings": "none.csv"}}]},
            [("$.components[0].assessment.findings", "there is no file 'none.csv'")],
        ),
        (
            {"components": [PLC | {"assessment": {}, "findings": [{"id": "CR 1.1", "verdict": "met"}]}]},
            [
                (
                    "$.components[0].findings",
                    "what is found of the product stands in its assessment; here, say stage = 'as_built'",
                )
            ],
        ),
        ({"assessments": {"a": {"subject": {}}}}, [("$.assessments['a'].subject.types", "at least one is needed")]),
        ({"assessments": {"a": "a"}}, [("$.assessments['a']", "there is no file 'a'")]),
        (
            {"assessments": {"a": 3}},
            [("$.assessments['a']", "an object with keys, or the name of a file, is expected, not 3")],
        ),
        # flows, externals, countermeasures
        ({"flows": [{"source": "A"}]}, [("$.flows[0].target", "is missing")]),
        (
            {"flows": [{"source": "A", "target": "A"}]},
            [(f"$.flows[0].{end}", "no component, zone or external") for end in ("source", "target")],
        ),
        ({"externals": [""]}, [("$.externals[0].name", "it has no name")]),
        ({"externals": [3]}, [("$.externals[0]", "an object with keys is expected, not 3")]),
        (
            {"zones": [ZONE], "externals": ["Z"]},
            [("$.zones[0].name", "'Z' stands"), ("$.externals[0].name", "'Z' stands")],
        ),
        (
            {"zones": [ZONE], "countermeasures": [FENCE | {"covers": []}]},
            [("$.countermeasures[0]", "F: a countermeasure names what")],
        ),
        (
            {"zones": [ZONE], "countermeasures": [FENCE | {"covers": ["SVV-3"]}]},
            [("$.countermeasures[0].covers[0]", "'SVV-3' is")],
        ),
        (
            {"zones": [ZONE], "countermeasures": [FENCE | {"adequate_up_to": 5}]},
            [("$.countermeasures[0]", "5: a countermeasure is")],
        ),
        (
            {"zones": [ZONE], "countermeasures": [FENCE | {"adequate_up_to": True}]},
            [("$.countermeasures[0].adequate_up_to", "a whole")],
        ),
        (
            {"zones": [ZONE], "countermeasures": [FENCE | {"places": "Y"}]},
            [("$.countermeasures[0].places", "no zone, conduit or component")],
        ),
        ({"countermeasures": [FENCE | {"places": []}]}, [("$.countermeasures[0]", "F: a countermeasure names what")]),
        (
            {"zones": [ZONE], "countermeasures": [FENCE, FENCE]},
            [(f"$.countermeasures[{n}].name", "'F' stands for 2 countermeasures") for n in (0, 1)],
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, content: dict[str, Any], expected: Problems) -> None:
    found = wrong(tmp_path, **content)
    assert [place for place, _ in expected] == [place for place, _ in found]
    assert [] == [
        (said, told) for (_, said), (_, told) in zip(expected, found, strict=True) if not told.startswith(said)
    ]


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, "zones/a.toml", '[[zones]]\nname = "A"\nsl_t = 7\ncomponents = ["X"]\n[[zone]]\nname = "B"')
    put(tmp_path, "zones/b.toml", "[[zones]]\nname = 1\n")
    put(tmp_path, "zones/c.toml", "[[zones]\n")
    put(tmp_path, "assets.csv", "name,types,zone,assessment\nP,EDR,A,ec.toml\nQ,EDR,C,ec.toml\n")
    put(tmp_path, "ec.toml", 'part = "4-2"\nstage = "design"\n[subject]\nname = "EC"\ntypes = ["embedded_device"]\n')
    found = wrong(
        tmp_path,
        include=["zones/*.toml", "none/*.toml"],
        components="assets.csv",
        flows=[{"source": "P", "target": "Q", "via": "U"}],
    )
    assert [
        ("$.include[1]", "no file in the folder of the system is called like 'none/*.toml'"),
        ("zones/a.toml: $", "the key 'zone' means nothing here, try 'zones'"),
        ("zones/c.toml", "Expected ']]' at the end of an array declaration (at line 1, column 8)"),
        ("ec.toml: $.stage", "one of capability, as_built is expected, not 'design'"),
        ("zones/a.toml: $.zones[0].sl_t", "'7' is not a security level vector: a level is a whole number from 0 to 4"),
        ("zones/b.toml: $.zones[0].name", "a text is expected, not 1"),
    ] == found


def test_the_sheet_of_an_assessment_in_place_is_told_under_its_own_name(tmp_path: Path) -> None:
    put(tmp_path, "a/x.csv", "id,verdict\nCR 1.1,mett\n")
    head, row = "$.components[0].assessment", ("a/x.csv: line 2", "'mett' is no verdict; try 'met', or give the word")
    for more, expected in (({}, [row]), ({"stage": "x"}, [(f"{head}.stage", "one of capability, as_built"), row])):
        found = wrong(tmp_path, components=[PLC | {"assessment": {"findings": "a/x.csv"} | more}])
        assert [place for place, _ in expected] == [place for place, _ in found]
        assert [] == [told for (_, said), (_, told) in zip(expected, found, strict=True) if not told.startswith(said)]


def test_what_is_wrong_with_a_sheet_of_findings_is_told_with_its_line(tmp_path: Path) -> None:
    put(tmp_path, "x.csv", "id,verdict,page,stage\nSR 1.1,met,3,design\nSR 9.1,met,3,\n,met,3,\n")
    found = wrong(tmp_path, zones=[ZONE | {"findings": "x.csv"}])
    assert ["x.csv: line 1", "x.csv: line 4", "x.csv: line 2, stage", "x.csv: line 3"] == [place for place, _ in found]


def test_a_broken_entry_still_has_its_name_and_what_it_refers_to(tmp_path: Path) -> None:
    found = wrong(
        tmp_path,
        zones=[ZONE | {"sl_t": 9, "parent": "Y", "providers": {"SR 1.1": "W"}}, {"name": "A", "parent": "Z"}],
        conduits=[{"name": "U", "sl_t": 9, "joins": ["Z", "V"]}],
        components=[PLC | {"kind": "x", "hosted_on": "R"}, {"name": "Q", "types": "host_device", "hosted_on": "PLC"}],
        externals=[{"name": "E", "descr": "x"}],
        flows=[{"source": "E", "target": "S", "kind": "x"}],
        countermeasures=[FENCE | {"adequate_up_to": 9, "places": ["U", "T"]}],
    )
    references = [told for _, told in found if told.startswith("no ")]
    assert [
        "no zone is called 'Y'",
        "no zone or component is called 'W'",
        "no zone or external is called 'V'",
        "no component is called 'R'",
        "no component, zone or external is called 'S'",
        "no zone, conduit or component is called 'T'",
    ] == [told.partition(";")[0] for told in references]
    assert 6 == len(found) - len(references)


def test_cycles_are_read_and_left_to_the_checks(tmp_path: Path) -> None:
    zones = [
        ZONE | {"parent": "Z", "providers": {"SR 1.1": "Z"}},
        {"name": "A", "parent": "B"},
        {"name": "B", "parent": "A"},
    ]
    components = [PLC | {"hosted_on": "PLC"}]
    system = read_system(put(tmp_path, "x.json", {"name": "Plant", "zones": zones, "components": components}))
    assert ["Z", "B", "A"] == [each.parent for each in system.zones]


# ---- paths


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "the path of a file is expected, not ''"),
        (" ", "the path of a file is expected, not ' '"),
        ("a\nb.csv", "the path of a file is expected, not 'a\\nb.csv'"),
        ("a\0b.csv", "the path of a file is expected, not 'a\\x00b.csv'"),
        ("../secret.csv", "'../secret.csv' leads out of the folder of the system"),
        ("a/../../secret.csv", "'a/../../secret.csv' leads out of the folder of the system"),
        ("..", "'..' leads out of the folder of the system"),
        ("/etc/passwd", "'/etc/passwd' is no path from the folder of the system down"),
        ("//host/share/x.csv", "'//host/share/x.csv' is no path from the folder of the system down"),
        ("C:/x.csv", "'C:/x.csv' is no path from the folder of the system down"),
        ("C:x.csv", "'C:x.csv' is no path from the folder of the system down"),
        ("\\\\host\\x.csv", "is no path from the folder of the system down"),
        ("a\\b.csv", "has a backslash; folders are parted by a slash"),
        ("x" * 300, "is longer than a file's name can be"),
        ("a", "there is no file 'a' in the folder of the system"),
        (".", "there is no file '.' in the folder of the system"),
        ("a/x.csv", "there is no file 'a/x.csv' in the folder of the system"),
        ("none/x.csv", "there is no file 'none/x.csv' in the folder of the system"),
        ("xsystem.json", "there is no file 'xsystem.json' in the folder of the system; nearest: system.json"),
    ],
)
def test_a_path_that_leads_out_or_nowhere_is_refused_wherever_it_stands(
    tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path / "a").mkdir()
    found = wrong(
        tmp_path,
        include=[name],
        components=name,
        flows=name,
        zones=[ZONE | {"findings": name, "provides": name}],
        conduits=[{"name": "U", "scope": name}],
        assessments={"x": name, "y": {"subject": {"types": ["host_device"]}, "findings": name}},
    )
    places = ["$.include[0]", "$.components", "$.flows", "$.zones[0].findings", "$.zones[0].provides"]
    places += ["$.conduits[0].scope", "$.assessments['x']", "$.assessments['y'].findings"]
    assert sorted(places) == sorted(place for place, _ in found)
    assert {True} == {message in told for _, told in found}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_out_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    secret, plant = put(tmp_path, "secret/x.csv", "id,verdict\n"), tmp_path / "plant"
    put(tmp_path, "secret/zones/a.toml", '[[zones]]\nname = "A"')
    put(plant, "a/ec.toml", 'part = "4-2"\nfindings = "x.csv"\n[subject]\nname = "EC"\ntypes = ["embedded_device"]')
    put(plant, "b/x.csv", "id,verdict\n")
    for link, to in (("x.csv", secret), ("a/x.csv", secret), ("b/x.toml", secret), ("zones", secret.parent / "zones")):
        (plant / link).symlink_to(to)
    found = wrong(
        plant,
        include=["zones/*.toml", "zones/a.toml"],
        components="x.csv",
        assessments={"a": "a/ec.toml", "b": "b/x.csv"},
    )
    assert [
        ("$.components", "'x.csv' leads out of the folder of the system"),
        ("$.include[0]", "'zones/a.toml' leads out of the folder of the system"),
        ("$.include[1]", "'zones/a.toml' leads out of the folder of the system"),
        ("a/ec.toml: $.findings", "'x.csv' leads out of the folder"),
        ("b/x.csv", "x.toml beside it leads out of the folder"),
    ] == sorted(found)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_inside_are_followed_and_links_in_a_circle_are_not(tmp_path: Path) -> None:
    put(tmp_path, "real/x.csv", "name,types\nA,EDR\n")
    (tmp_path / "x.csv").symlink_to(tmp_path / "real" / "x.csv")
    put(tmp_path, "system.json", {"name": "Plant", "components": "x.csv"})
    assert ["A"] == [each.name for each in read_system(tmp_path).components]
    (tmp_path / "y.csv").symlink_to(tmp_path / "z.csv")
    (tmp_path / "z.csv").symlink_to(tmp_path / "y.csv")
    ((place, told),) = wrong(tmp_path, components="y.csv")
    assert "$.components" == place
    assert "'y.csv'" in told


@pytest.mark.parametrize("pattern", ["**/*.toml", "zones/**", "../*.toml", "/*.toml"])
def test_a_pattern_stays_in_the_folder_and_on_its_level(tmp_path: Path, pattern: str) -> None:
    ((place, _),) = wrong(tmp_path, include=[pattern])
    assert "$.include[0]" == place


def test_a_file_does_not_include_itself_and_no_part_includes_more(tmp_path: Path) -> None:
    assert [("$.include[0]", "a file does not include itself")] == wrong(tmp_path, include=["system.json"])
    put(tmp_path, "a.json", {"zones": [ZONE], "include": ["b.json"]})
    assert [("a.json: $", "the key 'include' means nothing here")] == wrong(tmp_path, include=["*.json"])


def test_a_name_stands_for_one_assessment(tmp_path: Path) -> None:
    product = {"subject": {"types": ["host_device"]}}
    put(tmp_path, "a.json", {"assessments": {"x": product}})
    expected = [("a.json: $.assessments['x']", "'x' stands for two assessments")]
    assert expected == wrong(tmp_path, include=["a.json"], assessments={"x": product})


# ---- bytes, depth, size


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"", "x.toml", ""),
        (b"\xff", "x.toml: line 1", "byte 0xff is not UTF-8: save it as UTF-8"),
        (b"a\n\0", "x.toml: line 2", "holds a NUL character: it is no text file"),
        ("ä".encode("utf-16"), "x.toml", "is UTF-16: save it as UTF-8"),
        (b"[[zones]]\nname = 'A'\nname = 'B'", "x.toml", "Cannot overwrite a value (at "),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "x.toml", f"is nested more than {DEEPEST} deep"),
        (b"a = " + b"[" * 40 + b"]" * 40, "x.toml", f"is nested more than {DEEPEST} deep"),
        (b"x" * (LARGEST + 1), "x.toml", "is larger than 8 MiB"),
    ],
)
def test_a_part_that_is_no_text_is_told_under_its_own_name(
    tmp_path: Path, data: bytes, place: str, message: str
) -> None:
    put(tmp_path, "x.toml", data)
    put(tmp_path, "system.json", {"name": "Plant", "include": ["x.toml"]})
    if not data:
        assert SystemUnderConsideration("Plant") == read_system(tmp_path)
        return
    ((where, told),) = problems(tmp_path / "system.json")
    assert place == where
    assert told.startswith(message)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a/x.csv", {"zones": [ZONE | {"findings": "a/x.csv", "provides": "a/x.csv"}], "components": "a/x.csv"}),
        (
            "a/x.toml",
            {"assessments": {"a": "a/x.toml", "b": "a/x.toml"}, "conduits": [{"name": "U", "scope": "a/x.toml"}]},
        ),
    ],
)
def test_what_is_no_text_is_told_under_its_own_name(tmp_path: Path, name: str, content: dict[str, Any]) -> None:
    put(tmp_path, name, b"id,verdict\n\xff")
    assert [(f"{name}: line 2", "byte 0xff is not UTF-8: save it as UTF-8")] == wrong(tmp_path, **content)


@pytest.mark.parametrize("text", ["[]", "3", '"x"', "null", "[" * 100_000, '{"name": "a", "name": "b"}', "{", ""])
def test_a_system_that_is_no_object_is_refused(tmp_path: Path, text: str) -> None:
    assert 1 == len(problems(put(tmp_path, "x.json", text)))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert [("", "cannot be read: No such file or directory")] == problems(tmp_path / "none.toml")


def test_a_system_is_read_from_a_bearable_number_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        put(tmp_path, f"z{number}.json", {"zones": [{"name": f"Z{number}"}]})
    put(tmp_path, "system.json", {"name": "Plant", "include": ["z*.json"]})
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    assert [("z3.json", "is one file too many: a system is read from at most 3")] == problems(tmp_path / "system.json")
    monkeypatch.setattr(folders, "MOST_FILES", 4)
    assert 4 == len(read_system(tmp_path).zones)


def test_a_system_is_of_bearable_size_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        put(tmp_path, f"z{number}.json", " " * 400_000 + "{}")
    monkeypatch.setattr(folders, "LARGEST_TOGETHER", 1024 * 1024)
    expected = [("z2.json", "makes the files of the system larger than 1 MiB together")]
    assert expected == wrong(tmp_path, include=["z*.json"])


# ---- anything at all

scalars = st.none() | st.booleans() | st.integers(-1, 5) | st.floats(allow_nan=False) | st.text(max_size=4)
KEYS = ["name", "types", "sl_t", "zone", "findings", "provides", "providers", "claim", "assessment", "assumes", "scope"]
KEYS += ["configured", "joins", "components", "covers", "places", "adequate_up_to", "source", "target", "via", "id"]
KEYS += ["verdict", "stage", "evidence", "subject", "form", "version", "sl_c", "acceptances", "attachments", "kind"]
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
LISTS = [
    "zones",
    "conduits",
    "components",
    "externals",
    "flows",
    "countermeasures",
    "assessments",
    "include",
    "verdicts",
]
LISTS += ["approvals", "switched_off", "corrigenda", "edition", "ignore_columns"]
entries = st.dictionaries(st.sampled_from(KEYS), anything, max_size=5)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(LISTS), anything | st.lists(entries, max_size=2), max_size=4))
@example({"components": [{"name": "A", "assessment": {"subject": None, "findings": None}}]})
@example(
    {"components": [{"name": "A", "assessment": {"subject": [], "part": None, "verdicts": [], "ignore_columns": 3}}]}
)
def test_whatever_stands_in_a_file_it_reads_or_its_problems_are_told(tmp_path: Path, content: dict[str, Any]) -> None:
    path = put(tmp_path, "system.json", {"name": "Plant"} | content)
    try:
        assert isinstance(read_system(path), SystemUnderConsideration)
    except InvalidFile as error:
        assert error.problems  # noqa: PT017 - either of the two is right
