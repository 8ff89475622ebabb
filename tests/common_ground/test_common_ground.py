"""What two members have in common, told to one of them, and the notes that stand on it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.graph.opening import utc_now

BOTH = """
MATCH (ada:Member {id: 'ada'})
MATCH (grace:Member {id: 'grace'})
"""
COMMON = (
    BOTH
    + """
CREATE (ada)-[:WORKS_AT]->(:Company {id: 'acme', name: 'Acme'})<-[:WORKS_AT]-(grace)
CREATE (ada)-[:STUDIED_AT]->(:School {id: 'yale', name: 'Yale'})<-[:STUDIED_AT]-(grace)
CREATE (ada)-[:HAS_SKILL]->(:Skill {id: 'cobol', name: 'Cobol'})<-[:HAS_SKILL]-(grace)
CREATE (ada)-[:INTERESTED_IN]->(:Interest {id: 'chess', name: 'Chess'})<-[:INTERESTED_IN]-(grace)
CREATE (ada)-[:MEMBER_OF]->(:Group {id: 'navy', name: 'Navy'})<-[:MEMBER_OF]-(grace)
CREATE (ada)-[:ORGANISES]->(:Event {id: 'fair', title: 'Fair', starts_at: $now})
  <-[:ATTENDS]-(grace)
CREATE (ada)-[:ATTENDS]->(:Event {id: 'off', starts_at: $now, cancelled_at: $now})
  <-[:ATTENDS]-(grace)
CREATE (ada)-[:MEMBER_OF]->(:Group {id: 'own', name: 'Own'})
"""
)
POST = (
    BOTH
    + """
