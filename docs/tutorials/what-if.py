# %% [markdown]
# # What if? Tick requirements and see the vector
#
# An optional page for a notebook of your own: with boxes to tick, one for each requirement that is in the way
# of the target.
# On the site the boxes are only a picture of themselves.
#
# Needed: `python3 -m pip install iec62443 ipywidgets`, a notebook, and a clone of the repository, in whose
# folder it runs.

# %%
from IPython.display import HTML, display
from ipywidgets import Checkbox, Output, VBox

from iec62443 import Curve, Finding, SLVector, Verdict
from iec62443 import capability, gap, radar_svg, read_assessment

assessment = read_assessment("examples/edge-controller/edge-controller.toml")
target = SLVector.uniform(3)
before = capability(assessment)
before

# %% [markdown]
# The boxes: what has to be closed for SL-T 3.

# %%
in_the_way = [each.requirement for each in gap(before, target).to_close]
wide = {"width": "auto"}
boxes = {}
for each in in_the_way:
    boxes[each.id] = Checkbox(description=f"{each.id} {each.title}", layout=wide)
picture = Output()
as_it_is = Curve("as it is", before.vector, before.ceiling)


def what_if() -> str:
    """Give the vector as it would be if what is ticked were met."""
    ticked = [id for id, box in boxes.items() if box.value]
    met = [Finding(id, Verdict.MET) for id in ticked]
    after = capability(assessment.with_findings(*met))
    would_be = Curve("what if", after.vector, after.ceiling)
    curves = [Curve("SL-T", target), as_it_is, would_be]
    title = f"{len(ticked)} of {len(boxes)} closed"
    picture.outputs = ()
    with picture:
        display(HTML(radar_svg(curves, title=title)))
    return str(after)


for box in boxes.values():
    box.observe(lambda _: what_if(), "value")
what_if()
VBox([*boxes.values(), picture])

# %% [markdown]
# Ticking works from code as well: what would closing everything of level 2 and below give?

# %%
for each in in_the_way:
    boxes[each.id].value = each.sl <= 2
print(before)
print(what_if())
