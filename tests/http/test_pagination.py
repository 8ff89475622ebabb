"""Lists: pages follow each other, and a cursor fits no list but its own."""

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

FRIENDS = ["alan", "barbara", "edsger", "grace", "linus"]
NETWORK = [("ada", friend) for friend in FRIENDS] + [("tim", friend) for friend in FRIENDS]
LISTS = ["/v1/me/connections", "/v1/members/tim/mutual-connections"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("limit", [1, 2, 5, 100])
def test_pages_hold_everybody_once_and_in_order(
    api: httpx.Client, server: Server, path: str, limit: int
) -> None:
    write_network(server, NETWORK)
    found: list[str] = []
    cursor = None
    for _ in range(len(FRIENDS)):
        query = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        page = api.get(path, params=query, headers=as_member("ada")).json()
        assert page["total"] == len(FRIENDS)
        assert len(page["items"]) <= limit
        found += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert cursor is None
    assert found == FRIENDS


def test_a_cursor_of_the_same_list_with_another_limit(api: httpx.Client, server: Server) -> None:
    write_network(server, NETWORK)
    query = {"limit": "1", "cursor": first_cursor(api)}
    page = api.get("/v1/me/connections", params=query, headers=as_member("ada")).json()
    assert [item["id"] for item in page["items"]] == ["edsger"]


@pytest.mark.parametrize(
    ("path", "viewer_id"),
    [
        ("/v1/me/connections", "tim"),
        ("/v1/me/connections?degree=2", "ada"),
        ("/v1/me/connections?company=acme", "ada"),
        ("/v1/me/connections?location=london", "ada"),
        ("/v1/members/tim/mutual-connections", "ada"),
    ],
    ids=["another viewer", "another degree", "a filter", "another filter", "another list"],
)
def test_a_cursor_of_another_list(
    api: httpx.Client, server: Server, path: str, viewer_id: str
) -> None:
    write_network(server, NETWORK)
    cursor = first_cursor(api)
    separator = "&" if "?" in path else "?"
    answer = api.get(f"{path}{separator}cursor={cursor}", headers=as_member(viewer_id))
    assert_refused(answer)


@pytest.mark.parametrize("altered", ["x", "", "..", "eyJhbGciOiJub25lIn0.eyJhZnRlciI6W119."])
def test_a_cursor_that_is_none_of_ours(api: httpx.Client, server: Server, altered: str) -> None:
    write_network(server, NETWORK)
    answer = api.get("/v1/me/connections", params={"cursor": altered}, headers=as_member("ada"))
    assert_refused(answer)


def test_a_cursor_with_one_character_changed(api: httpx.Client, server: Server) -> None:
    write_network(server, NETWORK)
    cursor = first_cursor(api)
    for position in range(0, len(cursor) - 1, 10):
        other = "A" if cursor[position] != "A" else "B"
        altered = cursor[:position] + other + cursor[position + 1 :]
        answer = api.get("/v1/me/connections", params={"cursor": altered}, headers=as_member("ada"))
        assert_refused(answer)


def first_cursor(api: httpx.Client) -> str:
    """The cursor after alan and barbara in ada's connections."""
    page = api.get("/v1/me/connections?limit=2", headers=as_member("ada")).json()
    cursor: str = page["next"]
    return cursor


def assert_refused(answer: httpx.Response) -> None:
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["type"] == "invalid-cursor"
    assert [error["field"] for error in problem["errors"]] == ["cursor"]
    assert "start again without a cursor" in problem["detail"]