CREATE (grace)-[:POSTED {author_id: 'grace', created_at: $before}]->(post:Post {
  id: 'p1', kind: 'article', audience: $audience, created_at: $before,
  text: 'Nanoseconds, explained'
})
CREATE (ada)-[:REACTED_TO {kind: 'like', created_at: $now}]->(post)
"""
)

Write = Callable[..., None]


@pytest.fixture
def write(api: httpx.Client, empty_server: Server) -> Write:
    del api  # its schema
    write_network(
        empty_server,
        {
            ("ada", "linus"): 0.3,
            ("grace", "linus"): 0.5,
            ("ada", "zoe"): 0.9,
            ("grace", "zoe"): 0.9,
        },
        ["sam"],
    )
    times = {"now": utc_now(), "before": utc_now() - timedelta(days=2)}

    def run(statement: str, **parameters: object) -> None:
        server = empty_server
        with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
            driver.execute_query(statement, times | parameters, database_=server.database)

    return run


def common_ground(api: httpx.Client, member: str = "grace", **query: int) -> dict[str, Any]:
    path = f"/v1/members/{member}/common-ground"
    answer = api.get(path, params=query, headers=as_member("ada"))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def grounds(api: httpx.Client) -> list[tuple[str, str]]:
    answer = api.get("/v1/members/grace/note-suggestions", headers=as_member("ada")).json()
    return [
        (ground["kind"], draft["text"])
        for draft in answer["drafts"]
        for ground in draft["stands_on"][:1]
    ]


def ids(found: dict[str, Any]) -> dict[str, list[str]]:
    return {
        name: [item["id"] for item in items]
        for name, items in found.items()
        if isinstance(items, list)
    }


def test_all_that_both_have(api: httpx.Client, write: Write) -> None:
    write(COMMON)
    found = common_ground(api)
    assert ids(found) == {
        "mutual_connections": ["zoe", "linus"],
        "groups": ["navy"],
        "events": ["fair"],
        "interests": ["chess"],
        "employers": ["acme"],
        "schools": ["yale"],
        "skills": ["cobol"],
        "posts": [],
    }
    assert found["mutual_count"] == 2


def test_nothing_in_common(api: httpx.Client, write: Write) -> None:
    write(COMMON)
    found = common_ground(api, "sam")
    assert {*map(len, ids(found).values())} == {0}
    assert found["mutual_count"] == 0


def test_a_few_of_each_and_the_total(api: httpx.Client, write: Write) -> None:
    write(COMMON)
    found = common_ground(api, limit=1)
    assert (len(found["mutual_connections"]), found["mutual_count"]) == (1, 2)


def test_the_rarest_skill_comes_first(api: httpx.Client, write: Write) -> None:
    write(COMMON)
    write(
        BOTH
        + """
        MATCH (sam:Member {id: 'sam'})
        CREATE (common:Skill {id: 'a'})
        CREATE (ada)-[:HAS_SKILL]->(common)
        CREATE (grace)-[:HAS_SKILL]->(common)
        CREATE (sam)-[:HAS_SKILL]->(common)
        """
    )
    assert ids(common_ground(api))["skills"] == ["cobol", "a"]


def test_a_blocked_mutual_connection_is_not_counted(api: httpx.Client, write: Write) -> None:
    write("MATCH (a:Member {id: 'ada'}) MATCH (z:Member {id: 'zoe'}) CREATE (z)-[:BLOCKS]->(a)")
    found = common_ground(api)
    assert (ids(found)["mutual_connections"], found["mutual_count"]) == (["linus"], 1)


@pytest.mark.parametrize(
    ("audience", "seen"),
    [("everyone", True), ("second_degree", True), ("first_degree", False), ("group", False)],
)
def test_a_post_taken_up_as_far_as_it_can_still_be_seen(
    api: httpx.Client, write: Write, audience: str, seen: bool
) -> None:
    write(POST, audience=audience)
    assert [(post["id"], post["engaged"]) for post in common_ground(api)["posts"]] == (
        [("p1", "reacted")] if seen else []
    )


def test_a_comment_says_more_than_a_reaction(api: httpx.Client, write: Write) -> None:
    write(POST, audience="everyone")
    write(
        BOTH
        + """
        MATCH (post:Post {id: 'p1'})
        CREATE (ada)-[:COMMENTED {created_at: $before}]->(:Comment {id: 'c'})-[:COMMENTS_ON]->(post)
        """
    )
    assert [post["engaged"] for post in common_ground(api)["posts"]] == ["commented"]


def test_with_oneself(api: httpx.Client, write: Write) -> None:
    del write
    answer = api.get("/v1/members/ada/common-ground", headers=as_member("ada"))
    assert (answer.status_code, answer.json()["type"]) == (409, "conflict")


def test_a_note_stands_on_a_post(api: httpx.Client, write: Write) -> None:
    write(POST, audience="everyone")
    assert grounds(api)[1] == (
        "post",
        'Hello Grace, I liked your post "Nanoseconds, explained" and would like to read more of '
        "you. Ada",
    )


@pytest.mark.parametrize(
    ("place", "kind", "words"),
    [
        (
            "CREATE (ada)-[:MEMBER_OF]->(:Group {id: 'navy', name: 'Navy'})<-[:MEMBER_OF]-(grace)",
            "group",
            "we are both in Navy",
        ),
        (
            "CREATE (ada)-[:ATTENDS]->(:Event {id: 'fair', title: 'Fair'})<-[:ATTENDS]-(grace)",
            "event",
            "we are both on the list of Fair",
        ),
    ],
)
def test_a_note_stands_on_a_place(
    api: httpx.Client, write: Write, place: str, kind: str, words: str
) -> None:
    write(BOTH + place)
    found, text = grounds(api)[1]
    assert found == kind
    assert words in text


def test_a_long_post_is_quoted_as_it_begins(api: httpx.Client, write: Write) -> None:
    write(POST, audience="everyone")
    write("MATCH (post:Post {id: 'p1'}) SET post.text = $text", text="word {x} " * 200)
    _, text = grounds(api)[1]
    assert len(text) <= 300
    assert '…" and' in text
