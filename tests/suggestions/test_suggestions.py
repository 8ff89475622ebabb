"""Whom a viewer may know: who is listed and who never is, in which order, and why."""

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

Write = Callable[..., None]


@pytest.fixture
def write(empty_server: Server) -> Write:
    """Run a statement on this run's Neo4j: what other domains would have written."""

    def run(statement: str, **parameters: object) -> None:
        server = empty_server
        with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
            driver.execute_query(statement, parameters_=parameters, database_=server.database)

    return run


def suggested(api: httpx.Client, viewer: str = "ada", **query: str | int) -> list[dict[str, Any]]:
    answer = api.get("/v1/me/suggestions", params=query, headers=as_member(viewer))
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def ids(api: httpx.Client, viewer: str = "ada", **query: str | int) -> list[str]:
    return [item["member_id"] for item in suggested(api, viewer, **query)]


# Ada knows Bea and Cid; both know Dan, Cid alone knows Eve.
NEAR = {
    ("ada", "bea"): 0.8,
    ("ada", "cid"): 0.2,
    ("bea", "dan"): 0.5,
    ("cid", "dan"): 0.5,
    ("cid", "eve"): 0.5,
}


@pytest.fixture
def near(empty_server: Server) -> None:
    write_network(empty_server, NEAR)


@pytest.mark.usefixtures("near")
def test_the_second_degree_is_suggested_and_nobody_else(api: httpx.Client) -> None:
    assert ids(api) == ["dan", "eve"]


@pytest.mark.usefixtures("near")
def test_a_suggestion_says_why(api: httpx.Client) -> None:
    dan = suggested(api)[0]
    assert (dan["name"], dan["mutual_count"], dan["times_shown"]) == ("Dan", 2, 0)
    assert [(reason["kind"], reason["text"]) for reason in dan["reasons"]] == [
        ("mutual_connections", "You both know Bea and Cid"),
        ("tie_strength", "Your strongest tie to somebody who knows them is to Bea"),
    ]
    assert dan["reasons"][0]["shared"] == [
        {"id": "bea", "name": "Bea"},
        {"id": "cid", "name": "Cid"},
    ]


def test_a_viewer_without_anybody_is_suggested_nobody(
    api: httpx.Client, empty_server: Server
) -> None:
    write_network(empty_server, [], members=["ada", "bob"])
    assert suggested(api) == []


def test_a_viewer_who_is_nobody_is_told_so(api: httpx.Client) -> None:
    answer = api.get("/v1/me/suggestions", headers=as_member("nobody"))
    assert answer.status_code == 404


def test_the_most_mutual_connections_first(api: httpx.Client, empty_server: Server) -> None:
    # Two know Dan through busy Cid and Bea; quiet Gil alone knows Hal, and warmly.
    busy = [("bea", f"x{number}") for number in range(30)]
    busy += [("cid", f"x{number}") for number in range(30)]
    pairs = [("ada", "bea"), ("ada", "cid"), ("bea", "dan"), ("cid", "dan"), ("gil", "hal"), *busy]
    write_network(empty_server, dict.fromkeys(pairs, 0.1) | {("ada", "gil"): 0.9})
    assert ids(api, limit=1) == ["hal"]
    assert ids(api, order="mutual", limit=1) == ["dan"]


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("order", ["relevance", "mutual"])
@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ("CREATE (ada)-[:BLOCKS]->(dan)", ["eve"]),
        ("CREATE (dan)-[:BLOCKS]->(ada)", ["eve"]),
        ("CREATE (ada)-[:WAS_SUGGESTED {shown: 0, dismissed_at: $now}]->(dan)", ["eve"]),
        ("CREATE (dan)-[:WAS_SUGGESTED {shown: 0, dismissed_at: $now}]->(ada)", ["dan", "eve"]),
        ("SET dan.requests_from = 'nobody'", ["eve"]),
        ("SET dan.requests_from = 'second_degree'", ["dan", "eve"]),
    ],
    ids=["blocked", "blocks", "dismissed", "dismisses", "nobody", "second degree"],
)
def test_who_is_never_suggested(
    api: httpx.Client, write: Write, order: str, statement: str, left: list[str]
) -> None:
    match = "MATCH (ada:Member {id: 'ada'}) MATCH (dan:Member {id: 'dan'}) "
    write(match + statement, now=utc_now())
    assert ids(api, order=order) == left


