"""Reads connections from a CSV file, or from a list of edges as SNAP publishes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader

from mutuals.errors import ImportFileError
from mutuals.imports.lines import (
    MalformedLineError,
    delimiter_of,
    numbered_lines,
    shortened,
    split_line,
)
from mutuals.imports.models import Offence, SelfJoin
from mutuals.members.names import ID_PATTERN

ENDS = [
    ("source", "target"),
    ("source_id", "target_id"),
    ("src", "dst"),
    ("from", "to"),
    ("from_id", "to_id"),
    ("fromnodeid", "tonodeid"),
    ("node_1", "node_2"),
    ("node1", "node2"),
    ("id_1", "id_2"),
    ("id1", "id2"),
    ("member_id", "other_id"),
    ("member_1", "member_2"),
    ("one_id", "other_id"),
    ("smaller_id", "greater_id"),
]
"""The pairs of names, in any case, by which a first line is known to be a header."""

WITHOUT_HEADER = ["source", "target", "since", "strength"]

_is_id = re.compile(ID_PATTERN).fullmatch
_is_date = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?", re.ASCII).fullmatch
_is_number = re.compile(r"[0-9.eE+-]+").fullmatch


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A connection of two different members, the smaller id first."""

    line: int
    smaller_id: str
    greater_id: str
    since: datetime | None
    strength: float | None

    @property
    def key(self) -> str:
        """The pair, as the graph has it."""
        return f"{self.smaller_id}|{self.greater_id}"


def read_edges(file: BufferedReader) -> Iterator[EdgeLine | Offence]:
    """Every line that holds data, in order; comments (#), blank lines and the header do not.

    Raises:
        ImportFileError: the header has a column that is not known, or one twice.
    """
    columns: list[str] | None = None
    delimiter = None
    least = 2
    for number, text in numbered_lines(file):
        try:
            if isinstance(text, MalformedLineError):
                raise text
            if text.startswith("#"):
                continue
            if columns is None:
                delimiter = delimiter_of(text)
                fields = split_line(text, delimiter)
                header = _header(fields)
                columns = header or WITHOUT_HEADER
                if header:
                    least = len(header)
                    continue
            else:
                fields = split_line(text, delimiter)
            if not least <= len(fields) <= len(columns):
                raise MalformedLineError(_wrong_count(len(fields), least, len(columns)))
            if columns is WITHOUT_HEADER:
                one_id, other_id, *rest = fields
                since, strength = [*rest, "", ""][:2]
            else:
                cells = dict(zip(columns, fields, strict=True))
                one_id, other_id = cells["source"], cells["target"]
                since, strength = cells.get("since", ""), cells.get("strength", "")
            for member_id in (one_id, other_id):
                if not _is_id(member_id):
                    raise MalformedLineError(f"{shortened(member_id)} is not a member id")
            if one_id == other_id:
                yield SelfJoin(line=number)
                continue
            if one_id > other_id:
                one_id, other_id = other_id, one_id
            yield EdgeLine(
                number,
                one_id,
                other_id,
                _since(since) if since else None,
                _strength(strength) if strength else None,
            )
        except MalformedLineError as error:
            yield Offence(line=number, reason=str(error))


def _header(fields: list[str]) -> list[str] | None:
    """The columns that a first line names, in Mutuals' words; None where it is data.

    Raises:
        ImportFileError: it is a header, and names a column that is not known, or one twice.
    """
    names = [field.casefold() for field in fields]
    found = next((ends for ends in ENDS if ends[0] in names and ends[1] in names), None)
    if found is None:
        return None
    words = dict(zip(found, ("source", "target"), strict=True))
    columns = [words.get(name, name) for name in names]
    unknown = [
        field for field, name in zip(fields, columns, strict=True) if name not in WITHOUT_HEADER
    ]
    if unknown:
        raise ImportFileError(
            f"The header names {', '.join(map(shortened, unknown))}, which no connection has: "
            f"beside {found[0]} and {found[1]}, the columns are since and strength."
        )
    if len({*columns}) < len(columns):
        raise ImportFileError("The header names a column twice: keep one of them.")
    return columns


def _wrong_count(found: int, least: int, most: int) -> str:
    wanted = str(least) if least == most else f"{least} to {most}"
    return f"has {found} field{'' if found == 1 else 's'}, not {wanted}"


def _since(text: str) -> datetime:
    """A date or a time, in UTC where it does not say otherwise."""
    try:
        if not _is_date(text):
            raise ValueError
        since = datetime.fromisoformat(text)
        return since.replace(tzinfo=UTC) if since.tzinfo is None else since.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise MalformedLineError(f"since is {shortened(text)}, not an ISO date or time") from error


def _strength(text: str) -> float:
    try:
        strength = float(text) if _is_number(text) else -1.0
    except ValueError:
        strength = -1.0
    if not 0 <= strength <= 1:
        raise MalformedLineError(f"strength is {shortened(text)}, not a number from 0 to 1")
    return strength
