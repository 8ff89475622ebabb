"""The values of properties outside the database: their kinds, as text, and as JSON.

Dates and times stay the text that Neo4j makes of them: nanoseconds, offset and zone included.
"""

import json
import math
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones


class DateText(str):
    """A date: `2026-03-01`."""

    __slots__ = ()


class DateTimeText(str):
    """A time with its zone: `2026-03-01T12:00:00Z`, `2026-03-01T13:00:00+01:00[Europe/Berlin]`."""

    __slots__ = ()


Scalar = bool | int | float | str
Value = Scalar | list[Scalar]

KINDS: dict[type, str] = {
    str: "string",
    int: "integer",
    float: "float",
    bool: "boolean",
    DateText: "date",
    DateTimeText: "datetime",
}
TIMES: dict[str, type[DateText] | type[DateTimeText]] = {
    "date": DateText,
    "datetime": DateTimeText,
}
NAMES_IN_NEO4J = {
    "STRING": "string",
    "INTEGER": "integer",
    "FLOAT": "float",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "ZONED DATETIME": "datetime",
    "NOTHING": "string",  # of an empty list
}
NOT_FINITE = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
SMALLEST_INTEGER, GREATEST_INTEGER = -(2**63), 2**63 - 1

_time_zones = cache(available_timezones)
_is_date_time = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(\.\d{1,9})?(Z|[+-]\d\d:\d\d(?::\d\d)?)(?:\[([\w/+-]+)\])?",
    re.ASCII,
).fullmatch
_is_date = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch
_is_integer = re.compile(r"-?\d{1,19}", re.ASCII).fullmatch


def kind_named(name: str) -> str | None:
    """The kind that Neo4j's valueType() names; None for one that Mutuals does not write."""
    bare = name.replace(" NOT NULL", "")
    if bare.startswith("LIST<"):
        inner = NAMES_IN_NEO4J.get(bare[5:-1])
        return inner and f"list<{inner}>"
    return NAMES_IN_NEO4J.get(bare)


def kind_of(value: object) -> str | None:
    """The kind of a value; None for one that Mutuals does not write."""
    if type(value) is not list:
        return KINDS.get(type(value))
    if not value:
        return "list<string>"
    inner = {KINDS.get(type(one)) for one in value}
    [kind] = inner if len(inner) == 1 else [None]
    return kind and f"list<{kind}>"


def as_text(value: Value) -> str:
    """A value as a cell has it, whose column says the kind; a list is JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps([_finite(one) for one in value], ensure_ascii=False)
    return str(_finite(value))


def from_text(kind: str, text: str) -> Value:
    """The value of a cell.

    Raises:
        ValueError: the text is of no such kind; says so.
    """
    try:
        if kind.startswith("list<"):
            found = json.loads(text)
            if not isinstance(found, list):
                raise ValueError
            return [_from_json_of(kind[5:-1], one) for one in found]
        return _FROM_TEXT[kind](text)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{_short(text)} is not of the kind {kind}") from error


def as_json(value: Value) -> Any:
    """A value as JSON has it: what JSON has no kind for is an object with one name, its kind."""
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, DateText):
        return {"date": str(value)}
    if isinstance(value, DateTimeText):
        return {"datetime": str(value)}
    found = _finite(value)
    return found if found is value else {"float": found}


def from_json(found: object) -> Value:
    """The value that JSON holds.

    Raises:
        ValueError: it holds none; says so.
    """
    if isinstance(found, list):
        values = [_scalar(one) for one in found]
        if kind_of(values) is None:
            raise ValueError(f"{_short(json.dumps(found))} mixes kinds")
        return values
    return _scalar(found)


def _scalar(found: object) -> Scalar:
    if isinstance(found, str):
        return _string(found)
    if isinstance(found, bool | float):
        return found
    if isinstance(found, int) and SMALLEST_INTEGER <= found <= GREATEST_INTEGER:
        return found
    if isinstance(found, dict) and len(found) == 1:
        [(kind, text)] = found.items()
        if kind in {"date", "datetime", "float"} and isinstance(text, str):
            try:
                return _FROM_TEXT[kind](text)
            except ValueError as error:
                raise ValueError(f"{_short(text)} is not of the kind {kind}") from error
    raise ValueError(f"{_short(json.dumps(found))} is no value of a property")


def _finite(value: Scalar) -> Scalar:
    """The value, or what a float that JSON cannot write is called."""
    if not isinstance(value, float) or math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _string(text: str) -> str:
    if not text.isascii():
        text.encode()  # half a surrogate pair is no text
    return text


def _integer(text: str) -> int:
    if not _is_integer(text) or not SMALLEST_INTEGER <= int(text) <= GREATEST_INTEGER:
        raise ValueError
    return int(text)


def _float(text: str) -> float:
    found = NOT_FINITE.get(text)
    if found is None and not (text[-1:].isdigit() and text.isascii() and "_" not in text):
        raise ValueError
    return float(text) if found is None else found


def _date(text: str) -> DateText:
    if not _is_date(text):
        raise ValueError
    date.fromisoformat(text)
    return DateText(text)


def _date_time(text: str) -> DateTimeText:
    match = _is_date_time(text)
    if match is None:
        raise ValueError
    datetime.fromisoformat(match[1] + match[3])
    if match[4] and match[4] not in _time_zones():
        raise ValueError
    return DateTimeText(text)


_FROM_TEXT: dict[str, Callable[[str], Scalar]] = {
    "string": _string,
    "integer": _integer,
    "float": _float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": _date,
    "datetime": _date_time,
}


def _from_json_of(kind: str, found: object) -> Scalar:
    """An element of a list in a cell."""
    if kind in {"string", "date", "datetime"} or found in NOT_FINITE:
        if not isinstance(found, str):
            raise ValueError
        return _FROM_TEXT[kind](found)
    value = _scalar(found)
    if KINDS[type(value)] != kind:
        raise ValueError
    return value


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
