"""The system that `iec62443 system init` writes: small, commented, invented, and complete enough to be read and assessed."""

from __future__ import annotations

#: As TOML. Every name in it is invented; its comments are our own words.
STARTER = """\
# A system under consideration, to start from: replace it piece by piece. All of it is invented.
#
#   iec62443 system show PATH      what was read
#   iec62443 system assess PATH    what each zone and conduit reaches, and what is missing
#
# Paths in this file start at its folder. What is long can go into files of its own:
#   components = "assets.csv"      one line an asset: name, types, product, version, zone, ...
#   include = ["zones/*.toml"]     more [[zones]], [[components]], ... in other files

name = "Packaging line 3"
description = "Control of one packaging line, from the operator station to the drives."
essential_functions = ["stop the line safely", "keep the recipe that is being run"]
regulations = ["company standard for machine safety"]
policies = ["accounts are personal", "what comes from outside is scanned first"]
threat_environment = "Contractors with laptops, mail-borne malware on the office side, errors in maintenance."
operating_environment = "A hall with access by badge, open to cleaning and logistics."
tolerable_risk = "A stop of one shift, once in five years; no harm to people."

approvals = [{ role = "Plant manager", name = "N. N.", what = "zones, conduits and targets" }]

# What lies outside and talks to the system; a name is enough.
externals = ["Office network", { name = "Service of the machine builder", description = "over the internet, on request" }]

# ---- Zones. sl_t is one level for all seven foundational requirements, a vector such as "2 2 2 1 2 2 1", or a statement.

[[zones]]
name = "Line control"
sl_t = "2 2 2 1 2 1 2"
sl_t_basis = "Risk assessment RA-3: a manipulated recipe is the worst case; nothing in the zone is confidential."
components = ["PLC", "Operator station"]
owner = "Head of automation"
logical_boundary = "VLAN 30 behind the line firewall"
physical_boundary = "control cabinet LC-3 and the operator's desk"
access_points = ["line firewall", "USB ports of the operator station"]
safety_related = false

# Who provides to this zone what its components leave to the system around: a zone or a component, by name.
[zones.providers]
"SR 1.3" = "Plant services"
"SR 1.4" = "Plant services"

# What was found of the zone as a whole, on requirements of 62443-3-3. Without a stage it is about the design; what was looked
# at on site has stage = "as_built", and one row may say both: stage = ["capability", "as_built"].
[[zones.findings]]
id = "SR 5.1"
verdict = "met"
evidence = ["network drawing ND-12"]
stage = ["capability", "as_built"]

[[zones.findings]]
id = "SR 7.3"
verdict = "partial"
justification = "the PLC is backed up, the operator station is not"

[[zones]]
name = "Plant services"
sl_t = 2
sl_t_basis = "Follows from the zones that it serves."
owner = "IT of the plant"
components = ["Directory"]

# What it provides to others: only the provider's own finding closes a requirement there.
[[zones.provides]]
id = "SR 1.3"
verdict = "met"
evidence = ["directory concept, chapter 2"]

[[zones.provides]]
id = "SR 1.4"
verdict = "met"
evidence = ["directory concept, chapter 3"]

# ---- Conduits. Without a scope, what is asked of a conduit is our default: `iec62443 system assess` shows it.

[[conduits]]
name = "Line uplink"
joins = ["Line control", "Plant services", "Office network", "Service of the machine builder"]
sl_t = 2
sl_t_basis = "The higher of the zones it joins."
owner = "IT of the plant"
components = ["Line firewall"]
boundary_devices = ["Line firewall"]

# ---- Components: a product with what is known of it, and where it stands.
# types: software_application, embedded_device, host_device, network_device

[[components]]
name = "PLC"
types = "embedded_device"
product = "Example controller"
version = "2.1"
assumes = [{ text = "stands behind a firewall that lets nothing in unasked", requirements = ["SR 5.2 RE(1)"] }]
# What was found of the product, on requirements of 62443-4-2: here, or once for many in a file: assessment = "controller.toml".
findings = [
  { id = "CR 1.1", verdict = "not_met", justification = "the panel on the controller asks for no login" },
  { id = "CR 1.3", verdict = "allocated", justification = "accounts are kept in the plant's directory" },
  { id = "CR 1.4", verdict = "allocated", justification = "names are given out in the plant's directory" },
  { id = "CR 3.4", verdict = "met", evidence = ["test report 17"] },
]

[[components]]
name = "Operator station"
types = ["host_device", "software_application"]
product = "Example panel PC with visualisation"
version = "11"
# A level that was only stated. It counts for this version, and findings beat it.
claim = { sl_c = 1, form = "nominal", version = "11" }
# It is set up as its guide says: only then does what the product can do count for what is achieved.
configured = { evidence = ["commissioning record CR-8"] }

[[components]]
name = "Line firewall"
types = "network_device"
product = "Example firewall"
version = "7.4"

[[components]]
name = "Directory"
types = ["host_device", "software_application"]
product = "Example directory server"
version = "2025"

# ---- Flows: who talks to whom, over which conduits.

[[flows]]
source = "Operator station"
target = "PLC"
protocol = "OPC UA"

[[flows]]
source = "Operator station"
target = "Directory"
protocol = "LDAPS"
kind = "management"
via = "Line uplink"

[[flows]]
source = "Service of the machine builder"
target = "Line control"
protocol = "VPN"
kind = "remote_access"
via = "Line uplink"

# ---- Countermeasures compensate, up to a level. They count for what is achieved, never for the design.

[[countermeasures]]
name = "Locked cabinet"
covers = "CR 1.1"
places = "PLC"
adequate_up_to = 2
kind = "physical"
essential_effect = "none"
evidence = [{ reference = "site inspection", kind = "inspection" }]
owner = "Head of automation"
"""
