"""What everything in a system file is read with: the catalogs, the folder, the user's own words, and the list of problems."""

from __future__ import annotations

from attrs import frozen

from ..errors import IEC62443Error, InvalidFile, InvalidSLVector, quote
from ..findings import Assessment, Finding, Stage, Verdict
from ..identifiers import RequirementId
from ..levels import SLType, SLVector
from ..statements import SLStatement, as_domain
from .assessments import Header, assessment_of, read_inside, read_rows, read_sheet
from .sheets import read_lines
from .verdict_words import own_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..catalog import Catalog
    from .folders import Folder
    from .plain import Sheet


@frozen
class Spot:
    """Where something stands: a file, none for the system's own, and a place in it."""

    file: str
    place: str
    #: What parts it from what is inside: a comma after a line of a sheet.
    gap: str = "."

    def __str__(self) -> str:
        """Print it as problems do: ``zones/cell.toml: $.zones[0]``, ``assets.csv: line 4``."""
        return ": ".join(filter(None, (self.file, self.place)))

    def at(self, inner: str) -> Spot:
        """Give a place inside: a key of an object, a column of a line."""
        if not inner or inner.startswith("["):
            return Spot(self.file, self.place + inner, self.gap)
        return Spot(self.file, f"{self.place}{self.gap}{inner}")

    def inside(self, place: str) -> Spot:
        """Give a place that is printed from here, such as ``$.sl_t``."""
        return self.at(place.removeprefix("$").removeprefix("."))


