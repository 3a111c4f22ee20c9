"""What can go wrong, as values.

Each error carries its parts as arguments, so it compares by value, hashes, copies and pickles like any other value.
Each says what was given, what is wrong with it, and the nearest right thing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class IEC62443Error(Exception):
    """The root of every error this library raises on purpose."""

    def __eq__(self, other: object) -> bool:
        """Errors of one kind with the same parts are equal."""
        if type(other) is not type(self):
            return NotImplemented
        return self.args == other.args

    def __hash__(self) -> int:
        """Hash like the parts."""
        return hash((type(self), self.args))


class InvalidRequirementId(IEC62443Error, ValueError):
    """A text that is no requirement id.

    >>> raise InvalidRequirementId("CR 4.1B", "'B' is not part of an id", "CR 4.1")
    Traceback (most recent call last):
    iec62443.errors.InvalidRequirementId: 'CR 4.1B' is not a requirement id: 'B' is not part of an id; try 'CR 4.1'
    """

    def __init__(self, text: str, reason: str, hint: str = "") -> None:
        """Keep the `text` as given, the `reason`, and what would be right (`hint`, may be empty)."""
        super().__init__(text, reason, hint)
        self.text: str = text
        self.reason: str = reason
        self.hint: str = hint

    def __str__(self) -> str:
        """Quote the input, say what is wrong, name what would be right."""
        return f"{quote(self.text)} is not a requirement id: {self.reason}{_try(self.hint)}"


class InvalidSLVector(IEC62443Error, ValueError):
    """Levels or a statement such as ``SL-T(zone) = { 2 2 0 1 3 1 3 }`` that cannot be read as one."""

    def __init__(self, text: str, reason: str, hint: str = "") -> None:
        """Keep the `text` as given, the `reason`, and what would be right (`hint`, may be empty)."""
        super().__init__(text, reason, hint)
        self.text: str = text
        self.reason: str = reason
        self.hint: str = hint

    def __str__(self) -> str:
        """Quote the input, say what is wrong, name what would be right."""
        return f"{quote(self.text)} is not a security level vector: {self.reason}{_try(self.hint)}"


class UnknownPart(IEC62443Error, LookupError):
    """A part, edition or corrigendum that is not in the catalog."""

    def __init__(self, text: str, known: tuple[str, ...], what: str = "part") -> None:
        """Keep the `text` as given, `what` it was taken for, and the `known` ones."""
        super().__init__(text, known, what)
        self.text: str = text
        self.known: tuple[str, ...] = known
        self.what: str = what

    def __str__(self) -> str:
        """Quote the input and list the known ones."""
        return f"no {self.what} {quote(self.text)} in this catalog; there is: {', '.join(self.known) or 'none'}"


class UnknownRequirement(IEC62443Error, KeyError):
    """An id that is no requirement of this catalog, with the nearest ones that are."""

    def __init__(self, text: str, catalog: str, reason: str = "", nearest: tuple[str, ...] = ()) -> None:
        """Keep the id's `text`, the name of the `catalog`, a `reason` where there is a special one, and the `nearest` ids."""
        super().__init__(text, catalog, reason, nearest)
        self.text: str = text
        self.catalog: str = catalog
        self.reason: str = reason
        self.nearest: tuple[str, ...] = nearest

    def __str__(self) -> str:
        """Say which id, of which catalog, why not, and what is near."""
        message = f"{quote(self.text)} is not a requirement of {self.catalog}"
        if self.reason:
            message += f": {self.reason}"
        if self.nearest:
            message += f"; nearest: {', '.join(self.nearest)}"
        return message


class InvalidFinding(IEC62443Error, ValueError):
    """A finding, claim or assessment that contradicts itself or lacks what its verdict needs."""

    def __init__(self, about: str, reason: str) -> None:
        """Keep what it is `about` (an id or a subject) and the `reason`."""
        super().__init__(about, reason)
        self.about: str = about
        self.reason: str = reason

    def __str__(self) -> str:
        """Say which one and why."""
        return f"{self.about}: {self.reason}"


