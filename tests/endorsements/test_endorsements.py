"""Endorsements over HTTP: who may make, see, hide and take back which."""

from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

TIES = {
    ("ada", "grace"): 0.0,
    ("ada", "linus"): 0.0,
    ("grace", "linus"): 0.0,
    ("barbara", "grace"): 0.0,
    ("barbara", "tim"): 0.0,
}


@pytest.fixture
def five(server: Server, api: httpx.Client) -> None:
    """ada, grace and linus know each other, barbara knows grace and tim; grace and linus know Go
    and C, and no tie has an imported strength."""
    del api  # which empties the graph
    write_network(server, TIES)
    write(
        server,
        "MATCH ()-[t:CONNECTED_TO]->() REMOVE t.imported_strength WITH count(*) AS done "
        "UNWIND ['Go', 'C'] AS name CREATE (s:Skill {id: toLower(name), name: name}) WITH s "
        "MATCH (m:Member) WHERE m.id IN ['grace', 'linus'] CREATE (m)-[:HAS_SKILL]->(s)",
    )


def write(server: Server, query: str, **parameters: object) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        found = driver.execute_query(query, parameters, database_=server.database)
    return [record.data() for record in found.records]


def endorse(api: httpx.Client, by: str, member: str, skill: str = "go") -> httpx.Response:
    return api.put(f"/v1/members/{member}/skills/{skill}/endorsement", headers=as_member(by))


def take_back(api: httpx.Client, by: str, member: str, skill: str = "go") -> int:
    path = f"/v1/members/{member}/skills/{skill}/endorsement"
    return api.delete(path, headers=as_member(by)).status_code


def hide(
    api: httpx.Client, member: str, endorser: str, skill: str = "go", hidden: bool = True
) -> int:
    path = f"/v1/me/skills/{skill}/endorsements/{endorser}"
    return api.patch(path, json={"hidden": hidden}, headers=as_member(member)).status_code


def skill_of(api: httpx.Client, viewer: str, member: str, skill: str = "go") -> dict[str, Any]:
    answer = api.get(f"/v1/members/{member}/skills", headers=as_member(viewer))
    assert answer.status_code == 200, answer.text
    [found] = [item for item in answer.json()["items"] if item["skill"]["id"] == skill]
    return dict(found)


def known(api: httpx.Client, viewer: str, member: str = "grace") -> list[str]:
    return [entry["id"] for entry in skill_of(api, viewer, member)["known_endorsers"]]


def told(api: httpx.Client, member: str) -> list[tuple[str, str]]:
    answer = api.get("/v1/me/notifications", headers=as_member(member))
    return [(item["actor"]["id"], item["subject_id"]) for item in answer.json()["items"]]


def strength(api: httpx.Client, one: str = "ada", other: str = "grace") -> float:
    answer = api.get(f"/v1/members/{other}/tie", headers=as_member(one)).json()
    return float(answer["strength"])


pytestmark = pytest.mark.usefixtures("five")


def test_a_skill_shows_who_vouches_for_it(api: httpx.Client) -> None:
    for by in ("ada", "linus", "barbara"):
        assert endorse(api, by, "grace").status_code == 204
    assert skill_of(api, "ada", "grace") == {
        "skill": {"id": "go", "name": "Go"},
        "count": 3,
        "known_count": 2,
        "known_endorsers": [
            {"id": "ada", "name": "Ada", "headline": None},
            {"id": "linus", "name": "Linus", "headline": None},
        ],
        "endorsed_endorsers": 0,
        "endorsed": True,
    }
    assert known(api, "tim") == ["barbara"]
    assert skill_of(api, "tim", "grace")["endorsed"] is False
    assert skill_of(api, "ada", "grace", "c")["count"] == 0


def test_endorsers_who_are_endorsed_for_the_skill_are_counted(api: httpx.Client) -> None:
    for by, of, skill in (
        ("ada", "grace", "go"),
        ("linus", "grace", "go"),
        ("grace", "linus", "c"),
    ):
        endorse(api, by, of, skill)
    assert skill_of(api, "ada", "grace")["endorsed_endorsers"] == 0
    endorse(api, "ada", "linus")
    assert skill_of(api, "ada", "grace")["endorsed_endorsers"] == 1
    hide(api, "linus", "ada")
    assert skill_of(api, "ada", "grace")["endorsed_endorsers"] == 0


def test_the_most_endorsed_come_first_page_by_page(api: httpx.Client) -> None:
    endorse(api, "ada", "grace", "go")
    path = "/v1/members/grace/skills"
    first = api.get(path, params={"limit": 1}, headers=as_member("ada")).json()
    second = api.get(
        path, params={"limit": 1, "cursor": first["next"]}, headers=as_member("ada")
    ).json()
    assert [page["items"][0]["skill"]["id"] for page in (first, second)] == ["go", "c"]
    assert second["next"] is None


def test_it_is_told_counted_and_felt_once(api: httpx.Client) -> None:
    endorse(api, "ada", "grace")
    once = strength(api)
    tie = api.get("/v1/members/grace/tie", headers=as_member("ada")).json()
    assert {factor["name"]: factor["detail"] for factor in tie["factors"]} == {
        "endorsements": "1 skill endorsed",
        "common_connections": "50% of connections in common",
        "activity": "in touch this week",
    }
    for _ in range(3):
        assert endorse(api, "ada", "grace").status_code == 204
        assert take_back(api, "ada", "grace") == 204
        assert endorse(api, "ada", "grace").status_code == 204
    assert strength(api) == pytest.approx(once, abs=1e-6)
    assert told(api, "grace") == [("ada", "go")]
    assert skill_of(api, "linus", "grace")["count"] == 1


