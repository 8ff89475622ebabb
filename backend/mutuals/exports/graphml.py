"""A graph as GraphML, which networkx, Gephi and others read.

A node's XML id is its label and id; `labels` and `type` say what things are. A property has a key
for each kind that it occurs in, whose `desc` says the kind; to others, dates, times and lists are
strings. What a key cannot hold stands as JSON in `rest`: characters that XML has not, kinds that
came up too late.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from mutuals.errors import ImportFileError
from mutuals.exports.models import VERSION, Columns, Item, Key, Node
from mutuals.exports.reading import MOST_CHARACTERS, node_of, relationship_of, rest_of
from mutuals.exports.scope import scope
from mutuals.exports.values import Value, as_json, as_text, from_text, kind_of

MARK = f"A graph of Mutuals, version {VERSION}"
XML_TYPES = {"integer": "long", "float": "double", "boolean": "boolean"}
"""The others are strings there."""
CHUNK_BYTES = 65_536

_no_xml = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]").search
_AS_IT_IS = {"\r": "&#13;"}
"""A parser makes a line feed of a bare one."""


class GraphmlWriter:
    """Writes a graph to a text file."""

    def __init__(self, file: IO[str], columns: Columns) -> None:
        self._file = file
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
            f"<desc>{MARK}</desc>\n"
        )
        for name, element in (("labels", "node"), ("type", "edge")):
            self._key(name, element, name, "string")
        for element in ("node", "edge"):
            self._key(f"{element}_rest", element, "rest", "json")
        self._node_keys = self._keys("node", columns, scope().nodes)
        self._edge_keys = self._keys("edge", columns, scope().relationships)
        file.write('<graph edgedefault="directed">\n')

    def _keys(
        self, element: str, columns: Columns, names: dict[str, tuple[str, ...]]
    ) -> dict[tuple[str, str], str]:
        """A key for each property and kind, whatever the labels or types that have it."""
        found = {column: "" for name in names for column in columns[name].items()}
        for number, (name, kind) in enumerate(found):
            found[name, kind] = f"{element[0]}{number}"
            self._key(found[name, kind], element, name, kind)
        return found

    def _key(self, id_: str, element: str, name: str, kind: str) -> None:
        self._file.write(
            f'<key id="{id_}" for="{element}" attr.name="{name}" '
            f'attr.type="{XML_TYPES.get(kind, "string")}"><desc>{escape(kind)}</desc></key>\n'
        )

    def write(self, items: list[Item]) -> None:
        for item in items:
            if isinstance(item, Node):
                self._file.write(
                    f'<node id={_quoted(item.key)}><data key="labels">{item.key.label}</data>'
                    f"{_data(item.properties, self._node_keys, 'node')}</node>\n"
                )
            else:
                self._file.write(
                    f"<edge source={_quoted(item.start)} target={_quoted(item.end)}>"
                    f'<data key="type">{item.type}</data>'
                    f"{_data(item.properties, self._edge_keys, 'edge')}</edge>\n"
                )

    def finish(self) -> None:
        """Say that this is all."""
        self._file.write("</graph>\n</graphml>\n")


def _quoted(key: Key) -> str:
    return quoteattr(str(key))


def _data(properties: dict[str, Value], keys: dict[tuple[str, str], str], element: str) -> str:
    found = []
    rest = {}
    for name, value in properties.items():
        key = keys.get((name, kind_of(value) or ""))
        text = as_text(value)
        if key is None or _no_xml(text):
            rest[name] = as_json(value)
        else:
            found.append(f'<data key="{key}">{escape(text, _AS_IT_IS)}</data>')
    if rest:
        # ASCII alone: what XML cannot hold is escaped as JSON does.
        found.append(f'<data key="{element}_rest">{escape(json.dumps(rest))}</data>')
    return "".join(found)


def read_graphml(path: Path) -> Iterator[Item]:
    """The nodes and relationships of a file, in its order.

    Raises:
        ImportFileError: the file is not what an export writes.
    """
    reading = _Reading()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                reading.parser.Parse(chunk, False)
                yield from reading.taken()
            reading.parser.Parse(b"", True)
        yield from reading.taken()
    except (ValueError, expat.ExpatError) as error:
        reason = f"is not XML ({error})" if isinstance(error, expat.ExpatError) else str(error)
        raise ImportFileError(
            f"{path}, line {reading.parser.CurrentLineNumber}: {reason}; "
            "export the graph again, or copy the file again."
        ) from error


class _Reading:
    """What has been read so far, and where in the file the reader is."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._items: list[Item] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._parts: list[str] = []
        self._length = 0
        self._keys: dict[str, tuple[str, str]] = {}
        self._data: dict[str, str] = {}
        self._marked = False

    def taken(self) -> list[Item]:
        """The items that are complete and were not taken yet."""
        found, self._items = self._items, []
        return found

    def _refuse_doctype(self, *_parts: object) -> None:
        raise ValueError("has a document type, which no export writes")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        inside = self._open[-1][0] if self._open else None
        if (inside, tag) not in _PLACES:
            raise ValueError(f"<{tag}> is out of place")
        if tag == "graph" and not self._marked:
            raise ValueError("is not a graph that `mutuals export graph` wrote")
        self._open.append((tag, attributes))
        self._parts = []
        self._length = 0
        if tag in {"node", "edge"}:
            self._data = {}

    def _text(self, text: str) -> None:
        self._length += len(text)
        if self._length > MOST_CHARACTERS:
            raise ValueError("a text is too long")
        self._parts.append(text)

    def _end(self, tag: str) -> None:
        _, attributes = self._open.pop()
        text = "".join(self._parts)
        if tag == "desc":
            [*_, (parent, its)] = self._open
            if parent == "graphml":
                self._marked = text == MARK
            else:
                self._keys[_attribute(its, "id")] = (_attribute(its, "attr.name"), text)
        elif tag == "data":
            self._data[_attribute(attributes, "key")] = text
        elif tag == "node":
            label = self._data.pop("labels", "")
            self._items.append(node_of(label, self._properties()))
        elif tag == "edge":
            type_ = self._data.pop("type", "")
            start, end = (_key(_attribute(attributes, name)) for name in ("source", "target"))
            self._items.append(relationship_of(type_, start, end, self._properties()))

    def _properties(self) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key, text in self._data.items():
            name, kind = self._keys.get(key, ("", ""))
            if kind == "json":
                found |= rest_of(text)
            elif name:
                found[name] = from_text(kind, text)
            else:
                raise ValueError(f"there is no key {key!r}")
        return found


_PLACES = {
    (None, "graphml"),
    ("graphml", "desc"),
    ("graphml", "key"),
    ("key", "desc"),
    ("graphml", "graph"),
    ("graph", "node"),
    ("graph", "edge"),
    ("node", "data"),
    ("edge", "data"),
}
"""Which element may stand in which."""


def _attribute(attributes: dict[str, str], name: str) -> str:
    if name not in attributes:
        raise ValueError(f"{name} is missing")
    return attributes[name]


def _key(text: str) -> Key:
    label, _, id_ = text.partition(":")
    return Key(label, id_)
