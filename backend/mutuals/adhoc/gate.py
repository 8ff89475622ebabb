"""The gate: what an analyst wrote becomes what Neo4j is given, or is refused."""

import json
from dataclasses import dataclass
from typing import Any

from mutuals.adhoc.clauses import Clauses
from mutuals.adhoc.tokens import tokens_of
from mutuals.errors import QueryRefusedError

LARGEST_PARAMETERS = 65_536
"""Bytes, as JSON."""
DEEPEST_PARAMETER = 10
LANGUAGE = "CYPHER 5\n"
"""A line of its own, so that Neo4j's lines are the query's and one."""


@dataclass(frozen=True)
class Passed:
    """A query that came through, as Neo4j is given it."""

    text: str
    parameters: dict[str, Any]
    strings: dict[str, str]
    """The strings of the query, by the names of the parameters that stand for them."""


def passed(query: str, parameters: dict[str, Any]) -> Passed:
    """Check a query and its parameters.

    Raises:
        QueryRefusedError: it breaks a rule.
    """
    _check_parameters(parameters)
    walk = Clauses(tokens_of(query), parameters)
    walk.whole()
    strings = walk.strings
    return Passed(LANGUAGE + walk.text, walk.used | strings, strings)


def _check_parameters(parameters: dict[str, Any]) -> None:
    for name, value in parameters.items():
        why = _problem_of(value, DEEPEST_PARAMETER)
        if why is not None:
            raise QueryRefusedError("parameters", 1, 1, f"${name[:40]} {why}.")
    if len(json.dumps(parameters, ensure_ascii=False).encode()) > LARGEST_PARAMETERS:
        raise QueryRefusedError(
            "parameters", 1, 1, f"the parameters are over {LARGEST_PARAMETERS} bytes: send fewer."
        )


def _problem_of(value: Any, depth: int) -> str | None:
    if depth == 0:
        return f"is over {DEEPEST_PARAMETER} levels deep"
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return "is beyond 64 bits"
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        return "has half of a surrogate pair"
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    names = list(value) if isinstance(value, dict) else []
    problems = [_problem_of(item, depth - 1) for item in [*names, *items]]
    return next((problem for problem in problems if problem), None)
