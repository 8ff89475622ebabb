"""Hidden hops: a member beside one is masked, and paths that look the same are listed once."""

from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from rich.console import Console
from tests.conftest import as_member
from tests.network import write_network

from mutuals.cli.drawing import draw_path
from mutuals.graph.driver import Server
from mutuals.introductions.models import IntroductionPath

CHAIN = {("ada", "grace"): 0.81, ("grace", "linus"): 0.37, ("linus", "tim"): 0.73}


def set_visible_to(server: Server, **members: str) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "UNWIND keys($members) AS id MATCH (member:Member {id: id}) "
            "SET member.connections_visible_to = $members[id]",
            members=members,
            database_=server.database,
        )


def paths_to(api: httpx.Client, target: str) -> list[dict[str, Any]]:
    answer = api.get(f"/v1/members/{target}/introduction-paths", headers=as_member("ada"))
    paths: list[dict[str, Any]] = answer.json()["paths"]
    return paths


def ids(path: dict[str, Any]) -> list[str | None]:
    return [member["id"] for member in path["members"]]


@pytest.mark.parametrize(
    ("settings", "is_named"),
    [
        ({}, False),
        ({"linus": "everyone"}, True),
        ({"tim": "everyone"}, True),
        ({"tim": "everyone", "grace": "only_me"}, False),
        ({"linus": "everyone", "grace": "only_me", "tim": "only_me"}, True),
    ],
    ids=str,
)
def test_a_hop_is_seen_from_either_end_that_shows_it(
    api: httpx.Client, server: Server, settings: dict[str, str], is_named: bool
) -> None:
    write_network(server, CHAIN)
    set_visible_to(server, **settings)
    [path] = paths_to(api, "tim")
    assert ids(path) == ["ada", "grace", "linus" if is_named else None, "tim"]


def test_the_hops_of_a_mutual_connection_are_always_seen(api: httpx.Client, server: Server) -> None:
    write_network(server, CHAIN, connections_visible_to="only_me")
    [path] = paths_to(api, "linus")
    assert ids(path) == ["ada", "grace", "linus"]


def test_nothing_tells_who_a_masked_member_is(api: httpx.Client, server: Server) -> None:
    write_network(server, CHAIN)
    answer = api.get("/v1/members/tim/introduction-paths", headers=as_member("ada"))
    [path] = answer.json()["paths"]
    assert "linus" not in answer.text.lower()
    assert path["members"][2] == {"id": None, "name": None, "headline": None, "confirmed": True}
    assert [(hop["strength"], hop["tier"], hop["factors"] == []) for hop in path["hops"]] == [
        (0.81, "strong", False),
        (0.35, "moderate", True),
        (0.70, "strong", True),
    ]


def test_paths_that_look_the_same_are_listed_once_as_the_best(
    api: httpx.Client, server: Server
) -> None:
    write_network(server, CHAIN | {("grace", "zoe"): 0.9, ("tim", "zoe"): 0.9})
    [path] = paths_to(api, "tim")
    assert path["score"] == 0.81 * 0.9 * 0.9 * 0.5


def test_a_connector_who_is_not_asked_is_not_offered(api: httpx.Client, server: Server) -> None:
    write_network(server, CHAIN)
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "MATCH (member:Member {id: 'grace'}) SET member.appears_as_connector = false",
            database_=server.database,
        )
    assert (paths_to(api, "linus"), paths_to(api, "tim")) == ([], [])


def test_a_masked_member_is_drawn_as_someone_another_knows(
    api: httpx.Client, server: Server
) -> None:
    write_network(server, CHAIN)
    [path] = paths_to(api, "tim")
    console = Console(width=100)
    with console.capture() as drawn:
        draw_path(console, 1, IntroductionPath.model_validate(path))
    assert "someone Grace knows" in drawn.get()
