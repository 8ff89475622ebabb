"""Copies a whole graph from one Neo4j into another, empty one, and compares the two.

What is read is written as it is: labels, types, properties, constraints and indexes. Cypher stands
here and not in cypher/, for it runs on a graph of any shape, and on both servers.
"""

from collections.abc import Callable, Iterator
from datetime import UTC
from itertools import islice
from typing import Any

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    NotificationMinimumSeverity,
    Query,
    Result,
    Session,
)
from neo4j.time import DateTime

from mutuals.errors import EngineError
from mutuals.graph.driver import Server

BATCH = 5000

Counted = Callable[[int, int], None]
"""Called with how many nodes and relationships are copied, and how many there are."""

COUNT_NODES = "MATCH (n) RETURN count(*) AS count"
COUNT_RELATIONSHIPS = "MATCH ()-[r]->() RETURN count(*) AS count"
# Times travel as texts: the driver is slow with them, and takes one at UTC for one in the time zone
# of that name.
READ_NODES = """
MATCH (n)
WITH n, [name IN keys(n) WHERE n[name] IS :: ZONED DATETIME] AS times
WITH n, times, [name IN keys(n) WHERE NOT name IN times] AS names
RETURN
  elementId(n) AS id,
  labels(n) AS labels,
  names,
  [name IN names | n[name]] AS values,
  [name IN times | [name, toString(n[name])]] AS times
"""
READ_RELATIONSHIPS = """
MATCH (start)-[r]->(end)
WITH start, end, r, [name IN keys(r) WHERE r[name] IS :: ZONED DATETIME] AS times
WITH start, end, r, times, [name IN keys(r) WHERE NOT name IN times] AS names
RETURN
  elementId(start) AS start,
  elementId(end) AS end,
  type(r) AS type,
  names,
  [name IN names | r[name]] AS values,
  [name IN times | [name, toString(r[name])]] AS times
"""
WRITE_NODES = """
UNWIND $rows AS row
CREATE (n:$(row.labels))
SET n = row.properties
FOREACH (time IN row.times | SET n[time[0]] = datetime(time[1]))
RETURN row.id AS old, elementId(n) AS new
"""
WRITE_RELATIONSHIPS = """
UNWIND $rows AS row
MATCH (start) WHERE elementId(start) = row.start
MATCH (end) WHERE elementId(end) = row.end
CREATE (start)-[r:$(row.type)]->(end)
SET r = row.properties
FOREACH (time IN row.times | SET r[time[0]] = datetime(time[1]))
"""
READ_CONSTRAINTS = "SHOW CONSTRAINTS YIELD name, createStatement"
READ_INDEXES = """
SHOW INDEXES YIELD name, type, owningConstraint, createStatement
WHERE type <> 'LOOKUP' AND owningConstraint IS NULL
"""
AWAIT_INDEXES = "CALL db.awaitIndexes(3600)"
SUMMARIES = [
    """
    MATCH (n)
    RETURN
      labels(n) AS kind,
      count(*) AS count,
      sum(size(keys(n))) AS properties,
      sum(reduce(
        letters = 0, name IN keys(n) | letters + coalesce(size(toStringOrNull(n[name])), 0)
      )) AS letters
    """,
    """
    MATCH ()-[r]->()
    RETURN
      type(r) AS kind,
      count(*) AS count,
      sum(size(keys(r))) AS properties,
      sum(reduce(
        letters = 0, name IN keys(r) | letters + coalesce(size(toStringOrNull(r[name])), 0)
      )) AS letters
    """,
    "SHOW CONSTRAINTS YIELD name AS kind, type AS count, properties",
    """
    SHOW INDEXES YIELD name AS kind, type, state, properties
    RETURN kind, type + ' ' + state AS count, properties
    """,
]


def copy_graph(source: Server, target: Server, counted: Counted) -> int:
    """Copy everything; returns how many nodes and relationships there are.

    Raises:
        EngineError: the copy is not what was copied.
        neo4j.exceptions.Neo4jError, DriverError: a server failed.
    """
    with (
        _driver(source) as from_driver,
        _driver(target) as to_driver,
        from_driver.session(database=source.database, default_access_mode=READ_ACCESS) as reading,
        to_driver.session(database=target.database, default_access_mode=WRITE_ACCESS) as writing,
    ):
        total: int = sum(
            _run(reading, query).single(strict=True)["count"]
            for query in (COUNT_NODES, COUNT_RELATIONSHIPS)
        )
        done = 0
        new_ids: dict[str, str] = {}
        for rows in _batches(reading, READ_NODES):
            for written in _run(writing, WRITE_NODES, rows=rows):
                new_ids[written["old"]] = written["new"]
            done += len(rows)
            counted(done, total)
        for rows in _batches(reading, READ_RELATIONSHIPS):
            for row in rows:
                row |= {"start": new_ids[row["start"]], "end": new_ids[row["end"]]}
            _run(writing, WRITE_RELATIONSHIPS, rows=rows).consume()
            done += len(rows)
            counted(done, total)
        # Last, for an index is built faster than it is kept.
        statements = [
            row["createStatement"]
            for query in (READ_CONSTRAINTS, READ_INDEXES)
            for row in _run(reading, query)
        ]
        with writing.begin_transaction(timeout=0) as transaction:
            for statement in statements:
                transaction.run(statement).consume()
            transaction.commit()
        _run(writing, AWAIT_INDEXES).consume()
        for query in SUMMARIES:
            if _summary(reading, query) != _summary(writing, query):
                raise EngineError("The copy of the store is not what was copied: try again.")
    return total


def _driver(server: Server) -> Driver:
    return GraphDatabase.driver(
        server.uri,
        auth=(server.user, server.password),
        telemetry_disabled=True,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    )


def _run(session: Session, text: str, **parameters: object) -> Result:
    # As long as it takes: the server's own limit is for requests.
    return session.run(Query(text, timeout=0), parameters)


def _batches(session: Session, query: str) -> Iterator[list[dict[str, Any]]]:
    records = iter(_run(session, query))
    while rows := [dict(record) for record in islice(records, BATCH)]:
        for row in rows:
            values = map(_as_it_was, row.pop("values"))
            row["properties"] = dict(zip(row.pop("names"), values, strict=True))
        yield rows


def _as_it_was(value: Any) -> Any:
    """The driver reads a time at UTC as one in the time zone of that name: here, of those in lists,
    which are written by us, and without."""
    if isinstance(value, list) and value and isinstance(value[0], DateTime):
        return [
            item.replace(tzinfo=UTC) if getattr(item.tzinfo, "zone", None) == "UTC" else item
            for item in value
        ]
    return value


def _summary(session: Session, query: str) -> list[str]:
    rows = [record.data() for record in _run(session, query)]
    # Labels come in the order in which a store met them first.
    return sorted(str(row | {"kind": sorted(row["kind"])}) for row in rows)
