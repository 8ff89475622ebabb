"""What a database holds, so that what went out and came back can be compared."""

import re
from collections import Counter
from datetime import date
from typing import Any

from neo4j import GraphDatabase

from mutuals.exports.scope import LEFT_OUT_LABELS, scope
from mutuals.graph.driver import Server

CLEAR = "MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock CALL (n) { DETACH DELETE n }"
EVERYTHING = """
CALL () {
  MATCH (n) WHERE none(label IN labels(n) WHERE label IN $left_out)
  RETURN labels(n) AS kind, null AS start, null AS end, n AS it
  UNION ALL
  MATCH (a)-[r]->(b)
  WHERE none(label IN labels(a) + labels(b) WHERE label IN $left_out)
  RETURN [type(r)] AS kind, coalesce(a.id, a.member_id + a.number) AS start,
    coalesce(b.id, b.member_id + b.number) AS end, r AS it
}
UNWIND CASE keys(it) WHEN [] THEN [null] ELSE keys(it) END AS key
WITH kind, start, end, it, key ORDER BY key
WHERE key IS NULL OR key <> 'password_hash'
RETURN kind, start, end, elementId(it) AS one,
  collect([
    key,
    valueType(it[key]),
    CASE
      WHEN it[key] IS :: LIST<ANY> THEN toString(size(it[key])) + ' ' +
        reduce(all = '', one IN it[key] | all + toString(one) + '\\u0000')
      ELSE toString(it[key])
    END
  ]) AS properties
"""


def clear(server: Server) -> None:
    """Empty the database of all but its schema."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(CLEAR, database_=server.database)


def run(server: Server, query: str, **parameters: object) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        result = driver.execute_query(query, parameters, database_=server.database)
        return [record.data() for record in result.records]


def everything(server: Server) -> "Counter[str]":
    """Every node and relationship with kinds and values of its properties, as a multiset: Neo4j
    itself says what they are."""
    rows = run(
        server,
        EVERYTHING,
        left_out=[*LEFT_OUT_LABELS],
    )
    return Counter(repr((row["kind"], row["start"], row["end"], row["properties"])) for row in rows)


ODD = [
    "plain",
    "",
    " quotes \" and ' and, commas; <tags> & entities &amp; ",
    "two\nlines\r\nand a\rbare return\tand a tab ",
    "\\ backslashes \\n \\u0000",
    "zero\x00, escape\x1b, \x7f, \x85, \u2028",
    "\ufffe\uffff no characters of XML",
    "emoji 👩‍🔬🏳️‍🌈, שלום, 日本語, combining é",
    "null",
    "NaN",
    "2026-03-01",
    "long " * 40_000,
]
# An index has no room for more.
WITH_LONG_TEXTS = {"text", "about", "note", "wish", "reason"}
TIMES = [
    "2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00.000001Z",
    "2026-03-01T12:00:00.123456789Z",
    "2026-03-01T12:00:00Z[UTC]",
    "2026-03-01T12:00:00+05:30",
    "2026-10-25T02:30:00+01:00[Europe/Berlin]",
    "2026-10-25T02:30:00+02:00[Europe/Berlin]",
    "0001-01-01T00:00:00Z",
]
FLOATS = [0.0, -0.0, 0.1 + 0.2, 1e300, 5e-324, 2.0, float("inf"), float("-inf"), float("nan")]
INTEGERS = [0, 1, -1, 2**63 - 1, -(2**63), 2**53 + 1]
WRITE = """
UNWIND $rows AS row
CREATE (n:$(row.label)) SET n = row.properties
FOREACH (time IN row.times | SET n[time.name] = CASE
  WHEN time.value IS :: LIST<ANY> THEN [one IN time.value | datetime(one)]
  ELSE datetime(time.value)
END)
"""
WRITE_TIES = """
UNWIND $rows AS row
MATCH (a:$(row.start_label)) WHERE row.start IN [a.id, a.member_id]
MATCH (b:$(row.end_label)) WHERE row.end IN [b.id, b.member_id]
CREATE (a)-[r:$(row.type)]->(b) SET r = row.properties
FOREACH (time IN row.times | SET r[time.name] = datetime(time.value))
"""
UNIQUE = {
    "id",
    "pair",
    "open_pair",
    "key",
    "email",
    "member_id",
    "number",
    "conversation_id",
    "open",
}


def write_everything(server: Server) -> None:
    """A graph of every label, type and property, in values that files stumble over."""
    model = scope()
    nodes = [
        {"label": label, **_properties(names, f"{label.lower()}-{number}", number + place)}
        for place, (label, names) in enumerate(model.nodes.items())
        for number in range(len(ODD))
    ]
    ties = []
    labels = [*model.nodes]
    for place, (type_, names) in enumerate(model.relationships.items()):
        for number in range(8):
            start, end = labels[place % len(labels)], labels[(place * 7 + 3) % len(labels)]
            row = {
                "type": type_,
                "start_label": start,
                "start": f"{start.lower()}-{number % 3}",
                "end_label": end,
                # Parallel ones, loops too.
                "end": f"{end.lower()}-{number % 2}",
                **_properties(names, f"{type_}-{number}", number + place),
            }
            ties.append(row)
    run(server, WRITE, rows=nodes)
    run(server, WRITE_TIES, rows=ties)


def _properties(names: tuple[str, ...], own: str, number: int) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    times = []
    for place, name in enumerate(names):
        turn = number + place
        if name == "number":
            properties[name] = number
        elif name in UNIQUE:
            properties[name] = own
        elif re.search(r"_at$|^since$|^times$", name) and turn % 9:
            time = TIMES[turn % len(TIMES)]
            value = [] if turn % 5 == 0 else [time, TIMES[0]]
            times.append({"name": name, "value": value if name == "times" else time})
        elif turn % 7 == 0:
            continue
        else:
            properties[name] = [
                ODD[turn % (len(ODD) if name in WITH_LONG_TEXTS else len(ODD) - 1)],
                ODD[turn % (len(ODD) - 1)],
                INTEGERS[turn % len(INTEGERS)],
                FLOATS[turn % len(FLOATS)],
                turn % 2 == 0,
                date(1 + turn, 2, 28),
                [],
                [ODD[turn % (len(ODD) - 1)], "", "b"],
                [1, 2**60],
                [1.5, 2.0, float("inf")],
                [True, False],
            ][turn % 11]
    return {"properties": properties, "times": times}
