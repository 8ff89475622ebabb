"""PUT|DELETE|GET /v1/me/blocks: to each other, the two do not exist."""

from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

TIES = [
    ("ada", "grace"),
    ("grace", "linus"),
    ("linus", "tim"),
    ("ada", "barbara"),
    ("barbara", "edsger"),
    ("edsger", "tim"),
]
"""tim is three hops from ada: through grace and linus, or through barbara and edsger."""


def block(api: httpx.Client, viewer: str, member: str) -> int:
    return api.put(f"/v1/me/blocks/{member}", headers=as_member(viewer)).status_code


def unblock(api: httpx.Client, viewer: str, member: str) -> int:
    return api.delete(f"/v1/me/blocks/{member}", headers=as_member(viewer)).status_code


def get(api: httpx.Client, viewer: str, path: str, **query: int) -> Any:
    answer = api.get(f"/v1/{path}", params=query, headers=as_member(viewer))
    return answer.json() if answer.status_code == 200 else answer.status_code


def degrees(api: httpx.Client, viewer: str, *member_ids: str) -> list[int | None]:
    answer = api.post("/v1/relations", json={"member_ids": member_ids}, headers=as_member(viewer))
    return [relation["degree"] for relation in answer.json()["relations"]]


def run(server: Server, statement: str) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        records, _, _ = driver.execute_query(statement, database_=server.database)
    return [record.data() for record in records]


@pytest.mark.parametrize("path", ["", "/relation", "/mutual-connections", "/introduction-paths"])
@pytest.mark.parametrize(("viewer", "member"), [("ada", "linus"), ("linus", "ada")])
def test_neither_finds_the_other(
    api: httpx.Client, server: Server, viewer: str, member: str, path: str
) -> None:
    write_network(server, TIES)
    assert get(api, viewer, f"members/{member}{path}") not in (404, 422)
    assert block(api, "ada", "linus") == 204
    assert get(api, viewer, f"members/{member}{path}") == 404


