"""How well a fact is known, as badges that carry the word, and what corrigenda and disputes say."""

from __future__ import annotations

from iec62443 import Assurance, Catalog, Requirement

from .markdown import escape, note, paragraph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .links import Links

_MARKS = {Assurance.CONFIRMED: "✓", Assurance.PROVISIONAL: "≈", Assurance.UNCONFIRMED: "?", Assurance.OWN: "✎"}
_MEANINGS = {
    Assurance.CONFIRMED: "two independent sources agree, or the publisher says it",
    Assurance.PROVISIONAL: "one source, or sources that differ and a ruling",
    Assurance.UNCONFIRMED: "one weak source",
    Assurance.OWN: "a label of our own: the standard gives no title",
}


def badge(assurance: Assurance) -> str:
    """Give the badge: a mark and the word, and its meaning for who rests on it."""
    word = assurance.value
    return f'<span class="assured {word}" title="{_MEANINGS[assurance]}">{_MARKS[assurance]} {word}</span>'


def row(requirement: Requirement) -> str:
    """Say how well a row, its title and its allocation are known, each with its badge."""
    known = "Existence, level and types" if requirement.component_types else "Existence and level"
    what = known if requirement.sl is not None else "Existence"
    facts = [(what, requirement.assurance), ("Title", requirement.title_assurance)]
    if requirement.allocatable_assurance is not None:
        facts.append(("Allocation", requirement.allocatable_assurance))
    return "\n".join(f"- {name}: {badge(assurance)}" for name, assurance in facts)


def remarks(catalog: Catalog, requirement: Requirement) -> list[str]:
    """Give what a corrigendum changed, where sources differ, and which corrigendum was not seen."""
    amended = [
        note("info", f"Changed by {each.changed_by}", sentence(each.note))
        for each in catalog.amendments
        if each.id == requirement.id
    ]
    disputed = [
        note("warning", "Sources differ", sentence(each.note)) for each in catalog.disputes if each.id == requirement.id
    ]
    unseen = ", ".join(escape(each.id) for each in catalog.corrigenda_known if each.applied is None)
    waiting = f"A corrigendum is known to exist, and whether it changes this is not known: {unseen}." if unseen else ""
    return [*amended, *disputed, waiting]


def sentence(text: str) -> str:
    """Give a remark of the data as a sentence."""
    shown = paragraph(text[:1].upper() + text[1:])
    return shown if shown.endswith((".", "?", "!")) else f"{shown}."


def explained(links: Links) -> str:
    """Say where the scale is explained."""
    return f"The scale, and what the facts rest on: {links.source('sources and assurance', 'assurance')}."
