"""Reads a CSV file of the export row by row, its columns by the names in the header."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import TextIOWrapper
from typing import BinaryIO

from mutuals.linkedin.archive import ExportFile, Kind, reading_errors
from mutuals.linkedin.models import BadRow

LONGEST_LINE = 1 << 20
LONGEST_RECORD = 1 << 22
"""Characters, of which a row has so many lines at most."""
NOTES = 50
"""Within so many rows the header is looked for."""

REQUIRED: dict[Kind, set[str]] = {
    Kind.CONNECTIONS: {"First Name", "Last Name", "Connected On"},
    Kind.INVITATIONS: {"Direction"},
    Kind.MESSAGES: {"FROM", "SENDER PROFILE URL", "RECIPIENT PROFILE URLS", "DATE"},
    Kind.ENDORSEMENTS_RECEIVED: {"Endorsement Date", "Skill Name", "Endorsement Status"},
    Kind.ENDORSEMENTS_GIVEN: {"Endorsement Date", "Skill Name", "Endorsement Status"},
    Kind.RECOMMENDATIONS_RECEIVED: {"First Name", "Last Name", "Company", "Status"},
    Kind.RECOMMENDATIONS_GIVEN: {"First Name", "Last Name", "Company", "Status"},
    Kind.PROFILE: {"First Name", "Last Name"},
    Kind.POSITIONS: {"Company Name", "Title", "Started On", "Finished On"},
    Kind.EDUCATION: {"School Name"},
    Kind.SKILLS: {"Name"},
    Kind.LANGUAGES: {"Name"},
    Kind.SHARES: {"Date"},
    Kind.COMMENTS: {"Date"},
    Kind.REACTIONS: {"Date"},
    Kind.EVENTS: {"Event Name"},
    Kind.COMPANY_FOLLOWS: {"Organization"},
}
"""The columns that a header has at least; they make it out among the notes above it."""


_undecoded = re.compile("[\udc80-\udcff]").search


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: where it begins, and its cells by the plain names of their columns."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of a cell without the space around it, "" where there is no such column."""
        return self.cells.get(_plain(column), "").strip()

    def bad(self, reason: str) -> BadRow:
        return BadRow(file=self.file, line=self.line, reason=reason)


@lru_cache(maxsize=1_000)
def _plain(column: str) -> str:
    return re.sub(r"[^a-z0-9]", "", column.casefold())


class Table:
    """One file's rows, and how many bytes of it are read."""

    def __init__(self, file: ExportFile) -> None:
        self.file = file
        self.rows = 0
        self._stream: BinaryIO | None = None

    @property
    def bytes_read(self) -> int:
        return self._stream.tell() if self._stream and not self._stream.closed else self.file.size

    def __iter__(self) -> Iterator[TableRow | BadRow | None]:
        """Every row behind the header, in order, or what is wrong with it; None for a blank line.

        Raises:
            ImportFileError: the ZIP's data are damaged.
        """
        with reading_errors(), self.file.open() as stream:
            self._stream = stream
            # What is no UTF-8 becomes half a character, which no text has.
            text = TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
            yield from self._rows_of(text)

    def _rows_of(self, text: TextIOWrapper) -> Iterator[TableRow | BadRow | None]:
        required = {_plain(column) for column in REQUIRED[self.file.kind]}
        columns: list[str] = []
        for number, (line, fields) in enumerate(_records(text)):
            if not any(fields):
                yield None
                continue
            if not columns:
                found = [] if isinstance(fields, str) else [_plain(field) for field in fields]
                if required <= {*found}:
                    columns = found
                elif number >= NOTES:
                    break
                continue
            self.rows += 1
            yield self._row(line, fields, columns)
        if not columns:
            missing = ", ".join(sorted(REQUIRED[self.file.kind]))
            yield BadRow(
                file=self.file.name, line=1, reason=f"the file has no header with {missing}"
            )

    def _row(self, line: int, fields: list[str] | str, columns: list[str]) -> TableRow | BadRow:
        if isinstance(fields, str):
            return BadRow(file=self.file.name, line=line, reason=fields)
        more = fields[len(columns) :]
        if len(fields) < len(columns) or any(more):
            return BadRow(
                file=self.file.name,
                line=line,
                reason=f"has {len(fields)} cells, and the header {len(columns)}",
            )
        if any(map(_undecoded, fields)):
            return BadRow(file=self.file.name, line=line, reason="is not UTF-8 text")
        cells: dict[str, str] = {}
        for column, field in zip(columns, fields, strict=False):
            cells.setdefault(column, field)
        return TableRow(self.file.name, line, cells)


class _Lines:
    """A text's lines; too many of them in one record, which is held in memory, are refused."""

    def __init__(self, text: TextIOWrapper) -> None:
        self._text = text
        self.of_record = 0
        """Characters of the record that is being read."""

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_LINE):
            self.of_record += len(line)
            if self.of_record > LONGEST_RECORD:
                raise csv.Error("limit")
            yield line


def _records(text: TextIOWrapper) -> Iterator[tuple[int, list[str] | str]]:
    """Every record, with the number of its first line, or what is wrong with it."""
    lines = _Lines(text)
    reader = csv.reader(lines, strict=True)
    done = 0
    while True:
        line = done + reader.line_num + 1
        lines.of_record = 0
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            too_long = "limit" in str(error)
            yield line, "has a cell that is too long" if too_long else "has a quote out of place"
            if lines.of_record > LONGEST_RECORD:
                # What stopped the lines ended them for this reader.
                done += reader.line_num + 1
                reader = csv.reader(lines, strict=True)
            continue
        yield line, fields
