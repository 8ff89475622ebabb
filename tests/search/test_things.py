"""Companies, schools, groups and events are found by their words."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

THINGS = """
MATCH (bea:Member {id: 'bea'})
CREATE
  (company:Company {id: 'societe', name: 'Société Générale'}),
  (:Company {id: 'oreilly', name: "O'Reilly Media"}),
  (:Company {id: 'node', name: 'Node.js of the World'}),
  (school:School {id: 'eth', name: 'ETH Zürich'}),
  (group:Group {
    id: 'crypto', name: 'Cryptography', description: 'Números primos', joining: 'open'
  }),
  (closed:Group {id: 'closed', name: 'Closed circle', joining: 'approval'}),
  (event:Event {id: 'gala', title: 'Spring gala', description: 'Dancing', starts_at: $now}),
  (:Event {id: 'off', title: 'Autumn gala', cancelled_at: $now}),
  (inner:Event {id: 'inner', title: 'Inner gala'}),
  (inner)-[:EVENT_OF]->(closed),
  (bea)-[:WORKS_AT]->(company),
  (bea)-[:STUDIED_AT]->(school),
  (bea)-[:MEMBER_OF {role: 'owner'}]->(group),
  (bea)-[:MEMBER_OF {role: 'owner'}]->(closed),
  (bea)-[:ORGANISES]->(event),
  (bea)-[:ATTENDS]->(event)
"""


@pytest.fixture(autouse=True)
def _things(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "bea")], members=["cid"])
    write(empty_server, THINGS, now=datetime(2026, 5, 1, tzinfo=UTC))


def write(server: Server, statement: str, **parameters: object) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(statement, parameters_=parameters, database_=server.database)


def items(api: httpx.Client, path: str, query: str, viewer: str = "ada") -> list[dict[str, Any]]:
    answer = api.get(f"/v1/{path}", params={"q": query}, headers=as_member(viewer))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.mark.parametrize(
    ("path", "query", "found"),
    [
        ("companies", "societe", "societe"),
        ("companies", "Société Générale", "societe"),
        ("companies", "gen", "societe"),
        ("companies", "genrale", "societe"),
        ("companies", "O'Reilly", "oreilly"),
        ("companies", "oreilly media", "oreilly"),
        ("companies", "the world of node.js", "node"),
        ("schools", "eth zurich", "eth"),
        ("schools", "zür", "eth"),
        ("groups", "crypt", "crypto"),
        ("groups", "numeros", "crypto"),
        ("groups", "circle", "closed"),
        ("events", "spring", "gala"),
        ("events", "dancing gala", "gala"),
    ],
)
def test_what_is_found(api: httpx.Client, path: str, query: str, found: str) -> None:
    assert [item["id"] for item in items(api, path, query)] == [found]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("companies", "generic"),
        ("companies", "societe nationale"),
        ("schools", "eth london"),
        ("groups", "chess"),
        ("events", "autumn"),
        ("companies", "the"),
    ],
)
def test_what_is_not(api: httpx.Client, path: str, query: str) -> None:
    assert items(api, path, query) == []


@pytest.mark.parametrize(
    ("path", "query"),
    [("companies", "societe"), ("schools", "eth"), ("groups", "crypto"), ("events", "spring")],
)
def test_how_many_connections_are_there(api: httpx.Client, path: str, query: str) -> None:
    assert [item["connection_count"] for item in items(api, path, query)] == [1]
    assert [item["connection_count"] for item in items(api, path, query, "cid")] == [0]


def test_a_former_employer_s_connections_do_not_count(
    api: httpx.Client, empty_server: Server
) -> None:
    write(empty_server, "MATCH ()-[work:WORKS_AT]->() SET work.ended_on = date('2020-01-01')")
    assert [item["connection_count"] for item in items(api, "companies", "societe")] == [0]


def test_an_event_of_a_group_by_approval_is_for_its_members(api: httpx.Client) -> None:
    assert items(api, "events", "inner") == []
    assert [item["id"] for item in items(api, "events", "inner", "bea")] == ["inner"]


def test_an_event_of_who_has_a_block_with_the_viewer_is_not_there(
    api: httpx.Client, empty_server: Server
) -> None:
    write(
        empty_server,
        "MATCH (bea:Member {id: 'bea'}) MATCH (cid:Member {id: 'cid'}) "
        "CREATE (bea)-[:BLOCKS]->(cid)",
    )
    assert items(api, "events", "spring", "cid") == []


def test_an_event_says_when(api: httpx.Client) -> None:
    [event] = items(api, "events", "spring")
    assert (event["title"], event["starts_at"]) == ("Spring gala", "2026-05-01T00:00:00Z")


def test_pages(api: httpx.Client, empty_server: Server) -> None:
    write(
        empty_server,
        "UNWIND range(0, 6) AS n CREATE (:Company {id: 'works-' + n, name: 'Works ' + n})",
    )
    ids: list[str] = []
    query: dict[str, Any] = {"q": "works", "limit": 3}
    while True:
        page = api.get("/v1/companies", params=query, headers=as_member("ada")).json()
        ids += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert sorted(ids) == [f"works-{n}" for n in range(7)]
    answer = api.get(
        "/v1/schools", params={"q": "works", "cursor": query["cursor"]}, headers=as_member("ada")
    )
    assert answer.status_code == 422
