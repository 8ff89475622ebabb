"""Recommendations over HTTP, in a network where ada knows grace, who knows linus."""

from typing import Any

import httpx
from neo4j import GraphDatabase
from tests.conftest import as_member

from mutuals.graph.driver import Server

TIES = {("ada", "grace"): 0.0, ("grace", "linus"): 0.0}
BODIES: dict[str, dict[str, Any]] = {
    "write": {"text": "Grace finds every bug."},
    "return": {"wish": "Please name the compiler."},
}


def query(server: Server, text: str, **parameters: object) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        found = driver.execute_query(text, parameters, database_=server.database)
    return [record.data() for record in found.records]


def begin(api: httpx.Client, by: str, step: str, member: str, **changes: object) -> httpx.Response:
    body = {"step": step, "member_id": member, "relationship": "worked_with"}
    body |= {"text": "Grace finds every bug."} if step == "write" else {}
    return api.post("/v1/recommendations", json=body | changes, headers=as_member(by))


def written(api: httpx.Client, by: str = "ada", member: str = "grace") -> str:
    """The id of a new recommendation that its author has just written."""
    answer = begin(api, by, "write", member)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def take(api: httpx.Client, by: str, id_: str, step: str) -> httpx.Response:
    return api.post(
        f"/v1/recommendations/{id_}/{step}", json=BODIES.get(step, {}), headers=as_member(by)
    )


def after(api: httpx.Client, by: str, id_: str, step: str) -> dict[str, Any]:
    """The recommendation after a step, as the member sees it."""
    answer = take(api, by, id_, step)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def shown(api: httpx.Client, viewer: str, member: str = "grace") -> list[str]:
    """By whom are those that are shown on a member's profile."""
    answer = api.get(f"/v1/members/{member}/recommendations", headers=as_member(viewer))
    assert answer.status_code == 200, answer.text
    return [item["author"]["id"] for item in answer.json()["items"]]


def listed(api: httpx.Client, viewer: str, **params: str) -> list[tuple[str, str]]:
    answer = api.get("/v1/me/recommendations", params=params, headers=as_member(viewer))
    assert answer.status_code == 200, answer.text
    return [(item["role"], item["state"]) for item in answer.json()["items"]]


def told(api: httpx.Client, member: str) -> list[tuple[str, str]]:
    """By whom the member was told of which steps, the oldest first."""
    answer = api.get("/v1/me/notifications", headers=as_member(member))
    return [(item["actor"]["id"], item["step"]) for item in answer.json()["items"]][::-1]
