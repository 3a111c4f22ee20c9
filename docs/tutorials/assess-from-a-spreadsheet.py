# %% [markdown]
# # Assess a component from a spreadsheet
#
# Findings are kept in spreadsheets. Here you read one with pandas, let its rows be checked, see the levels, and
# take what is left to do
# back into pandas.
#
# Needed: `python3 -m pip install 'iec62443[frames]' pandas`, a notebook, and a clone of the repository, in
# whose folder it runs.

# %%
import pandas as pd

from iec62443 import Assessment, ComponentType, InvalidFile, Subject
from iec62443 import capability, gap, heatmap_svg, load
from iec62443 import findings_from_frame, to_frame

catalog = load("4-2")
sheet = pd.read_csv("examples/edge-controller/edge-controller.csv")
sheet[["id", "title", "verdict", "evidence"]].head(8)

# %% [markdown]
# The controller, its maker and its test reports are fictional. Each row has a requirement and a verdict:

# %%
sheet["verdict"].value_counts()

# %% [markdown]
# ## From rows to findings
#
# Reading is strict: an unknown id or word, a level that is not the catalog's, a justification that is missing
# are all told at once, each with
# its row. Nothing is half-read. Try it with a sheet that has three mistakes:

# %%
broken = sheet.head(10).copy()
broken.loc[4, "verdict"] = "mostly"
broken.loc[6, "sl"] = 4
broken.loc[9, "id"] = "CR 1.99"
try:
    findings_from_frame(broken, catalog)
except InvalidFile as problems:
    print(problems)

# %% [markdown]
# The real one is fine.

# %%
findings = findings_from_frame(sheet, catalog)
types = [ComponentType.EMBEDDED_DEVICE]
subject = Subject("EC 210 edge controller", "3.2", types)
assessment = Assessment(subject, "62443-4-2", "2019", findings)
assessment

# %% [markdown]
# ## The levels, against SL-T 2

# %%
report = capability(assessment)
compared = gap(report, 2)
compared

# %% [markdown]
# Every requirement at a glance, by foundational requirement and by the level that asks for it:

# %%
heatmap_svg(report, title="EC 210 edge controller against 62443-4-2")

# %% [markdown]
# ## What is left to do, and for whom
#
# A report is a table as well: a row a requirement. The sheet knows who owns it.

# %%
rows = to_frame(report)
rows = rows.merge(sheet[["id", "owner"]], on="id", how="left")
left = rows[(rows["state"] != "closed") & (rows["sl"] <= 3)]
left[["id", "title", "sl", "state", "reason", "owner"]]

# %%
counts = {"values": "id", "aggfunc": "count", "fill_value": 0}
left.pivot_table(index="owner", columns="sl", **counts)

# %% [markdown]
# ## Where to go on
#
# - The same on the command line: [Assess a component](../how-to/assess-a-component.md).
# - Words and columns of your own: `findings_from_frame(frame, catalog, verdicts={...}, ignore_columns=[...])`.
# - Put two products side by side: [Compare two products against a target](compare-two-products.md).