def test_taken_back_it_leaves_the_context(api: httpx.Client, server: Server) -> None:
    endorse(api, "ada", "grace")
    take_back(api, "ada", "grace")
    [tie] = write(
        server,
        "MATCH ()-[t:CONNECTED_TO {pair: 'ada|grace'}]->() "
        "RETURN t.context AS context, t.endorsements AS endorsements",
    )
    assert tie == {"context": 0.5 * 0.20, "endorsements": 0}  # of their connections in common
    assert skill_of(api, "linus", "grace")["count"] == 0
    assert take_back(api, "ada", "grace") == 204


def test_it_can_be_taken_back_after_the_connection_ended(api: httpx.Client) -> None:
    endorse(api, "ada", "grace")
    api.delete("/v1/me/connections/grace", headers=as_member("ada"))
    assert (skill_of(api, "tim", "grace")["count"], known(api, "ada")) == (1, ["ada"])
    assert take_back(api, "ada", "grace") == 204
    assert skill_of(api, "tim", "grace")["count"] == 0


def test_hidden_it_is_there_for_the_endorsed_alone(api: httpx.Client) -> None:
    endorse(api, "ada", "grace")
    assert hide(api, "grace", "ada") == 204
    assert (skill_of(api, "linus", "grace")["count"], known(api, "linus")) == (0, [])
    own = skill_of(api, "ada", "grace")
    assert (own["count"], own["endorsed"]) == (0, True)
    listed = api.get("/v1/me/skills/go/endorsements", headers=as_member("grace")).json()
    assert [(item["member"]["id"], item["hidden"]) for item in listed["items"]] == [("ada", True)]
    hide(api, "grace", "ada", hidden=False)
    assert skill_of(api, "linus", "grace")["count"] == 1


def test_who_endorses_again_does_not_undo_the_hiding(api: httpx.Client) -> None:
    endorse(api, "ada", "grace")
    hide(api, "grace", "ada")
    take_back(api, "ada", "grace")
    endorse(api, "ada", "grace")
    assert skill_of(api, "linus", "grace")["count"] == 0


def test_only_the_endorsed_can_hide_it(api: httpx.Client) -> None:
    endorse(api, "ada", "grace")
    assert [hide(api, by, "ada") for by in ("linus", "ada", "barbara")] == [404] * 3


def test_a_connection_of_the_second_degree_is_told_the_ways(api: httpx.Client) -> None:
    answer = endorse(api, "tim", "grace")
    assert (answer.status_code, answer.json()["type"]) == (403, "not-connected")
    assert {way["way"] for way in answer.json()["ways"]} == {"introduction", "connection-request"}


@pytest.mark.parametrize(
    ("member", "skill", "status", "problem"),
    [
        ("grace", "cobol", 404, "skill-not-found"),
        ("nobody", "go", 404, "member-not-found"),
        ("ada", "go", 409, "conflict"),
    ],
)
def test_what_cannot_be_endorsed(
    api: httpx.Client, member: str, skill: str, status: int, problem: str
) -> None:
    answer = endorse(api, "ada", member, skill)
    assert (answer.status_code, answer.json()["type"]) == (status, problem)


@pytest.mark.parametrize("by_endorser", [True, False])
def test_who_is_blocked_is_never_counted_or_named(api: httpx.Client, by_endorser: bool) -> None:
    endorse(api, "linus", "grace")
    endorse(api, "grace", "linus")
    endorse(api, "ada", "linus")
    blocker, blocked = ("linus", "ada") if by_endorser else ("ada", "linus")
    api.put(f"/v1/me/blocks/{blocked}", headers=as_member(blocker))
    seen = skill_of(api, "ada", "grace")
    assert (seen["count"], seen["known_endorsers"], seen["endorsed_endorsers"]) == (0, [], 0)
    assert skill_of(api, "barbara", "grace")["count"] == 1
    assert api.get("/v1/members/linus/skills", headers=as_member("ada")).status_code == 404
    # What the two said of each other is over.
    assert skill_of(api, "grace", "linus")["count"] == 1


def test_a_block_looks_like_absence(api: httpx.Client) -> None:
    endorse(api, "ada", "grace")
    api.put("/v1/me/blocks/ada", headers=as_member("grace"))
    answers = [
        endorse(api, "ada", "grace").status_code,
        take_back(api, "ada", "grace"),
        hide(api, "grace", "ada"),
    ]
    assert answers == [404, 404, 404]
    listed = api.get("/v1/me/skills/go/endorsements", headers=as_member("grace")).json()
    assert listed["items"] == []


def test_a_skill_that_is_given_up_takes_its_endorsements_along_and_back(api: httpx.Client) -> None:
    endorse(api, "ada", "grace")
    api.patch("/v1/me", json={"skills": ["C"]}, headers=as_member("grace"))
    answer = api.get("/v1/members/grace/skills", headers=as_member("ada")).json()
    assert [item["skill"]["id"] for item in answer["items"]] == ["c"]
    assert take_back(api, "ada", "grace") == 204
    endorse(api, "linus", "grace")
    api.patch("/v1/me", json={"skills": ["C", "Go"]}, headers=as_member("grace"))
    assert skill_of(api, "ada", "grace")["count"] == 0
