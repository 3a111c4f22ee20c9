"""What knows no stylesheet draws the light picture: typst, as documents use it."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
import typst
from drawings import samples
from matplotlib.image import imread

from iec62443.pictures.canvas import PAINTS

SHEET = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
#: A paint that is in each picture.
SEEN = ("blue", "bad", "added")


def share(png: bytes, colour: str) -> float:
    """Give the share of the points that have a colour."""
    points = np.rint(imread(BytesIO(png))[..., :3] * 255).astype(int)
    wanted = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)])
    return float((points == wanted).all(axis=-1).mean())


@pytest.mark.parametrize(("place", "paint"), [*enumerate(SEEN)])
def test_typst_draws_the_light_picture(place: int, paint: str) -> None:
    png = typst.compile(SHEET, format="png", ppi=96, ignore_system_fonts=True, sys_inputs={"svg": samples()[place]})
    assert isinstance(png, bytes)
    assert share(png, PAINTS["ground"][0]) > 0.4
    assert share(png, PAINTS[paint][0]) > 0.002
    for dark in {each for _, each in PAINTS.values()} - {each for each, _ in PAINTS.values()}:
        assert share(png, dark) < 0.001
