"""GET introduction-paths of a member or a company: who can introduce the viewer, and how warmly."""

from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server


def paths_to(api: httpx.Client, target: str, **query: int) -> list[dict[str, Any]]:
    answer = api.get(
        f"/v1/members/{target}/introduction-paths", params=query, headers=as_member("ada")
    )
    paths: list[dict[str, Any]] = answer.json()["paths"]
    return paths


def ids(path: dict[str, Any]) -> list[str]:
    return [member["id"] for member in path["members"]]


def work_at(server: Server, company_id: str, *positions: tuple[str, str | None]) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "MERGE (company:Company {id: $company_id, name: $company_id}) WITH company "
            "UNWIND $positions AS position MATCH (member:Member {id: position[0]}) "
            "CREATE (member)-[:WORKS_AT {ended_on: date(position[1])}]->(company)",
            company_id=company_id,
            positions=[list(position) for position in positions],
            database_=server.database,
        )


def test_a_path_explains_itself(api: httpx.Client, server: Server) -> None:
    write_network(server, {("ada", "grace"): 0.8, ("grace", "linus"): 0.3})
    [path] = paths_to(api, "linus")
    assert path == {
        "members": [
            {"id": "ada", "name": "Ada", "headline": None, "confirmed": True},
            {"id": "grace", "name": "Grace", "headline": None, "confirmed": True},
            {"id": "linus", "name": "Linus", "headline": None, "confirmed": True},
        ],
        "hops": [
            {
                "strength": 0.8,
                "tier": "strong",
                "factors": [{"name": "imported", "weight": 0.8, "detail": "as imported"}],
            },
            {
                "strength": 0.3,
                "tier": "moderate",
                "factors": [{"name": "imported", "weight": 0.3, "detail": "as imported"}],
            },
        ],
        "connector_id": "grace",
        "weakest_hop": 1,
        "score": 0.8 * 0.3,
        "degree": 2,
    }


def test_factors_are_those_that_stand_on_the_tie(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "grace"), ("grace", "linus")])
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "MATCH ()-[tie:CONNECTED_TO {pair: 'ada|grace'}]->() REMOVE tie.imported_strength "
            "SET tie.strength = 0.34, tie.shared_employer = true, tie.shared_school = true, "
            "tie.common_share = 0.2, tie.recommended = true, tie.endorsements = 3, "
            "tie.shared_groups = 1",
            database_=server.database,
        )
    [path] = paths_to(api, "linus")
    assert [(factor["name"], factor["weight"]) for factor in path["hops"][0]["factors"]] == [
        ("recommendation", 0.25),
        ("endorsements", 0.20),
        ("shared_employer", 0.20),
        ("shared_school", 0.10),
        ("shared_groups", 0.05),
        ("common_connections", pytest.approx(0.04)),
    ]


@pytest.mark.parametrize(
    ("strength", "tier"),
    [(1.0, "strong"), (0.6, "strong"), (0.59, "moderate"), (0.25, "moderate"), (0.24, "weak")],
)
def test_a_hop_tells_its_tier(
    api: httpx.Client, server: Server, strength: float, tier: str
) -> None:
    write_network(server, {("ada", "grace"): strength, ("grace", "linus"): 1.0})
    assert paths_to(api, "linus")[0]["hops"][0]["tier"] == tier


def test_of_equally_weak_hops_the_first_is_the_weakest(api: httpx.Client, server: Server) -> None:
    write_network(server, {("ada", "grace"): 0.9, ("grace", "linus"): 0.4, ("linus", "alan"): 0.4})
    assert paths_to(api, "alan")[0]["weakest_hop"] == 1


def test_a_warm_longer_path_comes_before_a_cool_shorter_one(
    api: httpx.Client, server: Server
) -> None:
    write_network(
        server,
        {
            ("ada", "grace"): 1.0,
            ("grace", "linus"): 1.0,
            ("linus", "alan"): 1.0,
            ("ada", "edsger"): 0.5,
            ("edsger", "alan"): 0.9,
        },
        connections_visible_to="everyone",
    )
    assert [(ids(path), path["score"]) for path in paths_to(api, "alan")] == [
        (["ada", "grace", "linus", "alan"], 0.5),
        (["ada", "edsger", "alan"], 0.45),
    ]


def test_of_equal_scores_fewer_hops_come_first(api: httpx.Client, server: Server) -> None:
    write_network(
        server,
        {
            ("ada", "grace"): 1.0,
            ("barbara", "grace"): 1.0,
            ("barbara", "linus"): 1.0,
            ("ada", "tim"): 1.0,
            ("linus", "tim"): 0.5,
        },
        connections_visible_to="everyone",
    )
    assert [ids(path)[1:-1] for path in paths_to(api, "linus")] == [["tim"], ["grace", "barbara"]]


def test_of_equal_scores_and_hops_the_ids_decide(api: httpx.Client, server: Server) -> None:
    connectors = ["grace", "barbara", "tim", "Zoe"]
    write_network(
        server,
        [pair for connector in connectors for pair in (("ada", connector), (connector, "linus"))],
    )
    assert [ids(path)[1] for path in paths_to(api, "linus")] == ["Zoe", "barbara", "grace", "tim"]


