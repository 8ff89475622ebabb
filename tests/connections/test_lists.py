"""Lists by name: the viewer's first and second degree, mutual connections; and their counts."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server


def pages(api: httpx.Client, path: str, **query: str | int) -> Iterator[dict[str, Any]]:
    """Every page of a list, for ada."""
    while True:
        answer = api.get(path, params=query, headers=as_member("ada"))
        assert answer.status_code == 200
        page: dict[str, Any] = answer.json()
        yield page
        if page["next"] is None:
            return
        query["cursor"] = page["next"]


def listed(api: httpx.Client, path: str, **query: str | int) -> list[str]:
    return [item["id"] for page in pages(api, path, **query) for item in page["items"]]


def rename(server: Server, names: dict[str, str | None]) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "UNWIND $names AS entry MATCH (m:Member {id: entry[0]}) SET m.name = entry[1]",
            names=[list(entry) for entry in names.items()],
            database_=server.database,
        )


class TestConnections:
    """GET /v1/me/connections."""

    @pytest.fixture(autouse=True)
    def _network(self, empty_server: Server) -> None:
        write_network(
            empty_server,
            [
                ("ada", "grace"),
                ("ada", "linus"),
                ("grace", "linus"),
                ("grace", "tim"),
                ("linus", "tim"),
                ("linus", "barbara"),
                ("barbara", "edsger"),
            ],
        )

    def test_a_hub_s_connections_and_theirs_are_listed(
        self, api: httpx.Client, server: Server
    ) -> None:
        others = [f"n{number:04d}" for number in range(2000)]
        write_network(server, [("ada", other) for other in others] + [("n0000", "zoe")])
        found = [next(pages(api, "/v1/me/connections", degree=degree)) for degree in (1, 2)]
        assert [page["total"] for page in found] == [2002, 3]

    def test_the_first_degree_is_listed_unless_asked(self, api: httpx.Client) -> None:
        assert listed(api, "/v1/me/connections") == ["grace", "linus"]

    def test_an_item_tells_degree_and_mutual_connections(self, api: httpx.Client) -> None:
        [page] = pages(api, "/v1/me/connections", degree=2)
        assert page == {
            "items": [
                {
                    "id": "barbara",
                    "name": "Barbara",
                    "headline": None,
                    "confirmed": True,
                    "degree": 2,
                    "mutual_count": 1,
                },
                {
                    "id": "tim",
                    "name": "Tim",
                    "headline": None,
                    "degree": 2,
                    "mutual_count": 2,
                    "confirmed": True,
                },
            ],
            "total": 2,
            "next": None,
        }

    @pytest.mark.parametrize("degree", [1, 2])
    def test_pages_of_one_hold_everybody_once(self, api: httpx.Client, degree: int) -> None:
        found = list(pages(api, "/v1/me/connections", degree=degree, limit=1))
        assert [(len(page["items"]), page["total"]) for page in found] == [(1, 2), (1, 2)]
        whole = listed(api, "/v1/me/connections", degree=degree)
        assert [page["items"][0]["id"] for page in found] == whole

    def test_names_are_sorted_without_case_and_ids_stand_in(
        self, api: httpx.Client, server: Server
    ) -> None:
        rename(server, {"linus": "andrew", "grace": "Zoe"})
        assert listed(api, "/v1/me/connections", limit=1) == ["linus", "grace"]
        rename(server, {"linus": None, "grace": "kim"})
        assert listed(api, "/v1/me/connections", limit=1) == ["grace", "linus"]
        rename(server, {"linus": "kim", "grace": "Kim"})
        assert listed(api, "/v1/me/connections", limit=1) == ["grace", "linus"]

    @pytest.mark.parametrize("degree", [1, 2])
    def test_a_viewer_who_is_nobody_is_not_found(self, api: httpx.Client, degree: int) -> None:
        answer = api.get(
            "/v1/me/connections", params={"degree": degree}, headers=as_member("nobody")
        )
        assert answer.status_code == 404

    def test_a_viewer_without_connections_has_empty_lists(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(server, [], members=["alan"])
        for degree in (1, 2):
            answer = api.get(
                "/v1/me/connections", params={"degree": degree}, headers=as_member("alan")
            )
            assert answer.json() == {"items": [], "total": 0, "next": None}


class TestMutualConnections:
    """GET /v1/members/{id}/mutual-connections."""

    PATH = "/v1/members/linus/mutual-connections"

    def test_those_are_listed_whom_both_know(self, api: httpx.Client, server: Server) -> None:
        write_network(
            server,
            [("ada", "grace"), ("linus", "grace"), ("ada", "tim"), ("linus", "barbara")],
        )
        [page] = pages(api, self.PATH)
        assert page == {
            "items": [{"id": "grace", "name": "Grace", "headline": None}],
            "total": 1,
            "next": None,
        }

    def test_pages_hold_everybody_once_and_tell_the_total(
        self, api: httpx.Client, server: Server
    ) -> None:
        mutual = [f"m{number}" for number in range(7)]
        write_network(server, [pair for m in mutual for pair in (("ada", m), ("linus", m))])
        found = list(pages(api, self.PATH, limit=3))
        assert [len(page["items"]) for page in found] == [3, 3, 1]
        assert {page["total"] for page in found} == {7}
        assert [item["id"] for page in found for item in page["items"]] == mutual

    def test_a_page_that_is_just_full_is_the_last(self, api: httpx.Client, server: Server) -> None:
        mutual = [f"m{number}" for number in range(3)]
        write_network(server, [pair for m in mutual for pair in (("ada", m), ("linus", m))])
        assert len(list(pages(api, self.PATH, limit=3))) == 1

    def test_nobody_is_mutual_with_oneself(self, api: httpx.Client, server: Server) -> None:
        write_network(server, [("ada", "grace")])
        assert listed(api, "/v1/members/ada/mutual-connections") == []

    def test_a_member_who_is_nobody_is_not_found(self, api: httpx.Client, server: Server) -> None:
        write_network(server, [], members=["ada"])
        assert api.get(self.PATH, headers=as_member("ada")).status_code == 404


class TestReach:
    """GET /v1/me/reach."""

    @pytest.mark.parametrize(
        ("viewer", "first", "second", "third"),
        [("ada", 2, 2, 1), ("edsger", 1, 1, 3), ("alan", 0, 0, 0)],
    )
    def test_members_are_counted_at_their_nearest_degree(
        self, api: httpx.Client, server: Server, viewer: str, first: int, second: int, third: int
    ) -> None:
        write_network(
            server,
            [
                ("ada", "grace"),
                ("ada", "linus"),
                ("grace", "linus"),
                ("grace", "tim"),
                ("linus", "tim"),
                ("linus", "barbara"),
                ("barbara", "edsger"),
            ],
            members=["alan"],
        )
        answer = api.get("/v1/me/reach", headers=as_member(viewer))
        assert answer.json() == {"first": first, "second": second, "third": third}

    def test_a_viewer_who_is_nobody_is_not_found(self, api: httpx.Client) -> None:
        assert api.get("/v1/me/reach", headers=as_member("nobody")).status_code == 404