class Basis:
    """What the parts of a system are read with. Problems are told to it; nothing is raised for a single one."""

    def __init__(
        self,
        folder: Folder,
        system: Catalog,
        component: Catalog,
        words: Mapping[str, Verdict],
        ignore_columns: Iterable[str],
    ) -> None:
        """Take the folder, the catalogs of 3-3 and 4-2, the user's words for verdicts as given, and columns to pass over."""
        self.folder: Folder = folder
        self.system: Catalog = system
        self.component: Catalog = component
        self.said: Mapping[str, Verdict] = words
        own, ambiguous = own_words(words)
        self.words: Mapping[str, Verdict] = own
        self.ignore_columns: tuple[str, ...] = tuple(ignore_columns)
        #: As pairs of place and message, in the order in which they were found.
        self.problems: dict[tuple[str, str], None] = {}
        #: The assessments that have a name: where each stands, and what it says.
        self.named: dict[str, tuple[Spot, object]] = {}
        self._assessments: dict[str | Path, Assessment | None] = {}
        self._sheets: dict[Path, Sheet | None] = {}
        for place, message in ambiguous:
            self.tell(Spot("", place), message)

    def tell(self, spot: Spot, message: object) -> None:
        """Note a problem, once."""
        self.problems.setdefault((str(spot), str(message)))

    # ---- files

    def find(self, name: str, spot: Spot) -> Path | None:
        """Give the file that a path means; None with a problem where there is none."""
        try:
            return self.folder.find(name)
        except ValueError as error:
            self.tell(spot, error)
        return None

    def text(self, path: Path) -> str | None:
        """Read a file; None with a problem of its own where it cannot be read."""
        try:
            return self.folder.text(path)
        except InvalidFile as error:
            self.tell_file(self.folder.name(path), error)
        return None

    def sheet(self, path: Path) -> Sheet | None:
        """Read a sheet of findings, once; None with a problem of its own where it cannot be read."""
        if path not in self._sheets:
            self._sheets[path] = None
            try:
                self.folder.count(path)
                self._sheets[path] = read_sheet(path, self.ignore_columns)
            except InvalidFile as error:
                self.tell_file(self.folder.name(path), error)
        return self._sheets[path]

    def tell_file(self, name: str, error: InvalidFile) -> None:
        """Note the problems of a file under its own name."""
        for place, message in error.problems:
            self.tell(Spot(name, place), message)

    # ---- assessments

    def assessment(self, said: str, spot: Spot) -> Assessment | None:
        """Give the assessment of a name, or else of a file, each read once."""
        if said in self.named:
            where, content = self.named[said]
            if said not in self._assessments:
                self._assessments[said] = None  # what names itself is not there
                if isinstance(content, str):
                    self._assessments[said] = self._of_file(content, where, ())
                else:
                    self._assessments[said] = self.inline(content, where, {"name": said})
            return self._assessments[said]
        return self._of_file(said, spot, self.named)

    def _of_file(self, name: str, spot: Spot, names: Iterable[str]) -> Assessment | None:
        folder = self.folder
        try:
            path = folder.find(name)
        except ValueError as error:
            from difflib import get_close_matches

            near = get_close_matches(name, [*names], 1)
            self.tell(spot, f"{error}{f'; an assessment is named {near[0]!r}' if near else ''}")
            return None
        if path not in self._assessments:
            self._assessments[path] = None
            try:
                self._assessments[path] = read_inside(path, Header(), folder)
            except InvalidFile as error:
                self.tell_file(folder.name(path.parent / error.source), error)
        return self._assessments[path]

    def inline(self, content: object, spot: Spot, subject: Mapping[str, object]) -> Assessment | None:
        """Make the assessment that stands in the file itself; what its subject leaves out is taken from around it."""
        if not isinstance(content, dict):
            self.tell(spot, f"an object with keys, or the name of a file, is expected, not {quote(content)}")
            return None
        given = dict(content)
        self._share_words(given)
        sheet = None
        if isinstance(given.get("findings"), str):
            sheet = self.find(str(given.pop("findings")), spot.at("findings"))
        try:
            if sheet is not None:
                self.folder.count(sheet)
            return assessment_of(given, spot.file, Header(), sheet, {"part": "4-2", "subject": dict(subject)})
        except InvalidFile as error:
            for place, message in error.problems:
                if sheet is not None and error.source == sheet.name:
                    self.tell(Spot(self.folder.name(sheet), place), message)
                elif sheet is not None and not place.startswith("$"):
                    self.tell(Spot(self.folder.name(sheet), place.removeprefix(sheet.name).removeprefix(", ")), message)
                else:
                    self.tell(spot.inside(place), message)
        return None

    def _share_words(self, given: dict[str, object]) -> None:
        """Let the words for verdicts and the columns to pass over hold in an assessment in place, too."""
        own = given.get("verdicts", {})
        if isinstance(own, dict):
            given["verdicts"] = {word: verdict.value for word, verdict in self.said.items()} | own
        ignored = given.get("ignore_columns", [])
        if isinstance(ignored, list):
            given["ignore_columns"] = [*self.ignore_columns, *ignored]

    # ---- findings

    def findings(self, given: object, spot: Spot, catalog: Catalog) -> list[tuple[Stage, Finding]]:
        """Make findings of a list, or of the sheet that it names, each at the stages that its row says."""
        if given is None:
            return []
        if isinstance(given, str):
            return self._staged(self._sheet(given, spot, catalog), catalog)
        if not isinstance(given, list):
            self.tell(spot, f"a list, or the name of a CSV file, is expected, not {quote(given)}")
            return []
        return self._staged([(spot.at(f"[{place}]"), row) for place, row in enumerate(given)], catalog)

    def _sheet(self, name: str, spot: Spot, catalog: Catalog) -> list[tuple[Spot, object]]:
        path = self.find(name, spot)
        sheet = None if path is None else self.sheet(path)
        if path is None or sheet is None:
            return []
        file = self.folder.name(path)
        lines, problems = read_lines(sheet, catalog, self.ignore_columns, ("stage",))
        for place, message in problems:
            self.tell(Spot(file, place), message)
        rows: list[tuple[Spot, object]] = []
        for line in lines:
            cells = dict(line.cells)
            if "stage" in cells:
                cells["stage"] = [
                    each.strip().casefold().replace(" ", "_") for each in str(cells["stage"]).split(";") if each.strip()
                ]
            rows.append((Spot(file, line.place, ", "), cells))
        return rows

    def _staged(self, rows: list[tuple[Spot, object]], catalog: Catalog) -> list[tuple[Stage, Finding]]:
        found: list[tuple[Stage, Finding]] = []
        for spot, row in rows:
            stages: list[Stage] = [Stage.CAPABILITY]
            content = row
            if isinstance(row, dict):
                content = {key: value for key, value in row.items() if key != "stage"}
                if row.get("stage") is not None:
                    stages = self._stages(row["stage"], spot.at("stage"))
            made, problems = read_rows([("$", content)], self.words, catalog)
            for place, message in problems:
                self.tell(spot.inside(place), message)
            found += [(stage, finding) for stage in stages for finding in made]
        return found

    def _stages(self, said: object, spot: Spot) -> list[Stage]:
        stages = []
        for each in said if isinstance(said, list) and said else [said]:
            try:
                stages.append(Stage(each))
            except ValueError:
                known = ", ".join(stage.value for stage in Stage)
                self.tell(spot, f"one of {known}, or a list of both, is expected, not {quote(each)}")
        return list(dict.fromkeys(stages))

    # ---- ids and levels

    def ids(self, texts: Iterable[str], spot: Spot, *catalogs: Catalog) -> list[RequirementId]:
        """Read ids that one of the catalogs has."""
        return [id for place, text in enumerate(texts) for id in self.id(text, spot.at(f"[{place}]"), *catalogs)]

    def id(self, text: str, spot: Spot, *catalogs: Catalog) -> tuple[RequirementId, ...]:
        """Read the id, or the several that one number stands for; empty with a problem where a catalog does not have it."""
        try:
            ids = RequirementId.parse_all(text)
            for id in ids:
                own = [catalog for catalog in catalogs if catalog.part == id.part]
                (own or catalogs)[0].resolve(id)
        except IEC62443Error as error:
            self.tell(spot, error)
            return ()
        return ids

    def levels(self, said: object, spot: Spot, type: SLType, domain: str) -> SLVector | None:
        """Read one level, a vector, or a statement of this type on this domain; None with a problem where it is none."""
        try:
            return _levels(said, type, domain)
        except InvalidSLVector as error:
            self.tell(spot, error)
        return None


def _levels(said: object, type: SLType, domain: str) -> SLVector:
    if isinstance(said, int) and not isinstance(said, bool):
        if said not in range(5):
            raise InvalidSLVector(str(said), "a level is a whole number from 0 to 4")
        return SLVector.uniform(said)
    if not isinstance(said, str):
        wanted = "a level from 0 to 4, or a text such as"
        raise InvalidSLVector(
            str(said), f"{wanted} '2 2 0 1 3 1 3' or 'SL-{type.value} = {{ 2 2 0 1 3 1 3 }}' is expected"
        )
    if not said.strip().upper().startswith("SL"):
        return SLVector.parse(said)
    statement = SLStatement.parse(said)
    if statement.type is not type:
        raise InvalidSLVector(said, f"it is an SL-{statement.type.value}", f"SL-{type.value}")
    if statement.domain and as_domain(statement.domain) != as_domain(domain):
        raise InvalidSLVector(said, f"it is about {statement.domain!r}, and stands at {as_domain(domain)!r}")
    if statement.vector is None:
        raise InvalidSLVector(said, "it leaves levels unset, all seven are needed")
    return statement.vector
