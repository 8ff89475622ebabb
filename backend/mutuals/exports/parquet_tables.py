"""Tables as Parquet: columns have the kinds that Parquet has; times are in UTC, to the microsecond.

A time in another zone or with nanoseconds stands in `rest`.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from mutuals.exports.folders import REST, Row
from mutuals.exports.values import DateText, DateTimeText, Value, kind_of

ROWS_A_GROUP = 20_000
CHARACTERS_A_GROUP = 8 * 2**20
"""Or less, where texts are long."""
ROWS_AT_ONCE = 1_000

TYPES: dict[str, Any] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "float": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
}

# As Neo4j writes it, without zeros at the end of a fraction: so it is made again from a cell.
_in_utc = re.compile(r"[^.]*:\d\d:\d\d(\.\d{0,5}[1-9])?Z", re.ASCII).fullmatch


def fits_parquet(value: Value) -> bool:
    """Whether a cell can hold it."""
    if isinstance(value, list):
        return all(fits_parquet(one) for one in value)
    return not isinstance(value, DateTimeText) or _in_utc(value) is not None


class ParquetTable:
    """A Parquet file that is written, some rows at a time."""

    def __init__(self, path: Path, columns: dict[str, str]) -> None:
        self._schema = pa.schema(
            [*((name, _type(kind)) for name, kind in columns.items()), (REST, pa.string())]
        )
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []
        self._characters = 0

    def add(self, row: Row) -> None:
        self._rows.append(row)
        self._characters += sum(len(value) for value in row if isinstance(value, str))
        if len(self._rows) >= ROWS_A_GROUP or self._characters >= CHARACTERS_A_GROUP:
            self._write()

    def _write(self) -> None:
        columns = zip(*self._rows, strict=True)
        arrays = [
            pa.array([_native(value) for value in column], field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []
        self._characters = 0

    def close(self) -> None:
        if self._rows:
            self._write()
        self._writer.close()


def read_parquet_table(path: Path) -> Iterator[tuple[list[str], list[Row]]]:
    """A table's columns without the last, and some rows at a time.

    Raises:
        ValueError: it is not what an export writes; says so.
    """
    try:
        with pq.ParquetFile(path) as file:
            *columns, last = file.schema_arrow.names
            if last != REST:
                raise ValueError(f"the last column is not {REST}")
            for batch in file.iter_batches(ROWS_AT_ONCE):
                cells = [[_text(value) for value in column.to_pylist()] for column in batch.columns]
                yield columns, [[*row] for row in zip(*cells, strict=True)]
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise ValueError("is not a Parquet file, or is damaged") from error


def _type(kind: str) -> Any:
    return pa.list_(TYPES[kind[5:-1]]) if kind.startswith("list<") else TYPES[kind]


def _native(value: Value | None) -> Any:
    if isinstance(value, list):
        return [_native(one) for one in value]
    if isinstance(value, DateText):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if isinstance(value, DateTimeText) else value


def _text(found: Any) -> Value | None:
    """A cell's value; dates and times as text again."""
    if isinstance(found, list):
        return [_text(one) for one in found]  # type: ignore[misc]
    if isinstance(found, datetime):
        time = found.isoformat().removesuffix("+00:00")
        return DateTimeText((time.rstrip("0") if found.microsecond else time) + "Z")
    if isinstance(found, date):
        return DateText(found.isoformat())
    if found is not None and kind_of(found) is None:
        raise ValueError(f"has a value of a kind that no export writes: {type(found).__name__}")
    return found  # type: ignore[no-any-return]
