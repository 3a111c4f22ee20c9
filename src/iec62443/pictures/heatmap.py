"""The heat-map: the requirements by foundational requirement and level, each told open or closed."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from ..assessors.levels import LevelReport
from ..assessors.verdicts import RequirementResult, State
from ..findings import Verdict
from ..levels import FR, SL
from .canvas import SVG, Canvas, escape, number, prefix_of
from .lettering import cut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_COLUMN, _CELL, _LEFT = 101, 18, 8
_WIDTH = 2 * _LEFT + 4 * _COLUMN


class Mark(Enum):
    """How a requirement stands in a picture: told by its sign and its outline as well as by its colour."""

    CLOSED = "closed"
    OPEN = "open"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not applicable"


def _as_mark(mark: Mark | State | str) -> Mark:
    if isinstance(mark, Mark):
        return mark
    named = mark.value if isinstance(mark, State) else mark
    for each in Mark:
        if each.value == named:
            return each
    raise ValueError(
        f"{mark!r} is no mark: a Mark or State is expected, or {', '.join(repr(each.value) for each in Mark)}"
    )


def _as_fr(fr: FR | str) -> FR:
    if isinstance(fr, FR):
        return fr
    if fr in FR.__members__:
        return FR[fr]
    raise ValueError(f"{fr!r} is no foundational requirement: an FR is expected, or one of {', '.join(FR.__members__)}")


def _as_level(level: int) -> SL:
    if level not in {1, 2, 3, 4}:
        raise ValueError(f"{level!r} is no level that selects a requirement: those are 1 to 4")
    return SL(level)


@frozen
class HeatCell:
    """A requirement in a heat-map: its id as printed, where it stands, and how; a state stands for the mark of its name.

    An FR and a mark may be given by name. ValueError for a level that selects nothing, and for what is no FR or mark.

    >>> HeatCell("CR 1.1", FR.IAC, SL.SL1, State.OPEN).mark
    <Mark.OPEN: 'open'>
    """

    id: str
    fr: FR = field(converter=_as_fr)
    #: The lowest level at which it is selected, 1 to 4.
    level: SL = field(converter=_as_level)
    mark: Mark = field(converter=_as_mark)
    #: What a reader sees who points at it; nothing more if empty.
    title: str = ""


def heat_cells(report: LevelReport) -> tuple[HeatCell, ...]:
    """Give the cells of a report: every requirement that applies to the subject, in the standard's order.

    >>> from iec62443 import Assessment, Finding, Subject, Verdict, capability
    >>> one = Finding("SR 1.1", Verdict.MET)
    >>> cells = heat_cells(capability(Assessment(Subject("Cell"), "62443-3-3", "2013", [one], ["COR1:2014"])))
    >>> len(cells), cells[0].mark, cells[1].mark
    (100, <Mark.CLOSED: 'closed'>, <Mark.UNDETERMINED: 'undetermined'>)
    """
    return tuple(
        HeatCell(
            each.requirement.id.text, each.requirement.fr, each.requirement.sl, _mark_of(each), each.requirement.title
        )
        for each in report.results
        if each.requirement.fr is not None and each.requirement.sl is not None
    )


def _mark_of(result: RequirementResult) -> Mark:
    absent = result.finding is not None and result.finding.verdict is Verdict.NOT_APPLICABLE
    return Mark.NOT_APPLICABLE if absent and result.state is State.CLOSED else Mark(result.state.value)


def heatmap_svg(
    entries: Iterable[HeatCell] | LevelReport,
    *,
    title: str,
    description: str = "",
    prefix: str = "",
    titled: bool = True,
) -> SVG:
    """Draw requirements by FR and by the level that selects them as SVG, each as a small cell with its id and how it stands.

    A report stands for its `heat_cells`. FRs without an entry are left out. The description, for those who cannot see it,
    counts the cells unless given; `prefix` begins the ids, made of the content if left out; `titled` draws the title, too.

    >>> svg = heatmap_svg([HeatCell("SR 1.1", FR.IAC, SL.SL1, Mark.OPEN)], title="Cell 4")
    >>> "SR 1.1" in svg, "IAC, SL 1: 1 open" in svg
    (True, True)
    """
    cells = as_cells(entries)
    canvas = Canvas(_WIDTH, prefix or prefix_of("heatmap", title, description, titled, cells))
    y = canvas.heading(title if titled else "")
    marks = {each.mark for each in cells}
    _boxes(canvas, marks)
    y = _legend(canvas, y + 8, marks)
    for level in (1, 2, 3, 4):
        canvas.text(_LEFT + (level - 0.5) * _COLUMN, y + 8, f"from SL {level}", size=11, anchor="middle", fill="quiet")
    y += 16
    for fr in FR:
        of_fr = [each for each in cells if each.fr is fr]
        if of_fr:
            y = _block(canvas, y, fr, of_fr)
    return canvas.close(y + 6, title, description or _described(cells))


def as_cells(entries: Iterable[HeatCell] | LevelReport) -> tuple[HeatCell, ...]:
    """Give the cells of what a heat-map draws; TypeError for anything else."""
    if isinstance(entries, LevelReport):
        return heat_cells(entries)
    cells = tuple(entries)
    for each in cells:
        if not isinstance(each, HeatCell):
            raise TypeError(f"a heat-map cannot draw {type(each).__name__}: cells or one LevelReport are expected")
    return cells


def _block(canvas: Canvas, top: float, fr: FR, cells: Sequence[HeatCell]) -> float:
    """The requirements of one FR, a column a level; give how far down it reaches."""
    canvas.add(f'<path d="M{_LEFT} {number(top + 0.5)}h{4 * _COLUMN}" {canvas.paint(stroke="line")}/>')
    canvas.text(_LEFT + 2, top + 15, fr.name, size=12, bold=True)
    canvas.text(_LEFT + 38, top + 15, fr.title, size=11, fill="quiet")
    columns = [[each for each in cells if each.level == level] for level in (1, 2, 3, 4)]
    for place, column in enumerate(columns):
        x = _LEFT + place * _COLUMN
        for row, cell in enumerate(column):
            _cell(canvas, x + 1.5, top + 21 + row * _CELL, cell)
        if not column:
            canvas.text(x + _COLUMN / 2, top + 33, "-", size=11, anchor="middle", fill="quiet")
    return top + 25 + max(map(len, columns)) * _CELL


#: By mark: the paint of the box, of its outline, of what is written in it; and the sign, drawn in a field of 8 by 8.
_LOOKS = {
    Mark.CLOSED: ("good", "", "good-ink", "M0.5 4.5L3 7L7.5 1.5"),
    Mark.OPEN: ("bad", "", "bad-ink", "M1 1L7 7M7 1L1 7"),
    Mark.UNDETERMINED: (
        "unsure",
        "unsure-ink",
        "unsure-ink",
        "M1.5 2.6C1.5 -0.6 6.5 -0.4 6.3 2.4C6.2 4 4 4 4 5.6M4 7.2V8.2",
    ),
    Mark.NOT_APPLICABLE: ("", "quiet", "quiet", "M1 4H7"),
}


def _boxes(canvas: Canvas, marks: Collection[Mark]) -> None:
    """Define the box of each mark, to be used for each cell."""
    hatched = canvas.hatch("hatch", "unsure-line", gap=4) if Mark.UNDETERMINED in marks else ""
    for mark in Mark:
        if mark in marks:
            fill, stroke, ink, sign = _LOOKS[mark]
            dashed = ' stroke-dasharray="3 2"' if stroke else ""
            painted = canvas.paint(fill, stroke, more=dashed)
            box = f'x=".5" y=".5" width="{_COLUMN - 4}" height="{_CELL - 3}" rx="3"'
            over = f"<rect {box} {hatched}/>" if mark is Mark.UNDETERMINED else ""
            drawn = canvas.paint(stroke=ink, more=' stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"')
            canvas.add(
                f'<defs><g id="{_box(canvas, mark)}"><rect {box} {painted}/>{over}'
                f'<path transform="translate(5 4)" d="{sign}" {drawn}/></g></defs>'
            )


def _box(canvas: Canvas, mark: Mark) -> str:
    return f"{canvas.prefix}-{mark.name.lower()}"


def _cell(canvas: Canvas, x: float, y: float, cell: HeatCell) -> None:
    ink, bold = _LOOKS[cell.mark][2], cell.mark is Mark.OPEN
    named = " ".join(filter(None, (cell.id, cell.title)))
    canvas.add(f"<g><title>{escape(f'{named}: {cell.mark.value}')}</title>")
    canvas.add(f'<use href="#{_box(canvas, cell.mark)}" x="{number(x)}" y="{number(y)}"/>')
    canvas.text(x + 17, y + 12, cut(cell.id, _COLUMN - 22, 10.5, bold=bold), size=10.5, fill=ink, bold=bold)
    canvas.add("</g>")


def _legend(canvas: Canvas, top: float, marks: Collection[Mark]) -> float:
    """Which box means what; give how far down it reaches."""
    for place, mark in enumerate(each for each in Mark if each in marks):
        x = _LEFT + place * _COLUMN + 1.5
        canvas.add(f'<use href="#{_box(canvas, mark)}" x="{number(x)}" y="{number(top)}"/>')
        canvas.text(x + 17, top + 12, mark.value, size=10.5, fill=_LOOKS[mark][2], bold=mark is Mark.OPEN)
    return top + _CELL + 6


def _described(cells: Sequence[HeatCell]) -> str:
    """What the picture shows, in words."""
    said = []
    for fr in FR:
        levels = []
        for level in SL:
            here = [each.mark for each in cells if each.fr is fr and each.level is level]
            counts = ", ".join(f"{here.count(mark)} {mark.value}" for mark in Mark if mark in here)
            levels.extend([f"SL {int(level)}: {counts}"] if here else [])
        said.extend([f"{fr.name}, {'; '.join(levels)}."] if levels else [])
    return " ".join(("Requirements by foundational requirement and by the level that selects them.", *said))