def test_a_missing_member_and_one_who_blocks_read_alike(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    block(api, "linus", "ada")
    for path in ("", "/relation", "/mutual-connections", "/introduction-paths", "/tie"):
        blocked, missing = (
            api.get(f"/v1/members/{member}{path}", headers=as_member("ada"))
            for member in ("linus", "nobody")
        )
        assert (blocked.status_code, blocked.text.replace("linus", "nobody")) == (
            404,
            missing.text,
        )


def test_it_ends_the_connection(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    block(api, "ada", "grace")
    assert run(server, "MATCH ()-[t:CONNECTED_TO {pair: 'ada|grace'}]->() RETURN t") == []
    assert get(api, "ada", "members/grace/tie") == 404
    assert degrees(api, "ada", "grace", "linus", "barbara") == [None, None, 1]


def test_no_degree_goes_through_a_blocked_member(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    assert get(api, "ada", "members/tim/relation")["degree"] == 3
    block(api, "ada", "linus")
    assert get(api, "ada", "members/tim/relation")["degree"] == 3
    assert degrees(api, "ada", "tim", "linus") == [3, None]
    block(api, "edsger", "ada")
    assert get(api, "ada", "members/tim/relation")["degree"] is None
    assert degrees(api, "ada", "tim", "edsger") == [None, None]
    assert get(api, "ada", "me/reach") == {"first": 2, "second": 0, "third": 0}


def test_lists_and_counts_leave_a_blocked_member_out(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    block(api, "ada", "linus")
    page = get(api, "ada", "me/connections", degree=2)
    assert ([item["id"] for item in page["items"]], page["total"]) == (["edsger"], 1)
    assert get(api, "ada", "me/reach") == {"first": 2, "second": 1, "third": 1}


def test_no_path_goes_through_a_blocked_member(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES, connections_visible_to="everyone")
    block(api, "linus", "ada")
    paths = get(api, "ada", "members/tim/introduction-paths")["paths"]
    found = [[member["id"] for member in path["members"]] for path in paths]
    assert found == [["ada", "barbara", "edsger", "tim"]]


def test_others_see_both(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    block(api, "ada", "linus")
    assert degrees(api, "grace", "ada", "linus") == [1, 1]


def test_it_can_be_said_twice_and_taken_back(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    assert [block(api, "ada", "linus"), block(api, "ada", "linus")] == [204, 204]
    assert [unblock(api, "ada", "linus"), unblock(api, "ada", "linus")] == [204, 204]
    assert get(api, "ada", "members/linus/relation")["degree"] == 2


def test_what_it_ended_does_not_come_back(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    block(api, "ada", "grace")
    unblock(api, "ada", "grace")
    assert get(api, "ada", "members/grace/relation")["degree"] is None


def test_nobody_blocks_themselves_or_nobody(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    assert (block(api, "ada", "ada"), block(api, "ada", "nobody")) == (409, 404)
    assert (unblock(api, "ada", "ada"), unblock(api, "ada", "nobody")) == (409, 404)


def test_who_is_blocked_cannot_tell(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    block(api, "ada", "linus")
    assert (block(api, "linus", "ada"), unblock(api, "linus", "ada")) == (404, 404)
    assert get(api, "linus", "me/blocks") == {"items": [], "next": None}


def test_the_list_is_paged_by_name(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    for member in ("tim", "linus", "edsger"):
        block(api, "ada", member)
    first = get(api, "ada", "me/blocks", limit=2)
    assert [item["id"] for item in first["items"]] == ["edsger", "linus"]
    second = api.get(
        "/v1/me/blocks", params={"limit": 2, "cursor": first["next"]}, headers=as_member("ada")
    ).json()
    assert ([item["name"] for item in second["items"]], second["next"]) == (["Tim"], None)


def test_it_withdraws_the_open_request(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    sent = api.post(
        "/v1/connection-requests", json={"member_id": "linus"}, headers=as_member("ada")
    )
    assert sent.status_code == 201
    block(api, "linus", "ada")
    [request] = run(
        server, "MATCH (r:ConnectionRequest) RETURN r.state AS state, r.open_pair AS open_pair"
    )
    assert request == {"state": "withdrawn", "open_pair": None}
    assert run(server, "MATCH (n:Notification) WHERE n.member_id = 'ada' RETURN n") == []


def test_it_ends_the_follow_up_of_a_connection(api: httpx.Client, server: Server) -> None:
    write_network(server, TIES)
    run(
        server,
        "MATCH (a:Member {id: 'ada'}), (g:Member {id: 'grace'}) "
        "CREATE (a)-[:SENT]->(r:ConnectionRequest {id: 'r', pair: 'ada|grace'})-[:SENT_TO]->(g) "
        "SET r.state = 'accepted', r.follow_up_due_at = datetime()",
    )
    block(api, "grace", "ada")
    [request] = run(
        server,
        "MATCH (r:ConnectionRequest) RETURN r.state AS state, r.follow_up_due_at AS due_at",
    )
    assert request == {"state": "accepted", "due_at": None}


@pytest.mark.parametrize(
    ("by", "blocked", "state"),
    [
        ("ada", "grace", "withdrawn"),
        ("grace", "ada", "withdrawn"),
        ("linus", "ada", "withdrawn"),
        ("linus", "grace", "withdrawn"),
        ("tim", "ada", "requested"),
    ],
)
def test_it_withdraws_the_introductions_of_both(
    api: httpx.Client, server: Server, by: str, blocked: str, state: str
) -> None:
    write_network(server, TIES)
    asked = api.post(
        "/v1/introductions",
        json={
            "connector_id": "grace",
            "target_id": "linus",
            "reason": "Compilers",
            "purpose": "advice",
        },
        headers=as_member("ada"),
    )
    assert asked.status_code == 201, asked.text
    assert block(api, by, blocked) == 204
    [introduction] = run(
        server,
        "MATCH (i:Introduction) RETURN i.state AS state, "
        "EXISTS { (i)-[:AWAITS]->(:Member) } AS awaits",
    )
    assert introduction == {"state": state, "awaits": state == "requested"}