@pytest.mark.parametrize(("max_hops", "lengths"), [(2, [2]), (3, [2, 3]), (4, [2, 3, 4])], ids=str)
def test_no_path_is_longer_than_asked(
    api: httpx.Client, server: Server, max_hops: int, lengths: list[int]
) -> None:
    write_network(
        server,
        [
            ("ada", "a"),
            ("a", "target"),
            ("a", "b"),
            ("b", "target"),
            ("b", "c"),
            ("c", "target"),
            ("c", "d"),
            ("d", "target"),
        ],
    )
    paths = paths_to(api, "target", max_hops=max_hops)
    assert [len(path["hops"]) for path in paths] == lengths


def test_three_hops_are_the_longest_unless_asked(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "b"), ("b", "c"), ("c", "d"), ("d", "target")])
    assert paths_to(api, "target") == []


def test_a_path_past_the_third_degree_has_no_degree(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "b"), ("b", "c"), ("c", "d"), ("d", "target")])
    [path] = paths_to(api, "target", max_hops=4)
    assert path["degree"] is None


def test_a_connection_can_be_met_through_others_too(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "grace"), ("grace", "linus"), ("ada", "linus")])
    assert [(ids(path), path["degree"]) for path in paths_to(api, "linus")] == [
        (["ada", "grace", "linus"], 1)
    ]


def test_no_path_meets_a_member_twice(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "grace"), ("grace", "linus"), ("linus", "barbara")])
    assert [ids(path) for path in paths_to(api, "linus", max_hops=4)] == [["ada", "grace", "linus"]]


def test_nobody_introduces_the_viewer_to_themselves(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "grace"), ("grace", "linus"), ("linus", "ada")])
    assert paths_to(api, "ada") == []


def test_only_as_many_paths_as_asked(api: httpx.Client, server: Server) -> None:
    connectors = [f"c{number}" for number in range(9)]
    write_network(server, [pair for c in connectors for pair in (("ada", c), (c, "linus"))])
    assert [len(paths_to(api, "linus", limit=limit)) for limit in (1, 5, 50)] == [1, 5, 9]


def test_a_member_who_is_nobody_is_not_found(api: httpx.Client, server: Server) -> None:
    write_network(server, [], members=["ada"])
    answer = api.get("/v1/members/nobody/introduction-paths", headers=as_member("ada"))
    assert answer.status_code == 404


class TestCompany:
    """GET /v1/companies/{id}/introduction-paths."""

    def paths(self, api: httpx.Client, **query: int) -> list[list[str]]:
        answer = api.get(
            "/v1/companies/acme/introduction-paths", params=query, headers=as_member("ada")
        )
        return [ids(path) for path in answer.json()["paths"]]

    def test_paths_lead_to_whoever_works_there_now(self, api: httpx.Client, server: Server) -> None:
        write_network(
            server,
            {
                ("ada", "grace"): 0.8,
                ("grace", "linus"): 0.5,
                ("grace", "barbara"): 0.9,
                ("grace", "tim"): 1.0,
            },
        )
        work_at(server, "acme", ("linus", None), ("barbara", None), ("tim", "2020-01-01"))
        assert self.paths(api) == [["ada", "grace", "barbara"], ["ada", "grace", "linus"]]

    def test_somebody_with_two_positions_there_is_met_once(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(server, [("ada", "grace"), ("grace", "linus")])
        work_at(server, "acme", ("linus", None), ("linus", None))
        assert self.paths(api) == [["ada", "grace", "linus"]]

    def test_the_viewer_who_works_there_is_no_target(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(server, [("ada", "grace"), ("grace", "linus"), ("linus", "ada")])
        work_at(server, "acme", ("ada", None))
        assert self.paths(api, max_hops=4) == []

    def test_each_path_tells_the_degree_of_its_last_member(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(
            server,
            [("ada", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("ada", "c")],
            connections_visible_to="everyone",
        )
        work_at(server, "acme", ("b", None), ("d", None), ("e", None))
        answer = api.get(
            "/v1/companies/acme/introduction-paths",
            params={"max_hops": 4},
            headers=as_member("ada"),
        )
        found = {tuple(ids(path)): path["degree"] for path in answer.json()["paths"]}
        assert found == {
            ("ada", "c", "b"): 1,
            ("ada", "c", "d"): 2,
            ("ada", "b", "c", "d"): 2,
            ("ada", "c", "d", "e"): 3,
            ("ada", "b", "c", "d", "e"): 3,
        }

    def test_a_company_that_is_none_is_not_found(self, api: httpx.Client, server: Server) -> None:
        write_network(server, [], members=["ada"])
        answer = api.get("/v1/companies/acme/introduction-paths", headers=as_member("ada"))
        assert (answer.status_code, "acme" in answer.json()["detail"]) == (404, True)

    def test_a_viewer_who_is_nobody_is_not_found(self, api: httpx.Client, server: Server) -> None:
        write_network(server, [], members=["grace"])
        work_at(server, "acme", ("grace", None))
        answer = api.get("/v1/companies/acme/introduction-paths", headers=as_member("ada"))
        assert (answer.status_code, "ada" in answer.json()["detail"]) == (404, True)
