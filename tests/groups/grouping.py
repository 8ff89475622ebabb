"""What the tests of groups, events and meetups do over and over."""

from typing import Any

import httpx
from neo4j import GraphDatabase
from tests.conftest import as_member

from mutuals.graph.driver import Server


def run(server: Server, query: str, **parameters: Any) -> list[dict[str, Any]]:
    """Cypher of the test's own: its given, and what it finds."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        records = driver.execute_query(query, parameters, database_=server.database).records
        return [record.data() for record in records]


def ask(
    api: httpx.Client, who: str, request: str, body: dict[str, Any] | None = None
) -> httpx.Response:
    """Send "PUT /v1/..." as a member."""
    method, path = request.split()
    return api.request(method, path, json=body, headers=as_member(who))


def made(api: httpx.Client, who: str, path: str, **body: Any) -> str:
    """The id of what a member makes."""
    answer = ask(api, who, f"POST /v1/{path}", body)
    assert answer.status_code == 201, answer.text
    id_: str = answer.json()["id"]
    return id_


def block(api: httpx.Client, one: str, other: str) -> None:
    assert ask(api, one, f"PUT /v1/me/blocks/{other}").status_code == 204


def news(api: httpx.Client, who: str) -> list[tuple[str, str | None, str]]:
    """What a member was told, the newest first: kind, step, and by whom."""
    items = ask(api, who, "GET /v1/me/notifications").json()["items"]
    return [(item["kind"], item["step"], item["actor"]["id"]) for item in items]
