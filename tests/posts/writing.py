"""What the tests of posts and of the feed share: people who write, and a look into the graph."""

from typing import Any

import httpx
from neo4j import GraphDatabase
from tests.conftest import as_member

from mutuals.graph.driver import Server


def run(server: Server, query: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of a statement, straight from the graph."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        records = driver.execute_query(query, parameters, database_=server.database).records
        return [record.data() for record in records]


def ask(
    api: httpx.Client, member_id: str, request: str, body: dict[str, Any] | None = None
) -> httpx.Response:
    """A member's request: ask(api, "ada", "POST /posts", {"text": "Hello"})."""
    method, path = request.split(" ")
    return api.request(method, f"/v1{path}", json=body, headers=as_member(member_id))


def post(api: httpx.Client, author_id: str, text: str = "Hello", **rest: Any) -> str:
    """The id of a new post."""
    answer = ask(api, author_id, "POST /posts", {"text": text, **rest})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def done(answer: httpx.Response) -> Any:
    """What a request was answered, which must have succeeded."""
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


def told(api: httpx.Client, member_id: str) -> list[tuple[str, str, str]]:
    """A member's notifications, the oldest first: kind, who did it, to what."""
    items = done(ask(api, member_id, "GET /me/notifications"))["items"]
    return [(item["kind"], item["actor"]["id"], item["subject_id"]) for item in reversed(items)]
