# %% [markdown]
# # A plant: zones, gap, plan
#
# Which zones and conduits of a plant reach their SL-T, what is missing where, and what is the cheapest way to close it?
#
# Needed: `python3 -m pip install 'iec62443[frames,plans]' polars`, a notebook, and a clone of the repository, in
# whose folder it runs.

# %%
import polars as pl

from iec62443 import Measure, SLType
from iec62443 import check_partition, marginal, plan
from iec62443 import read_system, system_report, tasks
from iec62443 import to_frame

plant = read_system("examples/water-treatment")

# %% [markdown]
# ## What the system is
#
# The works is fictional: zones and conduits with their SL-T, components of products that were assessed, flows, and
# findings on each place. All of it is text in a folder, read and checked at once. Zones are boxes, conduits are lines
# between what they join, and what lies outside has a dotted outline.

# %%
plant

# %% [markdown]
# Is it well partitioned? Each problem comes with the step of 62443-3-2 that it leans on.

# %%
check_partition(plant)

# %% [markdown]
# ## Gap
#
# One call rolls up every place: SL-C by design, SL-A as achieved, each against SL-T. `0..3` is not known yet: 0 as far
# as is known, 3 at best. The worst comes first.

# %%
report = system_report(plant)
report

# %% [markdown]
# The zone Filtration has everything decided that its target needs. Its components are no bound for it: a lower level
# of one of them can be made up for by the zone itself.

# %%
filtration = report["Filtration"]
filtration

# %% [markdown]
# Each requirement says what it rests on.

# %%
row = filtration.design.row("SR 2.5")
print(row.state.value, "-", row.reason)
for part in row.parts:
    print(part.component, part.requirement.id, part.state.value)

# %% [markdown]
# The same as a table. Which foundational requirements fall short by design, over the whole plant?

# %%
rows = to_frame(report, "polars")
missing = rows.filter(pl.col("design_outcome") == "gap")
missing.select("place", "fr", "target", "design", "design_to_close")

# %% [markdown]
# ## Plan
#
# What has to be done in Filtration, and by which component?

# %%
for task in tasks(filtration):
    where = task.component or "the zone itself"
    print(f"{task.requirement.id} at {where}: {task.reason}")

# %% [markdown]
# Suppose that six things are on offer, each with a cost in a unit of your own. The choice is exact: first as few
# requirements as possible stay open, then the cost is least. What SL-T does not ask for is left alone.

# %%
place, panel = ["Filtration"], ["HMI-101"]
offers = [
    Measure("A PKI for the plant", 40, ["SR 1.8"], place),
    Measure("Managed certificates, bought as a service", 25, ["SR 1.8"], place),
    Measure("Update of the panel that locks its sessions", 8, ["CR 2.5"], panel),
    Measure("New panel", 15, ["CR 2.5"], panel),
    Measure("Encrypted links within the zone", 12, ["SR 4.1 RE(1)"], place),
    Measure("Log of the panel, read by a program", 5, ["CR 6.1 RE(1)"], panel),
]
chosen = plan(plant, offers, places=place)
chosen

# %% [markdown]
# What would it give? The plan applied is a system like any other: a what-if, and no evidence.

# %%
then = system_report(chosen.applied())["Filtration"]
print(filtration.design, filtration.design.outcome.value)
print(then.design, then.design.outcome.value)

# %% [markdown]
# As achieved it is another question: what was found as built counts, and countermeasures do too.

# %%
built = plan(plant, offers, type=SLType.ACHIEVED, places=place)
for each in built.unreached:
    print(each.place, each.requirement.id, each.requirement.title)

# %% [markdown]
# And one level more? For each foundational requirement, what it would cost beyond the plan, where anything on
# offer reaches it.

# %%
for each in marginal(plant, "Filtration", offers):
    more = "nothing on offer reaches it" if each.extra is None else each.extra
    print(each.fr.name, int(each.level), more)
