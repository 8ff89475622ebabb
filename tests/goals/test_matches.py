"""GET /v1/me/goals/{id}/matches: who fits, why, how near, and whom to ask."""

from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

TIES = {
    ("ada", "grace"): 0.9,
    ("ada", "tim"): 0.3,
    ("grace", "linus"): 0.9,
    ("tim", "linus"): 0.9,
    ("grace", "barbara"): 0.5,
    ("linus", "ken"): 0.8,
    ("ken", "far"): 0.5,
}
PROFILES: dict[str, dict[str, Any]] = {
    "grace": {"positions": [{"company": "Acme", "title": "Staff Engineer"}]},
    "tim": {"skills": ["Go"]},
    "linus": {
        "positions": [{"company": "Acme", "title": "Sr. Staff-Engineer (Kernel)"}],
        "skills": ["Go", "C"],
        "location": "Greater London, UK",
    },
    "barbara": {"positions": [{"company": "Acme", "title": "Cook", "ended_on": "2020-01-01"}]},
    "ken": {"industry": "Computer Software", "location": "London"},
    "far": {"positions": [{"company": "Acme", "title": "Staff Engineer"}]},
}
ROLE = {"kind": "role", "title": "staff engineer", "companies": ["Acme"], "skills": ["Go", "Rust"]}


@pytest.fixture(autouse=True)
def network(server: Server, api: httpx.Client, as_service: dict[str, str]) -> None:
    """ada - grace, tim - linus - ken - far, and grace - barbara."""
    write_network(server, TIES)
    for member, profile in PROFILES.items():
        answer = api.patch(f"/v1/members/{member}", json=profile, headers=as_service)
        assert answer.status_code == 200, answer.text


