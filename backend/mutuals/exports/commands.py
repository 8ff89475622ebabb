"""Writes the whole graph to a file or folder, and brings it back into an empty database."""

import asyncio
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

from mutuals.errors import ConflictError, ExportFileError, ImportFileError
from mutuals.exports import queries
from mutuals.exports.files import check_target, format_of, opened_target, reader_of
from mutuals.exports.keys import Keys
from mutuals.exports.models import (
    ExportReport,
    Format,
    GraphReport,
    Item,
    Key,
    Node,
    Progress,
    Relationship,
)
from mutuals.exports.scope import LEFT_OUT_PROPERTIES, key_of, scope
from mutuals.exports.values import TIMES, Value, kind_named, kind_of
from mutuals.graph.driver import Graph, Row

ROWS_AT_ONCE = 5_000
CHARACTERS_AT_ONCE = 4 * 2**20
"""Or fewer rows, where texts are long: a transaction must fit into the database's memory."""


async def export_graph(
    graph: Graph, target: Path, format_: Format, progress: Progress
) -> ExportReport:
    """Write every node and relationship, and all their properties, but credentials and bookkeeping.

    Members may go on meanwhile: each node and relationship is written as it was when it was read,
    and no relationship without both its ends.

    Raises:
        ExportFileError: the target exists, or cannot be written; nothing of it is there then.
    """
    check_target(target, format_)
    started = perf_counter()
    report = ExportReport(file=str(target), format=format_)
    total = await queries.count(graph.reader)
    columns = {} if format_ is Format.JSON else await queries.columns(graph.reader)
    try:
        with opened_target(target, format_, columns) as writer, closing(Keys()) as keys:
            async with queries.nodes(graph.reader) as result:
                while rows := await result.fetch(ROWS_AT_ONCE):
                    nodes = _new_nodes([_node(row, report) for row in rows], keys)
                    writer.write(nodes)
                    _count(nodes, report)
                    progress(report.items, total)
            async with queries.relationships(graph.reader) as result:
                while rows := await result.fetch(queries.NODES_WITH_TIES_AT_ONCE):
                    found = [
                        _relationship(Key(label, key), tie, report)
                        for label, key, ties in rows
                        for tie in ties
                    ]
                    written = _with_both_ends(found, keys)
                    writer.write(written)
                    _count(written, report)
                    progress(report.items, total)
    except (OSError, sqlite3.OperationalError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ExportFileError(
            f"{target} cannot be written ({reason}): free space, or name another place."
        ) from error
    _time(report, started)
    return report


def _new_nodes(found: list[Node | None], keys: Keys) -> list[Item]:
    """The nodes whose key was not met before: one that was deleted and made again is met twice."""
    nodes = {str(node.key): node for node in found if node is not None}
    for known in keys.places(nodes):
        del nodes[known]
    keys.add((key, "") for key in nodes)
    return [*nodes.values()]


def _with_both_ends(found: list[Relationship | None], keys: Keys) -> list[Item]:
    """The relationships whose ends were written: one may have come, or gone, in the meantime."""
    ties = [tie for tie in found if tie is not None]
    known = keys.places({str(end) for tie in ties for end in (tie.start, tie.end)})
    return [tie for tie in ties if str(tie.start) in known and str(tie.end) in known]


def _node(row: Any, report: ExportReport) -> Node | None:
    label, names, values, kinds = row
    properties = _properties(label, names, values, kinds, report)
    key = key_of(label, properties)
    if key is None:
        _leave_out(f"{label} without id", report)
    return key and Node(key, properties)


def _relationship(start: Key, tie: Any, report: ExportReport) -> Relationship | None:
    type_, end_label, end, names, values, kinds = tie
    if type_ not in scope().relationships:
        if end_label in scope().nodes:
            _leave_out(type_, report)
        return None
    properties = _properties(type_, names, values, kinds, report)
    return Relationship(type_, start, Key(end_label, end), properties)


def _properties(
    owner: str, names: list[str], values: list[Any], kinds: list[str | None], report: ExportReport
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    known = scope().names(owner)
    for name, raw, kind_name in zip(names, values, kinds, strict=True):
        value: Value | None = raw if kind_name is None else _time_texts(kind_name, raw)
        if name in known and value is not None and kind_of(value) is not None:
            found[name] = value
        elif name not in LEFT_OUT_PROPERTIES:
            _leave_out(f"{owner}.{name}", report)
    return found


def _time_texts(kind_name: str, value: Any) -> Value | None:
    """Texts of dates or times as what they are; None for times that Mutuals never writes."""
    kind = kind_named(kind_name) or ""
    if kind.startswith("list<"):
        return [TIMES[kind[5:-1]](one) for one in value]
    return TIMES[kind](value) if kind else None


def _leave_out(name: str, report: ExportReport) -> None:
    report.left_out[name] = report.left_out.get(name, 0) + 1


async def import_graph(graph: Graph, source: Path, progress: Progress) -> GraphReport:
    """Bring an exported graph into an empty database. All of it is read once before anything is
    written, so that nothing is of a file that is damaged.

    Raises:
        ImportFileError: the source is not what an export wrote, or cannot be read.
        ConflictError: the database is not empty, or a constraint refuses what the source holds.
    """
    format_ = format_of(source)
    async with queries.nodes(graph.reader) as result:
        if await result.fetch(1):
            raise ConflictError(
                "This database has members or others in it already: import the graph into an "
                "empty one, such as that of a new --data-dir."
            )
    started = perf_counter()
    report = GraphReport(file=str(source), format=format_)
    items_of = reader_of(source, format_)
    try:
        with ThreadPoolExecutor(max_workers=1) as thread:
            loop = asyncio.get_running_loop()
            with closing(Keys()) as keys:
                for batch in _batches(items_of()):
                    _check(batch, keys, source)
                    _count(batch, report)
                    progress(report.items, 0)
            total, done = report.items, 0
            with closing(Keys()) as keys:
                batches = _batches(items_of())
                upcoming = loop.run_in_executor(thread, next, batches, None)
                while batch := await upcoming:  # type: ignore[assignment]
                    upcoming = loop.run_in_executor(thread, next, batches, None)
                    await _write(graph, batch, keys)
                    done += len(batch)
                    progress(done, total)
    except sqlite3.OperationalError as error:
        raise ImportFileError(
            f"The temporary folder cannot be written ({error}): free space in it."
        ) from error
    _time(report, started)
    return report


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    """Nodes or relationships, some at a time, never both."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        if batch and (
            type(item) is not type(batch[0])
            or len(batch) == ROWS_AT_ONCE
            or characters > CHARACTERS_AT_ONCE
        ):
            yield batch
            batch, characters = [], 0
        batch.append(item)
        characters += sum(len(one) for one in item.properties.values() if isinstance(one, str))
    if batch:
        yield batch


def _check(batch: list[Item], keys: Keys, source: Path) -> None:
    """See that nodes come once, and relationships after both their ends."""
    nodes = [str(item.key) for item in batch if isinstance(item, Node)]
    ends = {
        str(end)
        for item in batch
        if isinstance(item, Relationship)
        for end in (item.start, item.end)
    }
    known = keys.places({*nodes, *ends})
    repeated = next((key for key in known if key not in ends), None)
    if repeated is not None or len({*nodes}) < len(nodes):
        repeated = repeated or next(key for key in nodes if nodes.count(key) > 1)
        raise ImportFileError(f"{source} has {repeated} twice: export the graph again.")
    missing = next((end for end in ends if end not in known), None)
    if missing is not None:
        raise ImportFileError(
            f"{source} has a relationship of {missing}, and not {missing} itself before it: "
            "export the graph again."
        )
    keys.add((key, "") for key in nodes)


async def _write(graph: Graph, batch: list[Item], keys: Keys) -> None:
    if isinstance(batch[0], Node):
        rows = [_node_row(item) for item in batch if isinstance(item, Node)]
        made = await graph.writer.rows("exports.create_nodes", rows=rows)
        keys.add((row["key"], row["element"]) for row in made)
    else:
        ties = [item for item in batch if isinstance(item, Relationship)]
        places = keys.places({str(end) for tie in ties for end in (tie.start, tie.end)})
        await graph.writer.rows(
            "exports.create_relationships", rows=[_relationship_row(tie, places) for tie in ties]
        )


def _node_row(node: Node) -> Row:
    return {"label": node.key.label, "key": str(node.key), **_parted(node.properties)}


def _relationship_row(tie: Relationship, places: dict[str, str]) -> Row:
    return {
        "type": tie.type,
        "start": places[str(tie.start)],
        "end": places[str(tie.end)],
        **_parted(tie.properties),
    }


def _parted(properties: dict[str, Value]) -> Row:
    """Dates and times apart: the database makes them of their texts."""
    kinds = {name: kind_of(value) or "" for name, value in properties.items()}
    times = [name for name, kind in kinds.items() if "date" in kind]
    return {
        "properties": {name: value for name, value in properties.items() if name not in times},
        "times": [{"name": one, "kind": kinds[one], "value": properties[one]} for one in times],
    }


def _count(items: list[Item], report: GraphReport) -> None:
    for item in items:
        report.count(item)


def _time(report: GraphReport, started: float) -> None:
    report.seconds = round(perf_counter() - started, 3)
    report.per_second = round(report.items / report.seconds, 1) if report.seconds else 0.0