class InvalidSystem(IEC62443Error, ValueError):
    """A system whose parts do not fit together: every problem with its place.

    >>> print(InvalidSystem("Plant", (("zones[0].parent", "no zone is called 'Sit'; nearest: Site"),)))
    Plant: 1 problem
      zones[0].parent: no zone is called 'Sit'; nearest: Site
    """

    def __init__(self, system: str, problems: Iterable[tuple[str, str]]) -> None:
        """Keep the name of the `system` and its `problems` as pairs of place and message."""
        listed = tuple(problems)
        super().__init__(system, listed)
        self.system: str = system
        self.problems: tuple[tuple[str, str], ...] = listed

    def __str__(self) -> str:
        """List every problem on a line of its own."""
        return _listed(self.system, self.problems)


class UnknownFormat(IEC62443Error, LookupError):
    """A format that nothing is written in, with those that there are.

    >>> print(UnknownFormat("odt", ("md", "html")))
    'odt' is no format of documents; there is: .md, .html
    """

    def __init__(self, text: str, known: tuple[str, ...]) -> None:
        """Keep the `text` as given, and the suffixes that are `known`."""
        super().__init__(text, known)
        self.text: str = text
        self.known: tuple[str, ...] = known

    def __str__(self) -> str:
        """Quote the input and list the known ones."""
        return f"{quote(self.text)} is no format of documents; there is: {', '.join(f'.{each}' for each in self.known)}"


class MissingExtra(IEC62443Error, ImportError):
    """A library that is needed, belongs to an extra of this package and is not installed.

    >>> print(MissingExtra("workbooks", "xlsx"))
    workbooks need an extra: python3 -m pip install 'iec62443[xlsx]'
    """

    def __init__(self, what: str, extra: str) -> None:
        """Keep `what` needs it (in the plural) and the `extra`."""
        super().__init__(what, extra)
        self.what: str = what
        self.extra: str = extra

    def __str__(self) -> str:
        """Say what to install."""
        return f"{self.what} need an extra: python3 -m pip install 'iec62443[{self.extra}]'"


class InvalidRisk(IEC62443Error, ValueError):
    """A risk matrix, table or list of scenarios that does not fit together: every problem with its place.

    >>> print(InvalidRisk("Register", (("scenarios[3].likelihood", "no likelihood is called 'hihg'; nearest: 'high'"),)))
    Register: 1 problem
      scenarios[3].likelihood: no likelihood is called 'hihg'; nearest: 'high'
    """

    def __init__(self, about: str, problems: Iterable[tuple[str, str]]) -> None:
        """Keep what it is `about` and the `problems` as pairs of place and message."""
        listed = tuple(problems)
        super().__init__(about, listed)
        self.about: str = about
        self.problems: tuple[tuple[str, str], ...] = listed

    def __str__(self) -> str:
        """List every problem on a line of its own."""
        return _listed(self.about, self.problems)


class InvalidFile(IEC62443Error, ValueError):
    """A user's file with problems: all of them, each with its place.

    >>> error = InvalidFile("plant.toml", (("$.zones[3].sl_t", "expected a level from 0 to 4, got 7"),))
    >>> print(error)
    plant.toml: 1 problem
      $.zones[3].sl_t: expected a level from 0 to 4, got 7
    """

    def __init__(self, source: str, problems: Iterable[tuple[str, str]]) -> None:
        """Keep the file's name (`source`) and its `problems` as pairs of place and message."""
        listed = tuple(problems)
        super().__init__(source, listed)
        self.source: str = source
        self.problems: tuple[tuple[str, str], ...] = listed

    def __str__(self) -> str:
        """List every problem on a line of its own."""
        return _listed(self.source, self.problems)


def _listed(name: str, problems: tuple[tuple[str, str], ...]) -> str:
    count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
    lines = (f"  {place}: {message}" if place else f"  {message}" for place, message in problems)
    return "\n".join((f"{name}: {count}", *lines))


def quote(text: object, limit: int = 60) -> str:
    """Quote what was given, on one line, cut to `limit` characters."""
    shown = repr(text)
    return shown if len(shown) <= limit else f"{shown[: limit - 2]}…{shown[-1]}"


def _try(hint: str) -> str:
    return f"; try {hint!r}" if hint else ""
