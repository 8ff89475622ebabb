"""GET /v1/members?q= finds unconfirmed members too, for who imported them and for the pool."""

from typing import Any

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network
from tests.pooling.pools import known, run, share, write_imports

from mutuals.graph.driver import Server

WORK = {"company": "Acme Corp", "position": "Graph Engineer"}


@pytest.fixture
def team(server: Server, api: httpx.Client) -> httpx.Client:
    """Ada and Bea share their imports, Cas does not. Bea knows Zoe Quinn of Acme."""
    share(server, "ada", "bea")
    share(server, "cas", shares=None)
    same = {"identities": ["url:linkedin.com/in/zoe"]}
    write_imports(server, known("bea", "zoe-b", "Zoë Quinn", **WORK, **same))  # type: ignore[arg-type]
    return api


def search(api: httpx.Client, viewer: str, **query: object) -> dict[str, Any]:
    answer = api.get("/v1/members", params=query, headers=as_member(viewer))  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def ids(found: dict[str, Any]) -> list[str]:
    return [item["id"] for item in found["items"]]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "zoe"},
        {"q": "quin"},
        {"q": "zoe acme"},
        {"q": "Zoë engineer"},
        {"q": "quimn"},
        {"company": "Acme Corp"},
        {"q": "zoe", "company": "acme-corp"},
        {"title": "graph engineer"},
        {"q": "zoe", "company_when": "now"},
    ],
)
def test_they_are_found_by_name_and_work(team: httpx.Client, query: dict[str, str]) -> None:
    assert ids(search(team, "bea", **query)) == ["zoe-b"]
    assert ids(search(team, "ada", **query)) == ["zoe-b"]
    assert ids(search(team, "cas", **query)) == []


@pytest.mark.parametrize(
    "query",
    [
        {"q": "zoe other"},
        {"q": "zoe", "company": "Other"},
        {"q": "zoe", "title": "manager"},
        {"q": "zoe", "title": "?"},
        {"q": "zoe", "school": "mit"},
        {"q": "zoe", "skill": "python"},
        {"q": "zoe", "industry": "Software"},
        {"q": "zoe", "location": "Paris"},
        {"q": "zoe", "company_when": "before"},
        {"q": "zoe", "degree": "3"},
        {"q": "zoe", "connections_of": "bea"},
        {"q": 'zoe" owner_id:"cas'},
        {"q": "?"},
        {},
    ],
)
def test_what_no_import_says_finds_nobody(team: httpx.Client, query: dict[str, str]) -> None:
    assert "zoe-b" not in ids(search(team, "bea", **query)) + ids(search(team, "ada", **query))


def test_a_hit_is_marked_and_counted(team: httpx.Client) -> None:
    found = search(team, "ada", q="zoe")
    assert found["items"] == [
        {
            "id": "zoe-b",
            "name": "Zoë Quinn",
            "headline": "Graph Engineer at Acme Corp",
            "degree": 2,
            "mutual_count": 0,
            "confirmed": False,
        }
    ]
    assert found["total"] == 1
    assert found["facets"]["company"] == [{"value": "acme-corp", "name": "Acme Corp", "count": 1}]
    assert {entry["value"]: entry["count"] for entry in found["facets"]["degree"]} == {
        1: 0,
        2: 1,
        None: 0,
    }


def test_a_degree_is_the_owners_and_the_pools(team: httpx.Client) -> None:
    assert ids(search(team, "bea", q="zoe", degree="1")) == ["zoe-b"]
    assert ids(search(team, "bea", q="zoe", degree="2")) == []
    assert ids(search(team, "ada", q="zoe", degree="2")) == ["zoe-b"]


def test_a_person_in_several_imports_is_found_once(team: httpx.Client, server: Server) -> None:
    share(server, "eve")
    names = ["url:linkedin.com/in/zoe"]
    write_imports(server, known("eve", "zoe-e", "Zoe Q.", strength=0.9, identities=names))
    assert ids(search(team, "ada", q="zoe")) == ["zoe-e"]
    write_imports(server, known("ada", "zoe-a", "Zoe", strength=0.1, identities=names))
    assert ids(search(team, "ada", q="zoe")) == ["zoe-a"]


def test_who_is_a_connection_already_is_found_as_a_member_alone(
    team: httpx.Client, server: Server
) -> None:
    write_network(server, [("ada", "zoe")])
    run(
        server,
        """
        MATCH (zoe:Member {id: 'zoe'})
        MATCH (identity:Identity {id: 'url:linkedin.com/in/zoe'})
        SET zoe.search_name = 'zoe'
        CREATE (zoe)-[:IDENTIFIED_BY]->(identity)
        """,
    )
    assert ids(search(team, "ada", q="zoe")) == ["zoe"]


def test_pages_hold_members_and_others_once_each(team: httpx.Client, server: Server) -> None:
    write_network(server, {}, members=[f"m{number}" for number in range(5)])
    run(
        server,
        "MATCH (member:Member) WHERE member.id STARTS WITH 'm' SET member.search_name = 'zoe'",
    )
    write_imports(server, *(known("bea", f"p{number}", "Zoe Quill") for number in range(5)))
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = search(team, "ada", q="zoe", limit=3, **cursor)
        assert page["total"] == 11
        found += ids(page)
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert sorted(found) == sorted(
        ["zoe-b", *(f"{kind}{number}" for kind in "mp" for number in range(5))]
    )


def test_owners_with_like_ids_are_told_apart(api: httpx.Client, server: Server) -> None:
    write_imports(
        server,
        known("a-b", "one", "Zoe"),
        known("A-B", "two", "Zoe"),
        known("a-b-c", "three", "Zoe"),
        known("a.b", "four", "Zoe"),
        known("0199b5a2-7c1e-7f00-8000-000000000001", "five", "Zoe"),
    )
    assert ids(search(api, "a-b", q="zoe")) == ["one"]
    assert ids(search(api, "A-B", q="zoe")) == ["two"]
    assert ids(search(api, "a.b", q="zoe")) == ["four"]
    assert ids(search(api, "0199b5a2-7c1e-7f00-8000-000000000001", q="zoe")) == ["five"]
