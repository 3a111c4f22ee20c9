"""What ``iec62443 show`` prints of a foundational requirement, and of a group: an element, an area, a step, a practice."""

from __future__ import annotations

import re

from rich.text import Text as Line

from ..catalog import Catalog, editions, load
from ..errors import UnknownPart
from ..levels import FR
from ..parts import series
from ..texts import Text, load_group_texts, load_texts
from .printing import clean, packed, section, table

#: What is said of a text of ours.
OWN_WORDS = "text: own words, unofficial: no substitute for the standard"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import Console

    from ..requirements import Group

    Found = FR | tuple[Catalog, Group]


def print_groups(out: Console, name: str, language: str, edition: str | None) -> bool:
    """Print each foundational requirement and group of a name, such as ``FR 1``, ``UC``, ``SPE 1``, ``SP.01``, ``SM``.

    Gives whether there is one. Raises `UnknownPart` where no part in the edition has one.
    """
    known = [load(part.part, each) for part in series() for each in part.loadable]
    having = [catalog for catalog in known if _in(catalog, name)]
    if not having:
        return False
    chosen = [catalog for catalog in having if edition in {None, catalog.edition}]
    if not chosen:
        raise UnknownPart(edition or "", tuple(dict.fromkeys(each.edition for each in having)), f"edition with {name}")
    found: list[Found] = list(dict.fromkeys(each for catalog in chosen for each in _in(catalog, name)))
    for place, each in enumerate(found):
        if place:
            out.print()
        if isinstance(each, FR):
            _print_fr(out, each, [catalog for catalog in chosen if not catalog.groups], language)
        else:
            _print_group(out, *each, language)
    return True


def _in(catalog: Catalog, name: str) -> list[Found]:
    key = _key(name)
    ordered = () if catalog.groups else FR
    found: list[Found] = [each for each in ordered if key in {each.name, f"FR{each.number}"}]
    return [*found, *((catalog, each) for each in catalog.groups.values() if key == _key(each.id))]


def _key(name: str) -> str:
    """A name without what notations differ in: ``SP 01`` and ``sp.01`` are one."""
    return re.sub(r"[\s_-]+|(?<=[A-Z])\.", "", name.upper())


def _print_fr(out: Console, fr: FR, catalogs: list[Catalog], language: str) -> None:
    text = load_texts(None, language)[f"FR {fr.number}"]
    out.print(Line(clean(f"FR {fr.number} {fr.name}  {text.title or fr.title}"), "bold"))
    _print_text(out, text)
    for catalog in catalogs:
        rows = catalog.by_fr(fr)
        ids = {sl: [each.id.text for each in rows if each.sl == sl] for sl in range(1, 5)}
        body = table(
            "from", "count", "requirements", rows=[(f"SL {sl}", str(len(ids[sl])), packed(ids[sl], 60)) for sl in ids]
        )
        section(out, f"In {catalog.name} ({len(rows)})", body)
    _print_source(out, text)


def _print_group(out: Console, catalog: Catalog, group: Group, language: str) -> None:
    text = Text("")
    if catalog.edition == editions(catalog.part)[0]:  # 2-1:2009 has titles only
        text = load_group_texts(catalog.part, language).get(group.id, text)
    out.print(Line(f"{group.id}  {group.title}", "bold"))
    clause = f", clause {group.clause}" if group.clause else ""
    parent = catalog.groups.get(group.parent)
    inside = f", in {f'{parent.id} {parent.title}' if parent else group.parent}" if group.parent else ""
    out.print(Line(f"{catalog.name}{clause}{inside}"))
    _print_text(out, text)
    parts = [each for each in catalog.groups.values() if each.parent == group.id] or [group]
    for each in parts:
        rows = catalog.by_group(each.id)
        title = "In it" if each is group else f"{each.id} {each.title}"
        section(out, f"{title} ({len(rows)})", [f"{row.id} {row.title}" for row in rows])
    _print_source(out, text, f"id and title {group.assurance.value}")


def _print_text(out: Console, text: Text) -> None:
    if text.summary:
        out.print()
        out.print(Line(text.summary))
    section(out, "How to look at it", [text.verify] if text.verify else [])


def _print_source(out: Console, text: Text, *assured: str) -> None:
    section(out, "Sources", [*assured, *([OWN_WORDS] if text.summary else [])])
