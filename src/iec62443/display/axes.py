"""What pictures on axes of matplotlib share: new axes, paints by their ground, a title, a legend. Needs the extra ``plot``."""

from __future__ import annotations

from typing import TypeVar

from ..errors import MissingExtra
from ..pictures.canvas import PAINTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

AnyAxes = TypeVar("AnyAxes", bound="Axes")


def needs_matplotlib() -> None:
    """Refuse to draw without matplotlib: `MissingExtra`."""
    try:
        import matplotlib  # noqa: F401, ICN001 - only whether it is there
    except ModuleNotFoundError as error:
        raise MissingExtra("pictures on axes", "plot") from error


def new_axes(size: tuple[float, float], projection: str | None = None) -> Axes:
    """New axes in a new figure, `size` in inches."""
    from matplotlib import pyplot as plt

    return plt.figure(figsize=size, layout="constrained").add_subplot(projection=projection)


def colour_of(axes: Axes, paint: str) -> str:
    """The paint in its light or its dark form, by the ground of the axes."""
    from matplotlib.colors import to_rgb

    red, green, blue = to_rgb(axes.get_facecolor())
    return PAINTS[paint][0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5]


def titled(axes: AnyAxes, title: str) -> AnyAxes:
    """Give the axes back with a title as it stands, if there is one."""
    if title:
        axes.set_title(title).set_parse_math(False)
    return axes


def legend_below(axes: Axes, shown: Sequence[Artist], *, bbox_to_anchor: tuple[float, float], ncols: int = 1) -> None:
    """Say below the picture what is what, each label as it stands: no formula, and shown though it begins with ``_``."""
    if not shown:
        return
    places = [str(place) for place in range(len(shown))]
    legend = axes.legend(shown, places, loc="upper center", bbox_to_anchor=bbox_to_anchor, ncols=ncols, frameon=False)
    for text, each in zip(legend.get_texts(), shown, strict=True):
        text.set_parse_math(False)
        text.set_text(str(each.get_label()))
