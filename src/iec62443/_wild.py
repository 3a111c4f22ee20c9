"""How ids are written in running text: what looks like one, what stands around it, how a list goes on.

Nothing here judges whether an id is meant; `references` does. Every pattern is bounded and tried once at a place, so that
reading takes linear time on any input. The tolerance is *ours*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from attrs import frozen

from .identifiers import _BY_NUMBER, _DASHES, _FAMILIES, _FOUNDATIONAL, RequirementId, _make, _print

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

#: One character for one: dashes become hyphens, spaces of every width and carriage returns become spaces.
PLAIN = _DASHES | dict.fromkeys(map(ord, "\r\u2002\u2003\u2007\u2008"), " ")


class Kind(Enum):
    """What an id begins with, as far as it matters for reading it."""

    FAMILY = "family"  # SR, CR, SAR, EDR, HDR, NDR
    SPELT = "spelt"  # component requirement 4.1
    PROVIDER = "provider"  # SP.01.01
    PRACTICE = "practice"  # SM-1
    ZONE = "zone"  # ZCR 5.6
    OWNER = "owner"  # ORG 1.1
    CONSTRAINT = "constraint"  # CCSC 1
    CLAUSE = "clause"  # Clause 4.2 of 3-3
    DOTTED = "dotted"  # 4.3.3.6.1

    @property
    def has_enhancements(self) -> bool:
        """Whether an RE may follow."""
        return self in {Kind.FAMILY, Kind.SPELT, Kind.PROVIDER}


@frozen
class Mark:
    """What a line speaks of at a place: of 62443 and perhaps a part of it (`ours`), or of something else."""

    start: int
    end: int
    ours: bool
    #: Words that fit 62443, but not only that: development process, practice.
    weak: bool = False
    #: Such as ``62443-3-3``, and its year.
    part: str = ""
    year: str = ""


@frozen
class Item:
    """One printed id."""

    start: int
    end: int
    numbers: tuple[int, ...]
    enhancement: int | None = None
    #: Nothing but the spelling of an id lies in the span: no title, no half of a pair of brackets, no line end.
    whole: bool = True
    #: An id of 2-4 without BR or RE: what is meant may be more than the base requirement.
    bare: bool = False


@frozen
class Group:
    """An id, or a list of ids that share the prefix of the first."""

    kind: Kind
    prefixes: tuple[str, ...]
    #: The prefixes as written.
    written: str
    items: tuple[Item, ...]
    #: Whether the number is one that an id can have; SR 8.1 and SM-0 are none, whatever the edition.
    possible: bool = True

    @property
    def start(self) -> int:
        """Where the first id begins."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where the last id ends."""
        return self.items[-1].end

    def ids(self, item: Item) -> tuple[RequirementId, ...]:
        """Give the ids of one of the items, one for each prefix."""
        return tuple(_make(prefix, item.numbers, item.enhancement) for prefix in self.prefixes)


