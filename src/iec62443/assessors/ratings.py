"""A security level and a maturity level taken together: a rating, by a matrix that the caller gives."""

from __future__ import annotations

from ..errors import InvalidFinding
from ..levels import SL, MaturityLevel
from .maturity import MaturityReport, as_maturity_level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def rating(
    sl: int,
    ml: MaturityReport | int | None,
    matrix: Mapping[tuple[SL, MaturityLevel | None], str] | Mapping[tuple[SL, MaturityLevel], str],
) -> str:
    """Look a security level and a maturity level up in the caller's own matrix.

    62443-2-2 defines security protection ratings that join the two, but its table is not public: there is no matrix here.
    `ml` is a level, None for below level 1, or a report, which must be determined. Raises `InvalidFinding`, which names
    the cell that the matrix does not have.

    >>> from iec62443 import SL, MaturityLevel
    >>> rating(2, 3, {(SL.SL2, MaturityLevel.ML3): "B"})
    'B'
    """
    try:
        security = SL(sl)
    except ValueError:
        raise InvalidFinding(repr(sl), "a security level is a whole number from 0 to 4") from None
    if isinstance(ml, MaturityReport):
        if ml.overall is None and not ml.below_level_1:
            raise InvalidFinding(
                ml.assessment.subject.name, f"its maturity is not known ({ml.maturity}): no rating yet"
            )
        ml = ml.overall
    mature = None if ml is None else as_maturity_level(ml)
    cells = {tuple(cell): label for cell, label in matrix.items()}
    if (security, mature) not in cells:
        beside = "below ML 1" if mature is None else f"ML {int(mature)}"
        raise InvalidFinding("rating matrix", f"it has no cell for SL {int(security)} and {beside}")
    return cells[security, mature]
