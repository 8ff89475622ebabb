"""A small network around Ada, who would like to know Grace: Linus is connected to both."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.graph.opening import utc_now

Write = Callable[..., None]
Plan = Callable[..., dict[str, Any]]
Steps = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def write(empty_server: Server) -> Write:
    """Run Cypher on the graph, which may use $now, $before and $soon: write("CREATE ...")."""
    now = utc_now()
    times = {"now": now, "before": now - timedelta(days=3), "soon": now + timedelta(days=9)}

    def run(statement: str, **parameters: object) -> None:
        server = empty_server
        with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
            driver.execute_query(statement, times | parameters, database_=server.database)

    return run


@pytest.fixture(autouse=True)
def network(empty_server: Server, api: httpx.Client) -> None:
    del api  # its schema
    write_network(
        empty_server,
        {("ada", "linus"): 0.7, ("grace", "linus"): 0.5, ("grace", "hedy"): 0.5},
        ["sam", "alan"],
    )


@pytest.fixture
def plan(api: httpx.Client) -> Plan:
    """The answer to Ada's way to Grace, or another's to another."""

    def asked(viewer: str = "ada", member: str = "grace") -> dict[str, Any]:
        answer = api.get(f"/v1/members/{member}/approach", headers=as_member(viewer))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return asked


@pytest.fixture
def steps(plan: Plan) -> Steps:
    """Its steps by name."""
    return lambda *members: {step["name"]: step for step in plan(*members)["steps"]}
