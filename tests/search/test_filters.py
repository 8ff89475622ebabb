"""Filters, facets and pages of a search against plain Python, on random small networks."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx
import networkx as nx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.members.names import named_id

COMPANIES = ["Acme Corp", "Globex", "Initech"]
SCHOOLS = ["MIT", "ETH Zürich"]
SKILLS = ["C++", "Go", "Rust"]
INDUSTRIES = ["Software", "Law"]
LOCATIONS = ["Zürich, Switzerland", "New York", "York, England"]
TITLES = ["Senior Engineer", "Engineer", "Head of Sales"]

Profile = dict[str, Any]


def profile(rng: random.Random, number: int) -> Profile:
    """A profile for POST /v1/members; everybody's headline has the word `person`."""
    companies = rng.sample(COMPANIES, rng.randint(0, 2))
    return {
        "id": f"m{number:02}",
        "name": f"Name{number}",
        "headline": "A person",
        "industry": rng.choice([*INDUSTRIES, None]),
        "location": rng.choice([*LOCATIONS, None]),
        "positions": [
            {
                "company": company,
                "title": rng.choice(TITLES),
                "ended_on": rng.choice([None, "2020-01-01"]),
            }
            for company in companies
        ],
        "schools": [{"school": school} for school in rng.sample(SCHOOLS, rng.randint(0, 1))],
        "skills": rng.sample(SKILLS, rng.randint(0, 3)),
    }


class Network:
    """Profiles, connections and blocks of one network, and what a search of it should find."""

    def __init__(self, seed: int, *, is_hub: bool) -> None:
        self.is_hub = is_hub
        self.rng = random.Random(seed)
        self.profiles = {f"m{n:02}": profile(self.rng, n) for n in range(24)}
        self.graph: nx.Graph[str] = nx.relabel_nodes(
            nx.gnm_random_graph(24, 32, seed=seed), lambda number: f"m{number:02}"
        )
        near = sorted(self.graph["m00"])
        strangers = sorted(set(self.profiles) - {"m00", *near})
        self.blocked = set(self.rng.sample(strangers, 2))
        self.visible_to = {
            member: self.rng.choice([None, "only_me", "everyone"]) for member in self.profiles
        }

    def degree(self, member: str) -> int | None:
        """From m00, without going through who has a block with it."""
        graph = self.graph.copy()
        graph.remove_nodes_from(self.blocked)
        lengths = nx.single_source_shortest_path_length(graph, "m00", 3)
        return lengths.get(member)

    def fits(self, member: str, query: dict[str, Any]) -> bool:
        """Whether a member fits every filter."""
        own = self.profiles[member]
        now = [p for p in own["positions"] if p["ended_on"] is None]
        before = [p for p in own["positions"] if p["ended_on"] is not None]
        when = {"now": now, "before": before, None: now + before}[query.get("company_when")]
        checks: dict[str, Callable[[Any], bool]] = {
            "degree": lambda value: self.degree(member) == value,
            "company": lambda value: any(p["company"] == value for p in when),
            "company_when": lambda _: True,
            "title": lambda value: any(value.lower() in p["title"].lower() for p in now),
            "industry": lambda value: own["industry"] == value,
            "school": lambda value: any(s["school"] == value for s in own["schools"]),
            "location": lambda value: value.lower() in (own["location"] or "").lower(),
            "skill": lambda value: value in own["skills"],
            "q": lambda value: value == "person",
            "connections_of": lambda value: self.knows(value, member),
        }
        return (
            member != "m00"
            and member not in self.blocked
            and all(checks[name](value) for name, value in query.items())
        )

    def knows(self, one: str, other: str) -> bool:
        """Whether one has the other for a connection, and m00 may know it: mutual ones always."""
        return self.graph.has_edge(one, other) and (
            "m00" in (one, other)
            or self.shows(one)
            or self.shows(other)
            or self.graph.has_edge("m00", other)
        )

    def shows(self, member: str) -> bool:
        visible_to = self.visible_to[member]
        return visible_to == "everyone" or (
            visible_to is None and self.graph.has_edge("m00", member)
        )

    def facets(self, members: list[str], query: dict[str, Any]) -> dict[str, Counter[Any]]:
        """How many of these have what."""
        found: dict[str, Counter[Any]] = {
            name: Counter() for name in ("degree", "company", "school", "skill")
        } | {"industry": Counter(), "location": Counter()}
        for member in members:
            own = self.profiles[member]
            degree = self.degree(member)
            # A hub's second degree is only known where it is asked for.
            near = {1, query.get("degree")} if self.is_hub else {1, 2}
            found["degree"][degree if degree in near - {3} else None] += 1
            when = query.get("company_when")
            employers = {
                named_id(p["company"])
                for p in own["positions"]
                if when is None or (p["ended_on"] is None) == (when == "now")
            }
            found["company"].update(employers)
            found["school"].update(named_id(s["school"]) for s in own["schools"])
            found["skill"].update(named_id(skill) for skill in own["skills"])
            if own["industry"]:
                found["industry"][own["industry"]] += 1
            if own["location"]:
                found["location"][own["location"]] += 1
        return found


