"""Tables as CSV: the header names columns and kinds (`created_at:datetime`); an empty cell is none.

An empty text, and one with control characters that CSV readers stumble over, stand in `rest`;
a carriage return alone is one of these.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from mutuals.exports.folders import REST, Row
from mutuals.exports.reading import MOST_CHARACTERS
from mutuals.exports.values import Value, as_text, from_text

ROWS_AT_ONCE = 1_000

_control_characters = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]").search


def fits_csv(value: Value) -> bool:
    """Whether a cell can hold it."""
    if not isinstance(value, str):
        return True
    # Before Python 3.13 the writer does not quote a cell for a carriage return alone.
    unquoted = "\r" in value and "\n" not in value
    return value != "" and not unquoted and not _control_characters(value)


class CsvTable:
    """A CSV file that is written."""

    def __init__(self, path: Path, columns: dict[str, str]) -> None:
        self._file = path.open("x", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow([*(f"{name}:{kind}" for name, kind in columns.items()), _LAST])

    def add(self, row: Row) -> None:
        self._writer.writerow([None if value is None else as_text(value) for value in row])

    def close(self) -> None:
        self._file.close()


def read_csv_table(path: Path) -> Iterator[tuple[list[str], list[Row]]]:
    """A table's columns without the last, and some rows at a time.

    Raises:
        ValueError: it is not what an export writes; says so.
    """
    csv.field_size_limit(MOST_CHARACTERS)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            *header, last = next(reader, [""])
            columns = [column.partition(":")[::2] for column in header]
            if last != _LAST:
                raise ValueError(f"the last column is not {_LAST}")
            rows: list[Row] = []
            for cells in reader:
                if len(cells) != len(columns) + 1:
                    raise ValueError(f"has {len(cells)} cells, not {len(columns) + 1}")
                row: Row = [
                    from_text(kind, cell) if cell else None
                    for (_, kind), cell in zip(columns, cells, strict=False)
                ]
                row.append(cells[-1] or None)
                rows.append(row)
                if len(rows) == ROWS_AT_ONCE:
                    yield [name for name, _ in columns], rows
                    rows = []
        except (csv.Error, ValueError) as error:
            raise ValueError(f"line {reader.line_num}: {error}") from error
        yield [name for name, _ in columns], rows


_LAST = f"{REST}:json"
