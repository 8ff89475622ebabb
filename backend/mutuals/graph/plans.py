"""Checks the catalogue against a live Neo4j: EXPLAIN says what a query would do, and how."""

import tomllib
from collections.abc import Iterator
from typing import Any

from neo4j import WRITE_ACCESS
from neo4j.exceptions import ClientError

from mutuals.graph.catalogue import Access, Query, cypher_folder
from mutuals.graph.driver import Graph, translated_errors

FORBIDDEN_OPERATORS = {
    "AllNodesScan": "scans all nodes",
    "CartesianProduct": "has a Cartesian product",
    "DirectedAllRelationshipsScan": "scans all relationships",
    "UndirectedAllRelationshipsScan": "scans all relationships",
}
EXAMPLES: dict[str, Any] = {
    "string": "",
    "integer": 1,
    "float": 0.5,
    "boolean": True,
    "map": {},
}
TYPES_OF_ACCESS = {Access.READ: {"r"}, Access.WRITE: {"r", "w", "rw", "s"}}


async def declare_model(graph: Graph) -> None:
    """Make Neo4j know every name of cypher/model.toml, so that it warns of any other.

    It warns of names that no data has used yet, and a new database has used none.
    """
    model = tomllib.loads((cypher_folder() / "model.toml").read_text("utf-8"))
    properties = {name for names in model["nodes"].values() for name in names}
    properties |= {name for names in model["relationships"].values() for name in names}
    await graph.writer.rows(
        "schema.declare_model",
        labels=[*model["nodes"]],
        types=[*model["relationships"]],
        properties=[*properties],
    )


async def plan_problems(graph: Graph, query: Query) -> list[str]:
    """What the planner finds wrong with a query: syntax, access, plan, unknown names.

    What needs the Graph Data Science library can be planned by a server that has it alone.
    """
    if query.needs == "gds":
        return []
    parameters: dict[str, Any] = {
        name: [] if kind.startswith("list") else EXAMPLES.get(kind)
        for name, kind in query.parameters.items()
    }
    with translated_errors():
        async with graph.session(access=WRITE_ACCESS, hints=True) as session:
            try:
                result = await session.run(f"EXPLAIN {query.text}", parameters)
                summary = await result.consume()
            except ClientError as error:
                return [str(error.message)]
    found = []
    if summary.query_type not in TYPES_OF_ACCESS[query.access]:
        found.append(f"is declared {query.access}, and its type is {summary.query_type!r}")
    for operator in _operators(summary.plan or {}):
        name = operator["operatorType"].partition("@")[0]
        details = str(operator.get("args", {}).get("Details", ""))
        if name in FORBIDDEN_OPERATORS:
            found.append(FORBIDDEN_OPERATORS[name])
        if name.startswith(("VarLengthExpand", "ShortestPath")) and _is_unbounded(details):
            found.append(f"has an unbounded path: {details}")
    found += [
        f"{status.gql_status} {status.status_description}"
        for status in summary.gql_status_objects
        if status.raw_classification in {"UNRECOGNIZED", "DEPRECATION"}
    ]
    return found


def _operators(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if plan:
        yield plan
    for child in plan.get("children", []):
        yield from _operators(child)


def _is_unbounded(details: str) -> bool:
    return "*]" in details or "..]" in details
