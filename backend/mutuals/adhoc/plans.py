"""What EXPLAIN says of a query that came through the gate: that it reads, and by what operators."""

from collections.abc import Iterator
from typing import Any

from neo4j import ResultSummary

from mutuals.adhoc.readable import readable
from mutuals.errors import QueryRefusedError

MOST_OPERATORS = 150
MOST_ROWS = 1e9
"""As Neo4j estimates: it goes through a twentieth of these in the time there is."""


def check_plan(summary: ResultSummary) -> None:
    """The second wall.

    Raises:
        QueryRefusedError: it would not only read, or not only by operators that are known here.
    """
    if summary.query_type != "r":
        raise _refused("it would not only read.")
    count = 0
    for operator in operators(summary.plan or {}):
        count += 1
        name = operator_name(operator)
        if name not in readable().operators:
            raise _refused(
                f"its plan has {name}: start from a label, as in MATCH (m:Member), and give every "
                "relationship its type."
            )
        expected = float(operator.get("args", {}).get("EstimatedRows", 0))
        if expected > MOST_ROWS:
            raise _refused(f"its plan expects {expected:.0e} rows: match less at once.")
    if count > MOST_OPERATORS:
        raise _refused(f"its plan has over {MOST_OPERATORS} operators: ask in several queries.")


def operators(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan's operators, from the last to the first."""
    if plan:
        yield plan
    for child in plan.get("children", []):
        yield from operators(child)


def operator_name(operator: dict[str, Any]) -> str:
    """Its kind: Neo4j writes `Expand(All)@neo4j`."""
    return str(operator["operatorType"]).partition("@")[0].partition("(")[0]


def _refused(why: str) -> QueryRefusedError:
    return QueryRefusedError("plan", 1, 1, why)
