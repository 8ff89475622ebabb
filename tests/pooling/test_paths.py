"""Introduction paths through the pool: to an unconfirmed member, and into a company."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network
from tests.pooling.pools import get, known, paths, run, share, ways, write_imports

from mutuals.graph.driver import Server
from mutuals.graph.opening import utc_now

ZOE = known("bea", "zoe", "Zoe", company="Acme", position="Engineer", strength=0.62)
TO_ZOE = "members/zoe"


@pytest.fixture
def team(server: Server, api: httpx.Client) -> httpx.Client:
    """Ada and Bea share their imports; Ada is connected to Bea, and Bea knows Zoe."""
    share(server, "ada", "bea")
    write_network(server, {("ada", "bea"): 0.8})
    write_imports(server, ZOE)
    return api


def test_a_pool_mate_who_is_a_connection_is_asked(team: httpx.Client) -> None:
    [path] = paths(team, "ada", TO_ZOE)
    assert path == {
        "members": [
            {"id": "ada", "name": "Ada", "headline": None, "confirmed": True},
            {"id": "bea", "name": "Bea", "headline": None, "confirmed": True},
            {"id": "zoe", "name": "Zoe", "headline": "Engineer at Acme", "confirmed": False},
        ],
        "hops": [
            {
                "strength": 0.8,
                "tier": "strong",
                "factors": [{"name": "imported", "weight": 0.8, "detail": "as imported"}],
            },
            {
                "strength": 0.6,
                "tier": "strong",
                "factors": [{"name": "imported", "weight": 0.6, "detail": "from Bea's import"}],
            },
        ],
        "connector_id": "bea",
        "weakest_hop": 1,
        "score": pytest.approx(0.8 * 0.6),
        "degree": 2,
    }


def test_one_who_is_not_connected_is_asked_for_the_groups_in_common(
    team: httpx.Client, server: Server
) -> None:
    share(server, "ada", "bea", group_id="club", shares=None)
    run(server, "MATCH (:Member)-[tie:CONNECTED_TO]-(:Member) DELETE tie")
    [path] = paths(team, "ada", TO_ZOE)
    assert path["connector_id"] == "bea"
    assert path["hops"][0] == {
        "strength": 0.1,
        "tier": "weak",
        "factors": [{"name": "shared_groups", "weight": 0.1, "detail": "2 groups in common"}],
    }
    assert path["score"] == pytest.approx(0.1 * 0.6)


def test_of_an_import_is_told_what_it_holds_and_not_how_much(
    team: httpx.Client, server: Server
) -> None:
    write_imports(
        server,
        known("bea", "yan", counted=(37.0, 21.0, utc_now()), strength=0.2, endorsements=3),
    )
    [path] = paths(team, "ada", "members/yan")
    hop = path["hops"][1]
    assert hop["factors"] == [
        {
            "name": "imported",
            "weight": hop["strength"],
            "detail": "from Bea's import: in touch, endorsed",
        }
    ]
    assert (hop["strength"] * 20) % 1 == 0
    assert path["score"] == pytest.approx(0.8 * hop["strength"])


def test_a_tie_that_was_active_fades(team: httpx.Client, server: Server) -> None:
    long_ago = utc_now() - timedelta(days=900)
    write_imports(server, known("bea", "yan", counted=(9.0, 9.0, long_ago), strength=0.31))
    [path] = paths(team, "ada", "members/yan")
    assert path["hops"][1]["strength"] == 0.3


def test_somebody_between_is_asked_who_knows_the_pool_mate(
    team: httpx.Client, server: Server
) -> None:
    write_network(server, {("ada", "dov"): 0.9, ("bea", "dov"): 1.0})
    run(server, "MATCH (:Member {id: 'ada'})-[tie:CONNECTED_TO]-(:Member {id: 'bea'}) DELETE tie")
    found = paths(team, "ada", TO_ZOE)
    assert ways(found) == ["ada dov bea zoe", "ada bea zoe"]
    assert found[0]["score"] == pytest.approx(0.5 * 0.9 * 0.6)
    assert ways(paths(team, "ada", TO_ZOE, max_hops=2)) == ["ada bea zoe"]
    assert ways(paths(team, "ada", TO_ZOE, limit=1)) == ["ada dov bea zoe"]


def test_four_hops_go_through_two(team: httpx.Client, server: Server) -> None:
    write_network(server, {("ada", "dov"): 0.9, ("dov", "eve"): 1.0, ("bea", "eve"): 1.0})
    assert ways(paths(team, "ada", TO_ZOE, max_hops=3)) == ["ada bea zoe"]
    found = paths(team, "ada", TO_ZOE, max_hops=4)
    assert ways(found) == ["ada bea zoe", "ada dov eve bea zoe"]


def test_a_hop_that_the_viewer_may_not_see_masks_the_pool_mate(
    team: httpx.Client, server: Server
) -> None:
    write_network(
        server,
        {("ada", "dov"): 0.9, ("bea", "dov"): 1.0},
        connections_visible_to="only_me",
    )
    run(server, "MATCH (:Member {id: 'ada'})-[tie:CONNECTED_TO]-(:Member {id: 'bea'}) DELETE tie")
    found = paths(team, "ada", TO_ZOE)
    assert ways(found) == ["ada dov * zoe", "ada bea zoe"]
    assert [hop["factors"] for hop in found[0]["hops"][1:]] == [[], []]
    assert "Bea" not in str(found[0])


@pytest.mark.parametrize("setting", ["appears_as_connector = false", "introductions_paused = true"])
def test_who_takes_no_introductions_is_not_asked(
    team: httpx.Client, server: Server, setting: str
) -> None:
    write_network(server, {("ada", "dov"): 0.9, ("bea", "dov"): 1.0})
    run(server, f"MATCH (bea:Member {{id: 'bea'}}) SET bea.{setting}")
    assert ways(paths(team, "ada", TO_ZOE)) == ["ada dov bea zoe"]


def test_nobody_who_has_a_block_is_passed(team: httpx.Client, server: Server) -> None:
    write_network(server, {("ada", "dov"): 0.9, ("dov", "eve"): 1.0, ("bea", "eve"): 1.0})
    team.put("/v1/me/blocks/eve", headers=as_member("ada"))
    assert ways(paths(team, "ada", TO_ZOE, max_hops=4)) == ["ada bea zoe"]


def test_every_pool_mate_who_knows_them_is_a_way(team: httpx.Client, server: Server) -> None:
    share(server, "eve", "fay")
    same: dict[str, Any] = {"identities": ["url:linkedin.com/in/zoe"]}
    run(
        server,
        "MATCH (p:UnconfirmedMember {id: 'zoe'}) MERGE (i:Identity {id: 'url:linkedin.com/in/zoe'})"
        " CREATE (p)-[:IDENTIFIED_BY]->(i)",
    )
    write_network(server, {("ada", "eve"): 1.0}, members=["gus"])
    write_imports(
        server,
        known("eve", "zoe-e", "Z. Quinn", strength=1.0, **same),
        known("fay", "zoe-f", strength=1.0, **same),
        known("gus", "zoe-g", strength=1.0, **same),
        known("fay", "yan", strength=1.0),
    )
    found = paths(team, "ada", TO_ZOE)
    assert ways(found) == ["ada eve zoe", "ada bea zoe", "ada fay zoe"]
    assert {path["members"][-1]["name"] for path in found} == {"Zoe"}
    assert ways(paths(team, "ada", "members/zoe-e"))[0] == "ada eve zoe-e"
    assert get(team, "ada", "members/zoe-g/introduction-paths") == 404


def test_to_ones_own_there_is_no_way_but_through_others(team: httpx.Client, server: Server) -> None:
    assert paths(team, "bea", TO_ZOE) == []
    run(
        server,
        "MATCH (p:UnconfirmedMember {id: 'zoe'}) MERGE (i:Identity {id: 'email:z@example.org'})"
        " CREATE (p)-[:IDENTIFIED_BY]->(i)",
    )
    write_imports(server, known("ada", "zoe-a", identities=["email:z@example.org"]))
    [path] = paths(team, "bea", TO_ZOE)
    assert (path["connector_id"], path["degree"]) == ("ada", 1)


class TestCompanies:
    def test_people_of_the_pool_who_work_there_are_reached(self, team: httpx.Client) -> None:
        [path] = paths(team, "ada", "companies/acme")
        assert [member["id"] for member in path["members"]] == ["ada", "bea", "zoe"]
        assert path["members"][-1]["confirmed"] is False

    def test_a_company_of_imports_alone_is_there_for_the_pool_alone(
        self, team: httpx.Client, server: Server
    ) -> None:
        share(server, "cas", shares=None)
        assert paths(team, "bea", "companies/acme") == []
        seen, missing = (
            team.get(f"/v1/companies/{company}/introduction-paths", headers=as_member("cas"))
            for company in ("acme", "nowhere")
        )
        assert (seen.status_code, seen.text.replace("acme", "nowhere")) == (404, missing.text)

    def test_members_and_others_are_ranked_together(
        self, team: httpx.Client, server: Server
    ) -> None:
        write_network(server, {("ada", "dov"): 1.0, ("dov", "mia"): 0.7, ("bea", "ned"): 0.5})
        run(
            server,
            """
            MERGE (acme:Company {id: 'acme'})
            WITH acme
            MATCH (member:Member)
            WHERE member.id IN ['mia', 'ned']
            CREATE (member)-[:WORKS_AT]->(acme)
            """,
        )
        best = ["ada dov mia", "ada bea zoe", "ada bea ned"]
        assert ways(paths(team, "ada", "companies/acme")) == best
        assert ways(paths(team, "ada", "companies/acme", limit=2)) == best[:2]
        approach = team.get("/v1/companies/acme/approach", headers=as_member("ada"))
        assert approach.status_code == 200
        assert "zoe" not in approach.text

    def test_one_person_ends_all_their_paths_under_one_id(
        self, team: httpx.Client, server: Server
    ) -> None:
        share(server, "eve")
        same: dict[str, Any] = {"company": "Acme", "identities": ["url:linkedin.com/in/yan"]}
        write_imports(
            server,
            known("bea", "yan-b", strength=0.4, **same),
            known("eve", "yan-e", strength=0.9, **same),
        )
        found = ways(paths(team, "ada", "companies/acme"))
        assert found == ["ada bea zoe", "ada bea yan-e", "ada eve yan-e"]


def test_an_introduction_is_asked_for_in_a_message(team: httpx.Client, server: Server) -> None:
    write_network(server, {}, members=["cas"])
    body = {"connector_id": "bea", "target_id": "zoe", "reason": "Work", "purpose": "job"}
    answer = team.post("/v1/introductions", json=body, headers=as_member("ada"))
    assert answer.status_code == 409
    assert answer.json()["detail"] == (
        "'zoe' is not here yet, and cannot answer: write a message to the connector of a path that "
        "GET /v1/members/zoe/introduction-paths lists, who can reach them."
    )
    unseen, missing = (
        team.post("/v1/introductions", json=body | {"target_id": target}, headers=as_member("cas"))
        for target in ("zoe", "nobody")
    )
    assert (unseen.status_code, unseen.text.replace("zoe", "nobody")) == (404, missing.text)
