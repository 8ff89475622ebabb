"""A graph as a folder of tables: nodes/Member.csv, relationships/CONNECTED_TO.csv, and graph.json,
which says what should be there.

A relationship's row begins with where it leads from and to. Each property has a column of the kind
that most of its values have; what does not fit into it stands as JSON in the last one, `rest`.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from mutuals.errors import ImportFileError
from mutuals.exports.models import VERSION, Columns, Format, Item, Key, Node
from mutuals.exports.reading import node_of, relationship_of, rest_of
from mutuals.exports.values import Value, as_json, kind_of

ENDS = {
    "start_label": "string",
    "start": "string",
    "end_label": "string",
    "end": "string",
}
REST = "rest"
PARTS = ("nodes", "relationships")

Row = list[Value | None]
"""By columns; the last is the rest, as JSON text."""


class Table(Protocol):
    """A file of rows."""

    def add(self, row: Row) -> None: ...

    def close(self) -> None: ...


class FolderWriter:
    """Writes a graph to a folder, a table for each label and type that occurs."""

    def __init__(
        self,
        folder: Path,
        format_: Format,
        columns: Columns,
        open_table: Callable[[Path, dict[str, str]], Table],
        fits: Callable[[Value], bool],
    ) -> None:
        self._folder = folder
        self._format = format_
        self._columns = columns
        self._open_table = open_table
        self._fits = fits
        self._tables: dict[tuple[str, str], Table] = {}
        self._counts: dict[str, dict[str, int]] = {part: {} for part in PARTS}
        for part in PARTS:
            (folder / part).mkdir()

    def write(self, items: list[Item]) -> None:
        for item in items:
            if isinstance(item, Node):
                part, name, ends = "nodes", item.key.label, []
            else:
                part, name, ends = "relationships", item.type, [*item.start, *item.end]
            table = self._tables.get((part, name))
            if table is None:
                own = self._columns[name]
                path = self._folder / part / f"{name}.{self._format}"
                table = self._open_table(path, {**(ENDS if ends else {}), **own})
                self._tables[part, name] = table
            table.add([*ends, *self._cells(name, item.properties)])
            counts = self._counts[part]
            counts[name] = counts.get(name, 0) + 1

    def _cells(self, name: str, properties: dict[str, Value]) -> Row:
        cells: Row = []
        placed = 0
        left = None
        for column, kind in self._columns[name].items():
            value = properties.get(column)
            if value is None:
                cells.append(None)
            elif _is_of(value, kind) and self._fits(value):
                placed += 1
                cells.append(value)
            else:
                left = left or {}
                left[column] = as_json(value)
                cells.append(None)
        if placed + len(left or {}) < len(properties):  # some came up after the kinds were counted
            known = self._columns[name]
            late = {one: as_json(value) for one, value in properties.items() if one not in known}
            left = {**(left or {}), **late}
        cells.append(json.dumps(left) if left else None)
        return cells

    def finish(self) -> None:
        """Say that this is all."""
        self.close()
        content = {"graph": "mutuals", "version": VERSION, "format": self._format, **self._counts}
        (self._folder / "graph.json").write_text(json.dumps(content, indent=2) + "\n", "utf-8")

    def close(self) -> None:
        """Close the tables, however it went."""
        for table in self._tables.values():
            table.close()


def _is_of(value: Value, kind: str) -> bool:
    return kind_of(value) == kind or (value == [] and kind.startswith("list<"))


RowsOf = Callable[[Path], Iterator[tuple[list[str], list[Row]]]]
"""Reads a table: the names of its columns without the last, and some rows at a time."""


def format_of_folder(folder: Path) -> Format:
    """The format of the tables in a folder.

    Raises:
        ImportFileError: no export wrote the folder.
    """
    format_, _ = _contents(folder)
    return format_


def read_folder(folder: Path, rows_of: RowsOf) -> Iterator[Item]:
    """The nodes and relationships of a folder, nodes first.

    Raises:
        ImportFileError: a table is not what an export writes, or rows are missing.
    """
    format_, counts = _contents(folder)
    for part in PARTS:
        for name, count in counts[part].items():
            path = folder / part / f"{name}.{format_}"
            found = 0
            try:
                for item in _items(path, part, name, rows_of):
                    found += 1
                    yield item
                if found != count:
                    raise ValueError(f"has {found} rows, and graph.json says {count}")
            except (ValueError, OSError) as error:
                # Of an operating system's errors only what it is.
                reason = error.strerror if isinstance(error, OSError) else None
                raise ImportFileError(
                    f"{path}: {reason or error}; export the graph again, or copy the folder again."
                ) from error


def _items(path: Path, part: str, name: str, rows_of: RowsOf) -> Iterator[Item]:
    for columns, rows in rows_of(path):
        if part == "relationships" and columns[:4] != [*ENDS]:
            raise ValueError("the columns do not begin with start_label, start, end_label, end")
        first = len(ENDS) if part == "relationships" else 0
        for row in rows:
            properties = {
                column: value
                for column, value in zip(columns[first:], row[first:-1], strict=True)
                if value is not None
            }
            if row[-1] is not None:
                properties |= rest_of(str(row[-1]))
            if part == "nodes":
                yield node_of(name, properties)
            else:
                start_label, start, end_label, end = (str(one) for one in row[:first])
                yield relationship_of(
                    name, Key(start_label, start), Key(end_label, end), properties
                )


def _contents(folder: Path) -> tuple[Format, dict[str, dict[str, int]]]:
    path = folder / "graph.json"
    try:
        contents = json.loads(path.read_text("utf-8"))
        if contents["graph"] != "mutuals" or contents["version"] != VERSION:
            raise ValueError
        for part in PARTS:
            for name, count in contents[part].items():
                if not name.isidentifier() or not isinstance(count, int):
                    raise ValueError
        if contents["format"] not in {Format.CSV, Format.PARQUET}:
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImportFileError(
            f"{folder} is not a folder that `mutuals export graph` wrote: "
            "its graph.json is missing, or says something else."
        ) from error
    return Format(contents["format"]), {part: contents[part] for part in PARTS}
