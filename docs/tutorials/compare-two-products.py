# %% [markdown]
# # Compare two products against a target
#
# Two controllers are offered for a zone with a target. Which one fits, where, and what would each maker have to add?
#
# Needed: `python3 -m pip install 'iec62443[frames,plot]' polars`, a notebook, and a clone of the repository, in
# whose folder it runs.

# %%
import polars as pl
from matplotlib import pyplot as plt

from iec62443 import Assessment, Curve, Evidence, Finding, Outcome
from iec62443 import SLVector, Subject, Verdict
from iec62443 import capability, gap, load, radar_svg
from iec62443 import read_assessment, to_frame
from iec62443.display import heatmap, radar

target = SLVector(2, 2, 2, 1, 2, 2, 3)
target

# %% [markdown]
# The first is the (fictional) controller of the examples.

# %%
first = read_assessment("examples/edge-controller/edge-controller.toml")
one = capability(first)
print(one)

# %% [markdown]
# The second is made up for this page: it meets everything up to level 2 with a test report, has a few things of
# level 3, and no way to have its
# backup checked.

# %%
types = first.subject.component_types
shown = [Evidence("test report of the maker")]
due = [each.id for each in load("4-2").required(2, types)]
met = [*due, "CR 7.6 RE(1)", "CR 2.1 RE(3)"]
findings = [Finding(id, Verdict.MET, evidence=shown) for id in met]
product = Subject("PX 7 controller", "2.0", types)
second = Assessment(product, "62443-4-2", "2019", findings).with_findings(
    Finding("CR 7.3 RE(1)", Verdict.NOT_MET, "backups are not read back"),
    Finding("CR 1.7 RE(1)", Verdict.PLANNED),
)
other = capability(second)
print(other)

# %% [markdown]
# ## Side by side
#
# Neither vector is above the other: vectors are a partial order, and which one fits is told by the target, not
# by a sum.

# %%
one.vector <= other.vector, other.vector <= one.vector

# %%
curves = [Curve("SL-T of the zone", target), Curve.of(one), Curve.of(other)]
radar_svg(curves, title="Two controllers and the target of the zone")

# %%
compared = [gap(one, target), gap(other, target)]
table = pl.concat([to_frame(each, "polars") for each in compared])
table.pivot("subject", index="fr", values="outcome")

# %% [markdown]
# ## What each would have to add
#
# A gap has to be closed. What is undetermined may be there already: ask the maker.

# %%
for gaps in compared:
    print(gaps.report.assessment.subject.name)
    for each in gaps.gaps:
        if each.outcome is not Outcome.REACHED:
            print(f"  {each.fr.name}: {each.outcome.value}")
            for result in each.to_close:
                print(f"    {result.requirement.id}: {result.reason}")

# %% [markdown]
# ## Requirement by requirement
#
# The rows of both reports, joined: where do they differ, up to the level that is asked for?

# %%
left = to_frame(one, "polars").select("id", "title", "fr", "sl", "state")
right = to_frame(other, "polars").select("id", "state")
both = left.join(right, on="id", suffix="_second")
names = [fr.name for fr, _ in target.items()]
wanted = pl.DataFrame({"fr": names, "wanted": [*map(int, target)]})
asked = both.join(wanted, on="fr").filter(pl.col("sl") <= pl.col("wanted"))
asked.filter(pl.col("state") != pl.col("state_second"))

# %% [markdown]
# ## A figure for a report
#
# The same pictures on axes of matplotlib, to lay out and to save in any format that it writes.

# %%
figure = plt.figure(figsize=(11, 9), layout="constrained")
left_axes = figure.add_subplot(121, projection="polar")
right_axes = figure.add_subplot(122)
radar(curves, ax=left_axes)
heatmap(other, ax=right_axes, title="PX 7 controller")
plt.show()
