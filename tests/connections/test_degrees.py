"""POST /v1/relations: the viewer's degree to many members in one answer."""

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network

from mutuals.connections import queries
from mutuals.graph.driver import Graph, Server

CHAIN = [("ada", "grace"), ("grace", "linus"), ("linus", "barbara"), ("barbara", "edsger")]


def degrees(api: httpx.Client, *member_ids: str) -> list[tuple[str, int | None]]:
    answer = api.post(
        "/v1/relations", json={"member_ids": list(member_ids)}, headers=as_member("ada")
    )
    return [(found["member_id"], found["degree"]) for found in answer.json()["relations"]]


def test_degrees_come_in_the_order_asked(api: httpx.Client, server: Server) -> None:
    write_network(server, CHAIN, members=["alan"])
    asked = ["edsger", "linus", "ada", "barbara", "alan", "grace"]
    assert degrees(api, *asked) == list(zip(asked, [None, 2, 0, 3, None, 1], strict=True))


def test_a_member_asked_for_twice_is_answered_twice(api: httpx.Client, server: Server) -> None:
    write_network(server, CHAIN)
    assert degrees(api, "linus", "ada", "linus") == [("linus", 2), ("ada", 0), ("linus", 2)]


def test_an_id_that_is_nobodys_has_no_degree(api: httpx.Client, server: Server) -> None:
    write_network(server, CHAIN)
    assert degrees(api, "nobody", "grace") == [("nobody", None), ("grace", 1)]


def test_somebody_without_connections_knows_only_themselves(
    api: httpx.Client, server: Server
) -> None:
    write_network(server, [("grace", "linus")], members=["ada"])
    assert degrees(api, "grace", "ada") == [("grace", None), ("ada", 0)]


def test_five_hundred_targets_are_answered(api: httpx.Client, server: Server) -> None:
    members = [f"member-{number:03}" for number in range(500)]
    write_network(server, [("ada", member) for member in members[:250]], members=members)
    expected = [(member, 1 if member in members[:250] else None) for member in members]
    assert degrees(api, *members) == expected


def test_a_viewer_who_is_nobody_is_not_found(api: httpx.Client, server: Server) -> None:
    write_network(server, [], members=["grace"])
    answer = api.post("/v1/relations", json={"member_ids": ["grace"]}, headers=as_member("ada"))
    assert answer.status_code == 404


@pytest.mark.anyio
@pytest.mark.parametrize("hub_size", [0, 1, 2, 1000])
async def test_a_hubs_degrees_are_found_from_the_other_side(
    graph: Graph, server: Server, monkeypatch: pytest.MonkeyPatch, hub_size: int
) -> None:
    write_network(server, [*CHAIN, ("ada", "tim"), ("linus", "tim")], members=["alan"])
    monkeypatch.setattr(queries, "HUB_SIZE", hub_size)
    asked = ["ada", "grace", "tim", "linus", "barbara", "edsger", "alan", "nobody"]
    found = await queries.degrees(graph.reader, "ada", asked)
    assert [relation.degree for relation in found] == [0, 1, 1, 2, 3, None, None, None]
