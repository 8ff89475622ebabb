"""Introductions over HTTP, in a network of ada - grace - linus, the usual three."""

from typing import Any

import httpx
from neo4j import GraphDatabase
from tests.conftest import as_member

from mutuals.graph.driver import Server

THREE = [("ada", "grace"), ("grace", "linus")]
FOUR = [("ada", "grace"), ("grace", "barbara"), ("barbara", "linus")]
ASKED = {
    "connector_id": "grace",
    "target_id": "linus",
    "reason": "We port our compiler.",
    "purpose": "collaboration",
}


def post(
    api: httpx.Client, member: str, path: str, body: dict[str, Any] | None = None
) -> httpx.Response:
    return api.post(f"/v1/introductions{path}", json=body or {}, headers=as_member(member))


def ask(api: httpx.Client, member: str = "ada", **changes: object) -> str:
    """The id of a new introduction."""
    answer = post(api, member, "", ASKED | changes)
    assert answer.status_code == 201, answer.text
    made: str = answer.json()["id"]
    return made


def step(
    api: httpx.Client, member: str, introduction_id: str, name: str, **body: object
) -> dict[str, Any]:
    """The introduction after a step, as the member sees it."""
    if name == "approve":
        body = {"words": "Ada knows compilers."} | body
    answer = post(api, member, f"/{introduction_id}/{name}", body)
    assert answer.status_code == 200, answer.text
    after: dict[str, Any] = answer.json()
    return after


def seen(api: httpx.Client, member: str, introduction_id: str) -> dict[str, Any] | None:
    """The introduction as a member sees it; None where it is not there for them."""
    answer = api.get(f"/v1/introductions/{introduction_id}", headers=as_member(member))
    if answer.status_code == 404:
        return None
    found: dict[str, Any] = answer.json()
    return found


def listed(api: httpx.Client, member: str, **query: str) -> list[str]:
    answer = api.get("/v1/me/introductions", params=query, headers=as_member(member))
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


def refusal(answer: httpx.Response) -> str:
    assert answer.status_code == 409, answer.text
    detail: str = answer.json()["detail"]
    return detail


def write(server: Server, query: str, **parameters: object) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(query, parameters, database_=server.database)


def stored(server: Server, query: str, **parameters: object) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        found = driver.execute_query(query, parameters, database_=server.database)
    return [record.data() for record in found.records]


def block(server: Server, one: str, other: str) -> None:
    write(
        server,
        "MATCH (one:Member {id: $one}) MATCH (other:Member {id: $other}) "
        "CREATE (one)-[:BLOCKS]->(other)",
        one=one,
        other=other,
    )


def told(server: Server, introduction_id: str) -> dict[str, list[tuple[str, str]]]:
    """Of each member: the steps they were told, in order, and by whom."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in stored(
        server,
        "MATCH (n:Notification {subject_id: $id, kind: 'introduction'})-[:TELLS]->(m:Member) "
        "RETURN m.id AS member, n.step AS step, n.actor_id AS actor ORDER BY n.number",
        id=introduction_id,
    ):
        found.setdefault(row["member"], []).append((row["step"], row["actor"]))
    return found
