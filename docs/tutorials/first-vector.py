# %% [markdown]
# # Your first vector in five minutes
#
# A security level vector has seven levels, one for each foundational requirement (FR).
# Here you look requirements up, say what a device meets, and read the levels that follow, with their reasons.
#
# Needed: `python3 -m pip install iec62443`, and a notebook.

# %% [markdown]
# ## The catalog
#
# IEC 62443-4-2 has the requirements on components. A catalog shows itself: how many requirements there are, and
# the first of them.

# %%
from iec62443 import FR, Assessment, ComponentType, Curve, Finding
from iec62443 import SLVector, Subject, Verdict
from iec62443 import capability, gap, load, radar_svg, staircase_svg

catalog = load("4-2")
catalog

# %% [markdown]
# Look a requirement up by its id, in any notation.

# %%
catalog["cr1.1re1"]

# %% [markdown]
# Which of them are due depends on the type of component and on the level. For an embedded device:

# %%
types = [ComponentType.EMBEDDED_DEVICE]
staircase_svg(catalog, types)

# %% [markdown]
# ## What the device meets
#
# A finding is a verdict on one requirement. Say that everything up to level 2 is met, but for two requirements, and so are
# the four constraints that are common to all (CCSC 1 to 4).

# %%
due = [*catalog.constraints.values(), *catalog.required(2, types)]
met = [Finding(each.id, Verdict.MET) for each in due]
controller = Subject("Controller", "1.0", types)
device = Assessment(controller, "62443-4-2", "2019", met)
device = device.with_findings(
    Finding("CR 1.8", Verdict.PARTIAL, "certificates are made by hand"),
    Finding("CR 7.1", Verdict.NOT_ASSESSED),
)

# %% [markdown]
# ## The levels
#
# `capability` derives the levels of the device by itself (SL-C).

# %%
report = capability(device)
report

# %% [markdown]
# Three things to read in it:
#
# - A single number is what is known: identification and authentication (IAC) stays at 1, because CR 1.8 is
# asked for from level 2 on and
#   is only met in part.
# - `2..4` is *undetermined*: 2 is reached, and 4 is not ruled out, as nobody looked at the requirements above level 2.
#   Not looked at is not failed.
# - Resource availability (RA) is `0..4`: CR 7.1 is asked for from level 1 on, and was not assessed.
#
# What is in the way of the next level:

# %%
for each in report.blockers(FR.IAC):
    print(each.requirement.id, each.requirement.title, "|", each.reason)

# %% [markdown]
# ## Against a target
#
# A target (SL-T) is a vector, too. Where the level as known meets it, it is reached; where not even what is
# undetermined could meet it, there
# is a gap.

# %%
target = SLVector.uniform(2)
compared = gap(report, target)
[(each.fr.name, each.outcome.value) for each in compared.gaps]

# %% [markdown]
# And as a picture, to put where you like: it is SVG text.

# %%
curves = [Curve.of(report), Curve("SL-T", target)]
radar_svg(curves, title="The controller and its target")

# %% [markdown]
# ## Where to go on
#
# - Keep the findings in a spreadsheet: [Assess a component from a spreadsheet](assess-from-a-spreadsheet.md).
# - Put two products side by side: [Compare two products against a target](compare-two-products.md).
# - Know how a level comes about: [How levels come about](../explanation/levels.md).