_WORDS = r"(?:and/or|und/oder|as[ ]well[ ]as|and|or|und|oder|sowie|bzw\.|et|ou|through|thru|to|bis|à)"
_ESCAPED = r"&nbsp;|&\#160;|\\u(?:00a0|2009|201[0-5]|202f)"  # as HTML and JSON write them
_GAP = rf"(?:[ .:~-]|{_ESCAPED}){{0,3}}+(?:\n[ ]{{0,8}}+)?+"
_NO_MORE = r"(?![0-9]|\.[0-9])"  # neither the number nor its levels go on
_WORD_ENDS = r"(?![0-9_]|\.[0-9]|[A-Za-z][A-Za-z0-9_])"  # one letter may follow: SI-2b
_PAIR = rf"[0-9]{{1,2}}\.[0-9]{{1,2}}{_NO_MORE}"
_YEAR = r"(?:[: (-]{1,2}(?:19|20)[0-9]{2}(?![0-9])\)?)?"
_PREFIXES = rf"(?:{_FAMILIES})s?(?:[ ]{{0,2}}(?:[/,&+]|and|or|und|oder|et|ou)[ ]{{0,2}}(?:{_FAMILIES})s?){{0,5}}+"
_CONTROL = r"(?-i:AC|AT|AU|CA|CM|CP|IA|IR|MA|MP|PE|PL|PM|PS|PT|RA|SA|SC)-[0-9]{1,2}"  # families of SP 800-53
_TOKEN = re.compile(
    rf"""
    (?P<line>\n)
    | (?:(?u:(?<!\w))|(?<=\\[nrt]))(?:                                # a word begins, or an escape ends
        (?P<family>{_PREFIXES}{_GAP}{_PAIR})
      | (?P<spelt>(?:component|system|(?:embedded|host|network)[ -]device|software[ -]application)
          [ ]req(?:uirement)?s?[ .:]{{1,3}}[0-9]{{1,2}}[.-][0-9]{{1,2}}{_NO_MORE})
      | (?P<provider>SP{_GAP}{_PAIR})
      | (?<!\.)(?P<practice>(?:SM|SR|SD|SI|SVV|DM|SUM|SG)(?:[ ]?-[ ]?|[ .:])?[0-9]{{1,2}}{_WORD_ENDS})
      | (?P<zone>ZCR{_GAP}{_PAIR})
      | (?<!\.)(?<![A-Za-z]-)(?P<owner>(?:ORG|CM|NET|COMP|DATA|USER|EVENT|AVAIL){_GAP}{_PAIR})
      | (?P<constraint>CCSC{_GAP}[1-9]{_WORD_ENDS})
      | (?P<clause>Clause[ ]4\.[234]{_NO_MORE})
      | (?P<foreign>(?:NIST|FedRAMP|NERC|CSF)(?![a-z])|(?:800-[0-9]{{2,3}}|CIP-[0-9]{{3}}|270[0-9]{{2}}|{_CONTROL}
          |(?:ISO(?:/IEC)?|IEC)[ -]{{0,2}}(?!62443)[0-9]{{4,5}})(?![0-9]))
      | (?P<hint>(?:(?-i:IEC)(?![A-Za-z])|ISA-?99(?![0-9])|4-1(?![0-9-])|Part[ ]{{0,2}}[1-6]-[1-9](?![0-9])
          |[1-6]-[1-9](?=:(?:19|20)[0-9]{{2}}(?![0-9]))){_YEAR})
      | (?P<weak>(?-i:SDLA?|SDLC)(?![A-Za-z])|(?<!in[ ])(?<!best[ ])(?<!good[ ])(?<!common[ ])practices?(?![a-z])
          |(?:secure[ ](?:product[ ]|software[ ])?development|development[ ](?:life[ -]?cycle|process))(?![a-z]))
    )
    | (?<![0-9.])(?:
        (?P<series>62443(?:[ -]{{0,2}}[1-6]-[1-9]|\.0?[1-6]\.0?[1-9])?(?![0-9]){_YEAR})
      | (?P<dotted>4\.[234](?:\.[0-9]{{1,2}}){{2,3}}{_NO_MORE})
    )
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_STATED = re.compile(r"(?<![0-9])0?([1-6])(?:-|\.0?)([1-9])(?![0-9])(?:.{1,2}([12][0-9]{3}))?")
_SPELT = {"c": "CR", "sy": "SR", "e": "EDR", "h": "HDR", "n": "NDR", "so": "SAR"}

_RE = rf"(?:RE|(?:requirement[ ])?enhancement)s?(?:[ .:\#-]|{_ESCAPED}){{0,3}}+"
_RE_NUMBER = rf"(?P<inner>[(\[])?[ ]?(?P<re>[1-9][0-9]?){_WORD_ENDS}(?(inner)(?:[ ]?[)\]])?)"
_TIE = re.compile(rf"(?:{_ESCAPED}|[ ]{{0,2}}+(?:[:,;/+-][ ]{{0,2}}+|\.(?![ ]))?+)(?:\n[ ]{{0,8}}+)?+", re.IGNORECASE)
_ENHANCEMENT = re.compile(rf"(?P<outer>[(\[])?{_RE}{_RE_NUMBER}(?(outer)(?:[ ]?[)\]])?)", re.IGNORECASE)
_LINE_BEGINS = re.compile(r"(?:\A|\n)[ #>*|-]*\Z")
_BARE = re.compile(r"[ ]?(?P<bracketed>\((?P<re>[1-9][0-9]?)\))")
_BASE = re.compile(r"[ .,:-]{0,3}+(?P<outer>\()?BR(?!\w)(?(outer)\)?)", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:[ ]{0,2}[:,-][ ]{0,2}|[ ])(?P<title>[^\W0-9_][^\n0-9.;|<>\[\]{}\"\\]{3,120}?)[ ]?[:,-]?[ ]?"
    rf"(?:\b{_RE}{_RE_NUMBER}|\((?P<bare>[1-9][0-9]?)\))",
    re.IGNORECASE,
)
_STATE = (
    r"(?:not[ ]|non[ ]|nicht[ ]|partly[ ]|partially[ ]|teilweise[ ])?"
    r"(?:ok|okay|met|pass(?:ed)?|fail(?:ed)?|done|open|closed|full|none|partial|yes|no|n/a|erfüllt|offen|fehlt|conforme)"
)
#: What stands between the ids of a list; also matches nothing at all.
SEPARATOR = re.compile(
    rf"""(?:[: ][ ]?\(?{_STATE}\)?(?=[,;]))?+                           # SR 1.1 met, 1.2 open
    [ ]{{0,2}}+(?:[,/&+-]|;(?=[ \n])|\.{{2,3}}|…)?+(?:\n[ ]{{0,8}}+)?+
    [ ]{{0,2}}+(?:{_WORDS}(?=[ \n(]))?+[ ]{{0,2}}+(?:\n[ ]{{0,8}}+)?+""",
    re.IGNORECASE | re.VERBOSE,
)
_WITH = re.compile(r"[ ]{0,2}(?:with|including|incl\.|mit|inkl\.|avec)[ ]", re.IGNORECASE)
_NUMBERS = re.compile(_PAIR)
_WHOLE_NUMBER = re.compile(rf"-?([1-9][0-9]?){_WORD_ENDS}")
# after a number that may be the next of a list, or the number of something else
_FOLLOWS = re.compile(
    rf"""[ ]{{0,2}}(?:\Z|\n|:(?![0-9])|[,;.)\]|/\"'`*&+<]|-(?![0-9])|(?:{_WORDS}
    |is|are|was|were|of|in|for|on|at|by|has|have|must|shall|should|can|need|apply
    |ist|sind|der|des|die|für|von|im|sont|est|de|du|la|les|pour)(?![A-Za-z]))""",
    re.IGNORECASE | re.VERBOSE,
)
# the numbers that plainly are meant as one of an id, and that none can have
_IMPOSSIBLE = {
    Kind.FAMILY: re.compile(r"[089]\.[1-9][0-9]?"),
    Kind.SPELT: re.compile(r"[089]\.[1-9][0-9]?"),
    Kind.PRACTICE: re.compile("0"),
}
_OTHER_CELL = re.compile(r"[\t\r]")  # what a quantity never goes across
_WORD = re.compile(r"\w")
_WORD_GOES_ON = re.compile("[A-Za-z]{2}|[A-Za-z]?[0-9_]")
# a quantity, no id: CR 2.4 GHz, SR 3.5 %, CR 4.5:1, CR 1.5 x 2; but "SR 1.1 x" is ticked, and "SR 1.1 % done" begins a column
_QUANTITY = re.compile(
    r"""%|x[ ]|[ ](?:%(?![ ](?:done|complete|met|fulfilled|implemented|closed|open|erfüllt|umgesetzt|offen)))
    |[ ]?(?:°|‰|€|\$|:[0-9]|[x\u00d7][ ]?[0-9])
    |-?[ ]?(?:[kMGTcmµn]?(?:Hz|Wh|Ah|Pa|bit|bps|byte|m²|m³|mol|bar|ohm|Ω)|[kM][WVBgmNJ]|[cmµnk][mgslLAVWF]|[GT]B
    |dB\w?|[VWKNJ](?=[\s.,;)]|\Z)|m/s|g/[lLk]|sec|min|inch|percent|per[ ]cent|Prozent
    |million|billion|EUR|Euro|USD|GBP)(?![A-Za-z])""",
    re.VERBOSE,
)


def scan(text: str, normal: str, known: Mapping[str, str]) -> Iterator[Mark | Group | None]:
    """Give what a text holds in its order, None at every line end; `normal` is the text translated by `PLAIN`.

    `known` are the ids of the catalogs with their titles: where a notation is open, an id that exists decides.
    """
    place = 0
    while token := _TOKEN.search(normal, place):
        place = token.end()
        name = token.lastgroup
        if name == "line":
            yield None
        elif name in {"foreign", "weak"}:
            yield Mark(token.start(), place, name == "weak", name == "weak")
        elif name in {"hint", "series"}:
            stated = _STATED.search(token[0].removeprefix("62443"))
            part, year = (f"62443-{stated[1]}-{stated[2]}", stated[3] or "") if stated else ("", "")
            yield Mark(token.start(), place, ours=True, part=part, year=year)
        elif (group := _group(text, normal, token, known)) is not None:
            yield group
            place = group.end
    yield None


def _group(text: str, normal: str, token: re.Match[str], known: Mapping[str, str]) -> Group | None:
    """Read on from a first id to the end of its list."""
    kind = Kind(token.lastgroup)
    prefixes, written = _prefixes(kind, token[0])
    reader = _Reader(text, normal, kind, prefixes, known)
    digits = re.findall("[0-9]+", re.sub(_ESCAPED, "", token[0]))
    first = reader.item(token.start(), token.end(), digits)
    if first is None:
        odd = reader.impossible(token.start(), token.end(), digits)
        return Group(kind, prefixes, written, (odd,), possible=False) if odd else None
    items = [first]
    while (item := reader.next(items[-1])) is not None:
        items.append(item)
    return Group(kind, prefixes, written, tuple(items))


def _prefixes(kind: Kind, text: str) -> tuple[tuple[str, ...], str]:
    """The prefixes that a first id is written with."""
    if kind is Kind.SPELT:
        return (next(prefix for begin, prefix in _SPELT.items() if text.lower().startswith(begin)),), text
    if kind is Kind.FAMILY:
        words = re.findall(rf"(?<![A-Za-z])(?:{_FAMILIES})(?=s?(?![A-Za-z]))", text, re.IGNORECASE)
        return tuple(dict.fromkeys(word.upper() for word in words)), "".join(words)
    written = re.split("[^A-Za-z]", text, maxsplit=1)[0]
    prefix = {Kind.PRACTICE: f"{written.upper()}-", Kind.CLAUSE: "Clause"}.get(kind, written.upper())
    return (prefix,), written


@frozen
class _Reader:
    """Reads the ids of one list: what is the same for all of them."""

    text: str
    normal: str
    kind: Kind
    prefixes: tuple[str, ...]
    known: Mapping[str, str]

    def item(self, start: int, end: int, digits: list[str]) -> Item | None:
        """Read what belongs to an id after its numbers; None for what is no id: a quantity, a part of a word."""
        numbers = tuple(map(int, digits))
        padded = digits[-1][0] == "0" and any(len(each) == 1 for each in digits)
        if padded or not all(numbers) or (self.prefixes[0] in _BY_NUMBER and numbers[0] > _FOUNDATIONAL):
            return None
        enhancement, titled, bare = None, False, self.kind is Kind.PROVIDER
        if self.kind.has_enhancements:
            found = self._enhancement(start, end, numbers) or self._bare(end, numbers) or self._titled(end, numbers)
            if found is not None:
                titled = "title" in found.re.groupindex
                enhancement, end, bare = int(found["re"] or found["bare"]), found.end(), False
            elif bare and (base := _BASE.match(self.normal, end)):
                end, bare = base.end(), False
        if enhancement is None and (self._is_quantity(end) or _WORD_GOES_ON.match(self.normal, end)):
            return None
        glued = (
            self.kind is Kind.PROVIDER and _WORD.match(self.normal, end) is not None
        )  # the print ends in letters: BR
        whole = not titled and not glued and _is_whole(self.normal[start:end])
        return Item(start, end, numbers, enhancement, whole, bare)

    def impossible(self, start: int, end: int, digits: list[str]) -> Item | None:
        """Read what has the form of an id and a number that none can have; None for what is no id in another way."""
        form = _IMPOSSIBLE.get(self.kind)
        if form is None or not form.fullmatch(".".join(digits)):
            return None
        numbers = tuple(map(int, digits))
        found = self._enhancement(start, end, numbers) if self.kind.has_enhancements else None
        if found is None and (self._is_quantity(end) or _WORD_GOES_ON.match(self.normal, end)):
            return None
        return Item(start, found.end() if found else end, numbers, int(found["re"]) if found else None)

    def next(self, last: Item) -> Item | None:
        """Read the next id of a list, which leaves out what it shares with the `last`; None at the end of the list."""
        separator = SEPARATOR.match(self.normal, last.end)
        at = separator.end() if separator else last.end
        separated = at > last.end and bool(self.normal[last.end : at].strip(" \n"))
        if self.kind.has_enhancements:
            found = self._bare(at, last.numbers) if last.enhancement is not None else None
            if found is not None:
                return self._more(last, found.start("bracketed"), found.end(), last.numbers, int(found["re"]))
            joined = None if separated else _WITH.match(self.normal, last.end)
            found = _ENHANCEMENT.match(self.normal, joined.end() if joined else at)
            if found is not None and (separated or joined):
                return self._more(last, found.start(), found.end(), last.numbers, int(found["re"]))
        if not separated:
            return None
        if self.kind in {Kind.PRACTICE, Kind.CONSTRAINT} or last.enhancement is not None:
            found = _WHOLE_NUMBER.match(self.normal, at)
            if found is not None and _FOLLOWS.match(self.normal, found.end()):
                number = int(found[1])
                numbers, enhancement = ((number,), None) if last.enhancement is None else (last.numbers, number)
                if self._exists(numbers, enhancement):
                    return self._more(last, found.start(), found.end(), numbers, enhancement)
        found = _NUMBERS.match(self.normal, at) if len(last.numbers) == 2 and self.kind is not Kind.CLAUSE else None
        item = self.item(at, found.end(), found[0].split(".")) if found else None
        if item is None or self._exists(item.numbers, item.enhancement):
            return item
        return item if self.kind is not Kind.OWNER and _FOLLOWS.match(self.normal, item.end) else None

    def _more(self, last: Item, start: int, end: int, numbers: tuple[int, ...], enhancement: int | None) -> Item:
        """Make an item of a list; inside a bracket that the last one opened, none can be printed by itself."""
        return Item(start, end, numbers, enhancement, last.whole and _is_whole(self.normal[start:end]))

    def _enhancement(self, start: int, end: int, numbers: tuple[int, ...]) -> re.Match[str] | None:
        """Find an RE that is tied to an id; one on a line of its own, below an id that begins its line, is another entry."""
        tie = _TIE.match(self.normal, end)
        found = _ENHANCEMENT.match(self.normal, tie.end() if tie else end)
        if found is None or (found[0].lstrip("([")[:2] != "RE" and not self._exists(numbers, int(found["re"]))):
            return None
        alone = self.normal[end : found.start()].strip(" ") == "\n"
        return None if alone and _LINE_BEGINS.search(self.normal[max(0, start - 9) : start]) else found

    def _bare(self, end: int, numbers: tuple[int, ...]) -> re.Match[str] | None:
        """Find a number in parentheses: the RE, if there is one with that number."""
        found = _BARE.match(self.normal, end)
        return found if found and self._exists(numbers, int(found["re"])) else None

    def _titled(self, end: int, numbers: tuple[int, ...]) -> re.Match[str] | None:
        """Find an RE after a title that resembles the one of the requirement."""
        found = _TITLE.match(self.normal, end)
        if found is None or not found["title"][0].isupper():
            return None
        titles = (self.known.get(_print(prefix, numbers, None), "") for prefix in self.prefixes)
        stems = {stem for title in titles for stem in _stems(title)}
        return None if stems.isdisjoint(_stems(found["title"])) else found

    def _is_quantity(self, end: int) -> bool:
        """Say whether a unit or a measure follows a number on its line and in its cell."""
        found = _QUANTITY.match(self.normal, end)
        return found is not None and not _OTHER_CELL.search(self.text, end, found.end())

    def _exists(self, numbers: tuple[int, ...], enhancement: int | None) -> bool:
        return any(_print(prefix, numbers, enhancement) in self.known for prefix in self.prefixes)


def _is_whole(printed: str) -> bool:
    """Say whether nothing but the spelling of an id is printed: no line end, no half of a pair of brackets."""
    return "\n" not in printed and printed.count("(") == printed.count(")") and printed.count("[") == printed.count("]")


def _stems(title: str) -> set[str]:
    """The begins of the long words, which are alike in many languages."""
    return {word[:5].lower() for word in re.findall(r"[^\W\d_]{5,}", title)}