REQUEST = """
MATCH (sender:Member {id: $sender})
MATCH (receiver:Member {id: $receiver})
CREATE (sender)-[:SENT]->(:ConnectionRequest {
  id: 'request', pair: 'ada|dan', state: $state, created_at: $created_at, expires_at: $expires_at
})-[:SENT_TO]->(receiver)
"""


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("sent", [True, False], ids=["sent", "received"])
@pytest.mark.parametrize(
    ("state", "days_ago", "listed_to"),
    [
        ("pending", 1, set()),
        ("pending", 100, set()),
        ("pending", 200, {"sender", "receiver"}),  # it has expired
        ("withdrawn", 1, {"receiver"}),  # who is told of none
        ("withdrawn", 100, {"sender", "receiver"}),
        ("accepted", 1, set()),
    ],
)
def test_who_asked_or_was_asked_lately_is_not_suggested(
    api: httpx.Client, write: Write, state: str, days_ago: int, listed_to: set[str], sent: bool
) -> None:
    created_at = utc_now() - timedelta(days=days_ago)
    write(
        REQUEST,
        sender="ada" if sent else "dan",
        receiver="dan" if sent else "ada",
        state=state,
        created_at=created_at,
        expires_at=created_at + timedelta(days=180),
    )
    assert ("dan" in ids(api)) == (("sender" if sent else "receiver") in listed_to)


@pytest.mark.usefixtures("near")
def test_dismissed_for_good_and_for_the_viewer_alone(api: httpx.Client) -> None:
    for _ in range(2):
        answer = api.delete("/v1/me/suggestions/dan", headers=as_member("ada"))
        assert answer.status_code == 204
    assert ids(api) == ["eve"]
    assert "ada" in ids(api, "dan")


@pytest.mark.usefixtures("near")
def test_a_dismissal_outlives_a_block(api: httpx.Client) -> None:
    api.delete("/v1/me/suggestions/dan", headers=as_member("ada"))
    api.put("/v1/me/blocks/dan", headers=as_member("ada"))
    api.delete("/v1/me/blocks/dan", headers=as_member("ada"))
    assert ids(api) == ["eve"]


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize(
    ("viewer", "member", "status"),
    [("ada", "nobody", 404), ("nobody", "ada", 404), ("ada", "ada", 409), ("ada", "eve", 404)],
)
def test_who_cannot_be_dismissed(api: httpx.Client, viewer: str, member: str, status: int) -> None:
    api.put("/v1/me/blocks/ada", headers=as_member("eve"))
    answer = api.delete(f"/v1/me/suggestions/{member}", headers=as_member(viewer))
    assert answer.status_code == status


def show(api: httpx.Client, *member_ids: str) -> None:
    answer = api.post(
        "/v1/me/suggestions/shown", json={"member_ids": member_ids}, headers=as_member("ada")
    )
    assert answer.status_code == 204, answer.text


@pytest.mark.usefixtures("near")
def test_who_was_shown_sinks(api: httpx.Client, write: Write) -> None:
    score = suggested(api)[0]["score"]
    for _ in range(6):
        show(api, "dan")
        write("MATCH ()-[past:WAS_SUGGESTED]->() SET past.shown_at = $now", now=yesterday())
    items = suggested(api)
    assert [(item["member_id"], item["times_shown"]) for item in items] == [("eve", 0), ("dan", 6)]
    assert items[1]["score"] == pytest.approx(score * 0.8**6)
    assert ids(api, order="mutual") == ["dan", "eve"]


def yesterday() -> Any:
    return utc_now() - timedelta(days=1, minutes=1)


@pytest.mark.usefixtures("near")
def test_shown_twice_in_a_day_counts_once(api: httpx.Client) -> None:
    show(api, "dan", "dan")
    show(api, "dan")
    assert suggested(api)[0]["times_shown"] == 1


@pytest.mark.usefixtures("near")
def test_what_was_shown_long_ago_is_forgotten_and_a_dismissal_is_not(
    api: httpx.Client, write: Write
) -> None:
    show(api, "dan", "eve")
    api.delete("/v1/me/suggestions/eve", headers=as_member("ada"))
    write(
        "MATCH ()-[past:WAS_SUGGESTED]->() SET past.shown_at = $then",
        then=utc_now() - timedelta(days=181),
    )
    show(api, "bea")
    assert [(item["member_id"], item["times_shown"]) for item in suggested(api)] == [("dan", 0)]


@pytest.mark.usefixtures("near")
def test_nothing_is_told_by_what_can_be_shown(api: httpx.Client) -> None:
    api.put("/v1/me/blocks/ada", headers=as_member("eve"))
    show(api, "eve", "nobody", "ada")


