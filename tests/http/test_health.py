"""Liveness, readiness and metrics."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.graph.migrations import load_migrations

LAST_MIGRATION = load_migrations()[-1].name


def test_alive(api: httpx.Client) -> None:
    assert api.get("/livez").json() == {"status": "alive"}


def test_ready(api: httpx.Client) -> None:
    assert api.get("/readyz").json() == {"status": "ready"}


@contextmanager
def done_and_undone(server: Server, done: str, undone: str) -> Iterator[None]:
    """Two statements around a block; the second is given the row of the first as $row."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        records = driver.execute_query(done, name=LAST_MIGRATION, database_=server.database).records
        try:
            yield
        finally:
            driver.execute_query(undone, row=records[0].data(), database_=server.database)


def test_not_ready_while_the_schema_is_behind(api: httpx.Client, server: Server) -> None:
    with done_and_undone(
        server,
        "MATCH (last:Migration {name: $name}) WITH last, properties(last) AS kept "
        "DELETE last RETURN kept",
        "CREATE (last:Migration) SET last = $row.kept",
    ):
        answer = api.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.json()["type"] == "schema-behind"
    assert LAST_MIGRATION in answer.json()["detail"]
    assert "run `mutuals migrate`" in answer.json()["detail"]


def test_not_ready_where_the_schema_is_of_another_mutuals(
    api: httpx.Client, server: Server
) -> None:
    with done_and_undone(
        server,
        "CREATE (newer:Migration {name: 'V9999__newer', checksum: ''}) RETURN newer.name AS name",
        "MATCH (newer:Migration {name: $row.name}) DELETE newer",
    ):
        answer = api.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["type"] == "schema-behind"
    assert "V9999__newer was applied" in answer.json()["detail"]


def test_metrics_count_requests_by_route_and_never_by_id(
    api: httpx.Client, server: Server, as_service: dict[str, str]
) -> None:
    write_network(server, [("ada-of-metrics", "grace")])
    api.get("/v1/members/grace/relation", headers=as_member("ada-of-metrics"))
    metrics = api.get("/metrics", headers=as_service).text
    route = 'method="GET",route="/v1/members/{id}/relation",status="200"'
    assert f"mutuals_request_seconds_count{{{route}}}" in metrics
    assert 'mutuals_query_seconds_count{query="connections.relation"}' in metrics
    assert "ada-of-metrics" not in metrics


def test_metrics_have_one_route_for_whatever_leads_nowhere(
    api: httpx.Client, as_service: dict[str, str]
) -> None:
    for number in range(3):
        api.get(f"/nowhere/{number}")
    metrics = api.get("/metrics", headers=as_service).text
    assert 'route="none",status="404"' in metrics
    assert "nowhere" not in metrics
