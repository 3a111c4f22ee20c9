"""Pictures of results as SVG text of our own making: pure functions, no dependency, the same text for the same values.

`radar` draws vectors, `heatmap` requirements by FR and level, `staircase` what each level adds, `zones` a system; `canvas` is
the sheet they draw on. They stand below documents and notebooks, which both show them.
"""

from __future__ import annotations

from .heatmap import HeatCell, Mark, heat_cells, heatmap_svg
from .radar import Curve, radar_svg
from .staircase import staircase_svg
from .zones import zones_svg

__all__ = ("Curve", "HeatCell", "Mark", "heat_cells", "heatmap_svg", "radar_svg", "staircase_svg", "zones_svg")