CONTEXTS = """
UNWIND $facts AS fact
MATCH (member:Member {id: fact.member})
CALL (member, fact) {
  WITH * WHERE fact.kind = 'employer'
  MERGE (thing:Company {id: fact.thing}) SET thing.name = fact.thing
  CREATE (member)-[:WORKS_AT {started_on: date(fact.from), ended_on: date(fact.until)}]->(thing)
  UNION
  WITH * WHERE fact.kind = 'school'
  MERGE (thing:School {id: fact.thing}) SET thing.name = fact.thing
  CREATE (member)-[:STUDIED_AT]->(thing)
  UNION
  WITH * WHERE fact.kind = 'group'
  MERGE (thing:Group {id: fact.thing}) SET thing.name = fact.thing
  CREATE (member)-[:MEMBER_OF {role: 'member'}]->(thing)
  UNION
  WITH * WHERE fact.kind = 'event'
  MERGE (thing:Event {id: fact.thing}) SET thing.title = fact.thing
  CREATE (member)-[:ATTENDS]->(thing)
  UNION
  WITH * WHERE fact.kind = 'skills'
  MERGE (thing:Skill {id: fact.thing}) SET thing.name = fact.thing
  CREATE (member)-[:HAS_SKILL]->(thing)
}
"""


def share(write: Write, kind: str, thing: str, *members: str) -> None:
    facts = [
        {"kind": kind, "thing": thing, "member": member, "from": None, "until": None}
        for member in members
    ]
    write(CONTEXTS, facts=facts)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("employer", "You worked together at Acme"),
        ("school", "You both studied at Acme"),
        ("group", "You are both in Acme"),
        ("event", "You both attend Acme"),
        ("skills", "You both know Acme"),
    ],
)
def test_who_shares_something_is_suggested_where_few_are_near(
    api: httpx.Client, empty_server: Server, write: Write, kind: str, text: str
) -> None:
    write_network(empty_server, [("ada", "bea"), ("bea", "cid")], members=["dan"])
    share(write, kind, "Acme", "ada", "bea", "dan")
    cid, dan = sorted(suggested(api), key=lambda item: item["member_id"])
    assert [reason["kind"] for reason in cid["reasons"]] == ["mutual_connections", "tie_strength"]
    assert dan["mutual_count"] == 0
    assert [(reason["kind"], reason["text"]) for reason in dan["reasons"]] == [(kind, text)]


def test_who_shares_something_and_takes_requests_of_the_second_degree_alone_is_not_suggested(
    api: httpx.Client, empty_server: Server, write: Write
) -> None:
    write_network(empty_server, [], members=["ada", "dan"])
    share(write, "school", "Acme", "ada", "dan")
    write("MATCH (dan:Member {id: 'dan'}) SET dan.requests_from = 'second_degree'")
    assert ids(api) == []


def test_a_cancelled_event_brings_nobody_together(
    api: httpx.Client, empty_server: Server, write: Write
) -> None:
    write_network(empty_server, [], members=["ada", "dan"])
    share(write, "event", "Meeting", "ada", "dan")
    write("MATCH (event:Event) SET event.cancelled_at = $now", now=utc_now())
    assert ids(api) == []


@pytest.mark.usefixtures("near")
def test_the_fewer_share_it_the_more_it_says(api: httpx.Client, write: Write) -> None:
    share(write, "group", "Large", "ada", "dan", "bea", "cid")
    share(write, "group", "Small", "ada", "dan")
    [group] = [reason for reason in suggested(api)[0]["reasons"] if reason["kind"] == "group"]
    assert group["text"] == "You are both in Small and Large"


@pytest.mark.usefixtures("near")
def test_colleagues_at_different_times_say_so_and_count_less(
    api: httpx.Client, write: Write
) -> None:
    work = {"kind": "employer", "thing": "Acme"}
    write(
        CONTEXTS,
        facts=[
            work | {"member": "ada", "from": "2010-01-01", "until": "2012-01-01"},
            work | {"member": "dan", "from": "2012-01-02", "until": None},
            work | {"member": "eve", "from": "2011-06-01", "until": None},
        ],
    )
    weights = {
        item["member_id"]: [
            (reason["text"], reason["weight"])
            for reason in item["reasons"]
            if reason["kind"] == "employer"
        ]
        for item in suggested(api)
    }
    [[apart, less]] = weights["dan"]
    [[together, more]] = weights["eve"]
    assert apart == "You both worked at Acme at different times"
    assert together == "You worked together at Acme"
    assert less == pytest.approx(more * 0.3)


def test_a_page_holds_as_many_as_asked_for(api: httpx.Client, empty_server: Server) -> None:
    write_network(empty_server, [("ada", "bea"), *(("bea", f"x{n:02}") for n in range(60))])
    assert len(suggested(api)) == 20
    assert len(suggested(api, limit=55)) == 55