def matches(api: httpx.Client, member: str = "ada", limit: int = 10, **goal: Any) -> Any:
    made = api.post("/v1/me/goals", json=goal or ROLE, headers=as_member(member))
    assert made.status_code == 201, made.text
    answer = api.get(
        f"/v1/me/goals/{made.json()['id']}/matches",
        params={"limit": limit},
        headers=as_member(member),
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(items: list[dict[str, Any]]) -> list[str]:
    return [item["member"]["id"] for item in items]


def test_who_fits_best_and_nearest_comes_first_each_with_why(api: httpx.Client) -> None:
    found = matches(api)
    assert [(item["member"]["id"], item["degree"]) for item in found["items"]] == [
        ("linus", 2),
        ("barbara", 2),
    ]
    linus = found["items"][0]
    assert {reason["kind"]: reason["detail"] for reason in linus["reasons"]} == {
        "company": "works at Acme",
        "title": "is Sr. Staff-Engineer (Kernel) at Acme",
        "skills": "knows Go",
    }
    assert linus["fit"] == pytest.approx((0.30 + 0.25 + 0.20 / 2) / 0.75)
    assert linus["fit"] == pytest.approx(sum(reason["weight"] for reason in linus["reasons"]))
    assert linus["mutual_count"] == 2
    [reason] = found["items"][1]["reasons"]
    assert (reason["detail"], reason["weight"]) == ("worked at Acme", pytest.approx(0.2))


def test_the_way_is_the_warmest_and_names_whom_to_ask(api: httpx.Client) -> None:
    way = matches(api)["items"][0]["way"]
    assert (way["connector_id"], way["score"]) == ("grace", pytest.approx(0.9 * 0.9))
    assert matches(api)["items"][0]["advice"] == "Ask Grace for an introduction to Linus."
    api.patch("/v1/me/introduction-settings", json={"paused": True}, headers=as_member("grace"))
    linus, barbara = matches(api)["items"]
    assert linus["way"]["connector_id"] == "tim"
    assert (barbara["way"], barbara["advice"].startswith("Nobody on the way")) == (None, True)


def test_connections_who_could_help_are_a_list_of_their_own(api: httpx.Client) -> None:
    found = matches(api)["connections"]
    assert [(item["member"]["id"], item["help"], item["tier"]) for item in found] == [
        ("grace", "refer", "strong"),
        ("tim", "advise", "moderate"),
    ]
    joining = matches(api, kind="collaboration", skills=["go"])["connections"]
    assert [(item["member"]["id"], item["help"]) for item in joining] == [("tim", "join")]


def test_the_third_degree_is_worth_less_and_the_fourth_is_not_there(api: httpx.Client) -> None:
    found = matches(api, kind="industry", industries=["software"], places=["London"])["items"]
    assert [(item["member"]["id"], item["degree"], item["score"]) for item in found] == [
        ("ken", 3, pytest.approx(0.6))
    ]
    assert found[0]["way"]["score"] == pytest.approx(0.5 * 0.9 * 0.9 * 0.8)
    assert "far" not in ids(matches(api, kind="employer", companies=["Acme"])["items"])


def test_a_place_alone_is_no_background(api: httpx.Client) -> None:
    found = matches(api, kind="role", title="kernel", places=["london"])["items"]
    assert ids(found) == ["linus"]
    assert [reason["kind"] for reason in found[0]["reasons"]] == ["title", "place"]
    assert ids(matches(api, kind="industry", places=["london"])["items"]) == ["linus", "ken"]


def test_companies_and_skills_are_named_by_name_or_id(api: httpx.Client) -> None:
    for names in (["acme"], ["ACME"], ["Acme", "acme"]):
        assert ids(matches(api, kind="employer", companies=names)["items"]) == ["linus", "barbara"]


def test_a_name_that_is_another_skill_s_id_counts_as_one(
    api: httpx.Client, as_service: dict[str, str]
) -> None:
    api.patch("/v1/members/linus", json={"skills": ["Go lang", "go-lang"]}, headers=as_service)
    [linus] = matches(api, kind="hire", skills=["go-lang"])["items"]
    assert (linus["fit"], linus["reasons"][0]["detail"]) == (1.0, "knows Go lang, go-lang")


@pytest.mark.parametrize(
    "title", ['" OR *:*', "staff) (", "title:x", "~^*?", "\\", "AND", "🙂", "staff AND"]
)
def test_what_is_looked_for_is_data_and_never_syntax(api: httpx.Client, title: str) -> None:
    matches(api, kind="role", title=title, industries=[title], places=[title])


def test_limit_holds_for_each_list(api: httpx.Client) -> None:
    found = matches(api, limit=1)
    assert (ids(found["items"]), ids(found["connections"])) == (["linus"], ["grace"])


@pytest.mark.parametrize("by_viewer", [True, False])
def test_who_is_blocked_is_neither_a_match_nor_a_way(api: httpx.Client, by_viewer: bool) -> None:
    def block(other: str) -> None:
        blocker, blocked = ("ada", other) if by_viewer else (other, "ada")
        api.put(f"/v1/me/blocks/{blocked}", headers=as_member(blocker))

    block("linus")
    goal: dict[str, Any] = {"kind": "role", "title": "staff", "industries": ["software"]}
    assert ids(matches(api, **goal)["items"]) == []  # ken too, who was known through linus alone
    block("grace")
    assert ids(matches(api)["items"]) == []
    assert ids(matches(api)["connections"]) == ["tim"]


@pytest.mark.parametrize("most", ["MOST_FOUND", "MOST_WALKED", "MOST_LOOKED_AT"])
def test_bounds_are_no_mistake(
    api: httpx.Client, monkeypatch: pytest.MonkeyPatch, most: str
) -> None:
    monkeypatch.setattr(f"mutuals.goals.queries.{most}", 1)
    assert ids(matches(api, limit=1)["items"]) == ["linus"]


def test_of_equals_the_warmer_way_comes_first(server: Server, api: httpx.Client) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "MATCH (t:Member {id: 'tim'}) MATCH (g:Member {id: 'grace'}) "
            "MATCH (c:Company {id: 'acme'}) "
            "CREATE (a:Member {id: 'a'})-[:WORKS_AT]->(c), (z:Member {id: 'z'})-[:WORKS_AT]->(c), "
            "(a)-[:CONNECTED_TO {pair: 'a|tim', strength: 0.5, context: 0.5}]->(t), "
            "(g)-[:CONNECTED_TO {pair: 'grace|z', strength: 0.5, context: 0.5}]->(z)",
            database_=server.database,
        )
    found = matches(api, kind="employer", companies=["Acme"])["items"]
    assert ids(found) == ["linus", "z", "a", "barbara"]
