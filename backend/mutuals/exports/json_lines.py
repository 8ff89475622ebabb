"""A graph as JSON Lines: an object a line, nodes first, and a last line that says how many.

The first line is `{"graph": "mutuals", "version": 1}`. A node is `{"node": "Member", "properties":
{"id": "ada"}}`; a relationship says `relationship`, `start` and `end` (a label and an id each) and
`properties`. The last line is `{"end": {"nodes": 2, "relationships": 1}}`.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from mutuals.errors import ImportFileError
from mutuals.exports.models import VERSION, Item, Key, Node
from mutuals.exports.reading import (
    MOST_CHARACTERS,
    node_of,
    properties_from_json,
    relationship_of,
)
from mutuals.exports.values import as_json

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class JsonWriter:
    """Writes a graph to a text file, or to stdout."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._nodes = 0
        self._relationships = 0
        self._line({"graph": "mutuals", "version": VERSION})

    def write(self, items: list[Item]) -> None:
        for item in items:
            properties = {name: as_json(value) for name, value in item.properties.items()}
            if isinstance(item, Node):
                self._nodes += 1
                self._line({"node": item.key.label, "properties": properties})
            else:
                self._relationships += 1
                self._line(
                    {
                        "relationship": item.type,
                        "start": item.start,
                        "end": item.end,
                        "properties": properties,
                    }
                )

    def finish(self) -> None:
        """Say that this is all."""
        self._line({"end": {"nodes": self._nodes, "relationships": self._relationships}})

    def _line(self, content: dict[str, Any]) -> None:
        self._file.write(_dump(content) + "\n")


def read_json(path: Path) -> Iterator[Item]:
    """The nodes and relationships of a file, in its order.

    Raises:
        ImportFileError: a line is not what an export writes, or some are missing.
    """
    number, nodes, relationships = 0, 0, 0
    ended = False
    try:
        with path.open(encoding="utf-8") as file:
            while text := file.readline(MOST_CHARACTERS):
                number += 1
                if ended:
                    raise ValueError("there are lines after the end")
                line = json.loads(text)
                if not isinstance(line, dict):
                    raise ValueError("is no object")
                if number == 1:
                    _check_head(line)
                elif "node" in line:
                    nodes += 1
                    yield node_of(str(line["node"]), properties_from_json(line.get("properties")))
                elif "relationship" in line:
                    relationships += 1
                    yield relationship_of(
                        str(line["relationship"]),
                        _key(line.get("start")),
                        _key(line.get("end")),
                        properties_from_json(line.get("properties")),
                    )
                elif line.get("end") == {"nodes": nodes, "relationships": relationships}:
                    ended = True
                else:
                    raise ValueError("is no node and no relationship, or lines before it are lost")
        if not ended:
            raise ValueError("the file ends too early")
    except (ValueError, RecursionError) as error:
        reason = "is not JSON" if isinstance(error, json.JSONDecodeError) else str(error)
        raise ImportFileError(
            f"{path}, line {number}: {reason}; export the graph again, or copy the file again."
        ) from error


def _check_head(line: dict[str, Any]) -> None:
    if line.get("graph") != "mutuals":
        raise ValueError("does not say that this is a graph of Mutuals")
    if line.get("version") != VERSION:
        raise ValueError(f"says version {line.get('version')!r}, and this Mutuals reads {VERSION}")


def _key(found: object) -> Key:
    if isinstance(found, list) and len(found) == 2 and all(isinstance(one, str) for one in found):
        return Key(*found)
    raise ValueError("start and end are a label and an id each")
