"""How security levels are written: the standard's notation and what is seen in the wild, read into plain parts.

Source: IEC 62443-3-3 Annex A.3 for the notation; the tolerance is *ours*.
"""

from __future__ import annotations

import re

from .errors import InvalidSLVector

# What stands for the seven where a legend spells them out; 1-1:2009 has AC and DI for the first and the third.
_ORDER = (("IAC", "AC"), ("UC",), ("SI", "DI"), ("DC",), ("RDF",), ("TRE",), ("RA",))
_SEVEN = " ".join(names[0] for names in _ORDER)
_EXAMPLE = "SL-T(zone) = { 2 2 0 1 3 1 3 }"
_LONGEST = 500
_HEAD = re.compile(r"SL[ _-]?([TCA])(?![A-Za-z])\s*\*?", re.IGNORECASE)
_SECOND = re.compile(r"\).*\bSL[ _-]?[TCA]\s*\(", re.IGNORECASE | re.DOTALL)
_BRACKETS = {"{": "}", "[": "]", "(": ")"}
_RANGE = re.compile(r"\d(?:-|\.\.|\s*to\s*)\d", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\b(?:IAC|AC|UC|SI|DI|DC|RDF|TRE|RA)\b")
_BARE_LEVELS = re.compile(r"\([-\d\s,;|*]*\)\s*(?:[*(].*)?\Z", re.DOTALL)
_SIGNED_VALUES = re.compile(r"\s*[=:]\s*[\[{(]?\s*[-\d]")
_VALUES = re.compile(r"\s*[\[{(]?\s*[-\d]")


def read_levels(text: str) -> tuple[int | None, ...]:
    """Read one level or seven, without a type; None stands for an unset one."""
    _check(text)
    if _HEAD.match(text.strip()):
        raise InvalidSLVector(text, "it is a statement with a type: read it with SLStatement.parse")
    return _levels(text, text.strip())


def read_statement(text: str) -> tuple[str, str, tuple[int | None, ...]]:
    """Read a statement: the letter of its type, what stands in its parentheses, and one level or seven."""
    _check(text)
    stripped = text.strip()
    head = _HEAD.match(stripped)
    if not head:
        raise InvalidSLVector(text, "it does not begin with SL-T, SL-C or SL-A", _EXAMPLE)
    about, values = _split(stripped[head.end() :].strip())
    if _HEAD.search(values) or second_statement(about):
        raise InvalidSLVector(text, "it mixes two statements; give one at a time")
    return head[1].upper(), about, _levels(text, values)


def second_statement(domain: str) -> bool:
    """Say whether what is taken for a domain holds the end of one statement and the head of another."""
    return bool(_SECOND.search(domain))


def _check(text: str) -> None:
    if len(text) > _LONGEST:
        raise InvalidSLVector(text, f"it is {len(text)} characters long, at most {_LONGEST} are read")


def _split(rest: str) -> tuple[str, str]:
    """Part what stands in the domain's parentheses from the values after it; the last parenthesis that fits ends it."""
    if not rest.startswith("("):
        return "", rest
    ends = [place for place, sign in enumerate(rest) if sign == ")"][::-1]
    for after in (_SIGNED_VALUES, _VALUES):
        for place in ends:
            if after.match(rest, place + 1):
                return rest[1:place].strip(), rest[place + 1 :].strip()
        if _BARE_LEVELS.match(rest):
            return "", rest
    return "", rest


def _levels(text: str, values: str) -> tuple[int | None, ...]:
    body, legend = _unwrap(text, values.lstrip("=: "))
    _check_legend(text, legend)
    body = re.sub("[\u2010-\u2015\u2212]", "-", body).replace("*", " ").strip()
    if _RANGE.search(body):
        raise InvalidSLVector(text, "a range is not a level: decide on one of its ends", _EXAMPLE)
    words = [word for word in re.split(r"[\s,;|]+", body) if word]
    if len(words) == 1 and len(words[0]) > 2 and words[0].isdecimal():
        words = list(words[0])  # run together: 2201313
    if not words:
        raise InvalidSLVector(text, "there are no levels in it", _EXAMPLE)
    for word in words:
        if word not in {"-", "0", "1", "2", "3", "4"}:
            raise InvalidSLVector(text, f"{word!r} is not a level from 0 to 4 (or '-' for unset)")
    if len(words) not in {1, len(_ORDER)}:
        raise InvalidSLVector(text, f"it has {len(words)} levels, where seven belong: {_SEVEN}")
    return tuple(None if word == "-" else int(word) for word in words)


def _unwrap(text: str, values: str) -> tuple[str, str]:
    """Take the brackets off; what follows the levels is a legend."""
    if values[:1] in _BRACKETS:
        body, closed, legend = values[1:].partition(_BRACKETS[values[0]])
        if not closed:
            raise InvalidSLVector(text, f"{values[0]!r} is not closed", _EXAMPLE)
        return body, legend
    body, opened, legend = values.partition("(")
    return body, opened + legend


def _check_legend(text: str, legend: str) -> None:
    """A legend may name the seven, in the standard's order only."""
    if re.search(r"\d", legend):
        raise InvalidSLVector(text, f"after the levels stands {legend.strip()!r}, which is no legend", _EXAMPLE)
    listed = _ABBREVIATION.findall(legend.upper())
    if any(name not in names for name, names in zip(listed, _ORDER, strict=False)):
        raise InvalidSLVector(text, "its legend names another order than the standard's", _SEVEN)