QUERIES: list[dict[str, Any]] = [
    {"q": "person"},
    {"q": "person", "degree": 1},
    {"q": "person", "degree": 2},
    {"degree": 1},
    {"degree": 2},
    {"degree": 3},
    {"q": "nothing"},
    {"company": "Acme Corp"},
    {"company": "Acme Corp", "company_when": "now"},
    {"company": "Acme Corp", "company_when": "before", "degree": 3},
    {"title": "Senior Engineer"},
    {"title": "engin", "q": "person"},
    {"industry": "Software", "degree": 2},
    {"school": "ETH Zürich"},
    {"location": "york"},
    {"location": "Zürich", "skill": "C++"},
    {"skill": "Go", "company": "Globex", "q": "person"},
    *({"connections_of": f"m{number:02}"} for number in range(0, 24, 3)),
    {"connections_of": "m01", "q": "person", "degree": 2},
    {"connections_of": "m02", "skill": "Go"},
]


@pytest.mark.long
@pytest.mark.parametrize(("seed", "hub"), [(0, 1000), (1, 1000), (2, 1)])
def test_filters_and_facets_are_those_of_plain_python(
    api: httpx.Client,
    empty_server: Server,
    as_service: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    hub: int,
) -> None:
    monkeypatch.setattr("mutuals.search.queries.HUB_SIZE", hub)
    network = Network(seed, is_hub=hub == 1)
    for member in network.profiles.values():
        assert api.post("/v1/members", json=member, headers=as_service).status_code == 201
    write_graph(empty_server, network)
    wrong = []
    for query in QUERIES:
        answer = api.get("/v1/members", params=query | {"limit": 100}, headers=as_member("m00"))
        if query.get("connections_of") in network.blocked:
            assert answer.status_code == 404
            continue
        told = answer.json()
        fitting = [member for member in network.profiles if network.fits(member, query)]
        items = {item["id"]: item for item in told["items"]}
        facets = {
            name: Counter({entry["value"]: entry["count"] for entry in entries if entry["count"]})
            for name, entries in told["facets"].items()
        }
        degrees = {member: network.degree(member) for member in fitting}
        mutual = {
            member: len([*nx.common_neighbors(network.graph, "m00", member)]) for member in fitting
        }
        if (
            sorted(items) != sorted(fitting)
            or told["total"] != len(fitting)
            or facets != network.facets(fitting, query)
            or {member: item["degree"] for member, item in items.items()} != degrees
            or {member: item["mutual_count"] for member, item in items.items()} != mutual
        ):
            wrong.append((query, sorted(items), sorted(fitting), facets))
    assert wrong == []


def write_graph(server: Server, network: Network) -> None:
    """The connections, blocks and settings of a network whose members are there."""
    pairs = [(min(pair), max(pair)) for pair in network.graph.edges]
    names = {member: own["name"] for member, own in network.profiles.items()}
    write_network(server, pairs)
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "UNWIND keys($names) AS id MATCH (member:Member {id: id}) "
            "SET member.name = $names[id], member.connections_visible_to = $visible_to[id] "
            "WITH count(*) AS set MATCH (viewer:Member {id: 'm00'}) "
            "UNWIND $blocked AS id MATCH (member:Member {id: id}) "
            "CREATE (member)-[:BLOCKS]->(viewer)",
            names=names,
            visible_to=network.visible_to,
            blocked=[*network.blocked],
            database_=server.database,
        )


@pytest.mark.long
def test_pages_hold_each_hit_once_in_their_order(
    api: httpx.Client, empty_server: Server, as_service: dict[str, str]
) -> None:
    write_network(empty_server, [("ada", "m03"), ("m03", "m05")])
    for number in range(12):
        headers = as_service
        if number in (3, 5):
            api.patch(f"/v1/members/m{number:02}", json={"headline": "Baker"}, headers=headers)
        else:
            api.post(
                "/v1/members", json={"id": f"m{number:02}", "headline": "Baker"}, headers=headers
            )
    whole = api.get("/v1/members", params={"q": "baker"}, headers=as_member("ada")).json()
    ids = [item["id"] for item in whole["items"]]
    assert (ids[:2], len(ids), whole["next"]) == (["m03", "m05"], 12, None)
    paged: list[str] = []
    query: dict[str, Any] = {"q": "baker", "limit": 5}
    while True:
        page = api.get("/v1/members", params=query, headers=as_member("ada")).json()
        assert (page["total"], page["facets"]) == (12, whole["facets"])
        paged += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert paged == ids


def test_a_cursor_is_good_for_its_own_search_alone(api: httpx.Client, empty_server: Server) -> None:
    write_network(empty_server, [("ada", "bea"), ("ada", "cid")])
    first = api.get("/v1/members", params={"limit": 1}, headers=as_member("ada")).json()
    for query in ({"q": "cid"}, {"degree": 1}, {"skill": "Go"}):
        answer = api.get(
            "/v1/members", params=query | {"cursor": first["next"]}, headers=as_member("ada")
        )
        assert answer.status_code == 422
