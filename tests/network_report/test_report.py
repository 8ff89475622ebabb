"""GET /v1/me/network: occasions to write, communities, requests and introductions, blocks."""

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
Report = Callable[..., dict[str, Any]]

MILESTONE = """
MATCH (linus:Member {id: 'linus'})
CREATE (linus)-[:POSTED {author_id: 'linus', created_at: $before}]->(:Post {
  id: 'p1', kind: 'milestone', audience: $audience, text: 'A new job', created_at: $before
})
"""


@pytest.fixture
def write(empty_server: Server) -> Write:
    """Ada knows Linus and Grace, of old."""
    write_network(empty_server, {("ada", "linus"): 0.2, ("ada", "grace"): 0.4}, ["sam"])
    now = utc_now()
    times = {"now": now, "before": now - timedelta(days=9), "soon": now + timedelta(days=9)}

    def run(statement: str, **parameters: object) -> None:
        server = empty_server
        with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
            driver.execute_query(statement, times | parameters, database_=server.database)

    return run


@pytest.fixture
def report(api: httpx.Client) -> Report:
    def asked(viewer: str = "ada") -> dict[str, Any]:
        answer = api.get("/v1/me/network", headers=as_member(viewer))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return asked


def occasions(found: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [
        (tie["member"]["id"], [occasion["kind"] for occasion in tie["occasions"]])
        for tie in found["ties"]["follow_up"]
    ]


def test_the_strongest_context_comes_first_where_there_is_no_occasion(
    report: Report, write: Write
) -> None:
    del write
    assert occasions(report()) == [("grace", ["silence"]), ("linus", ["silence"])]


@pytest.mark.parametrize("audience", ["first_degree", "second_degree", "everyone"])
def test_a_milestone_is_an_occasion(report: Report, write: Write, audience: str) -> None:
    write(MILESTONE, audience=audience)
    found = report()
    assert occasions(found) == [("linus", ["milestone"]), ("grace", ["silence"])]
    assert found["ties"]["follow_up"][0]["occasions"][0]["text"] == "Congratulate them: A new job"


@pytest.mark.parametrize("change", ["SET post.audience = 'group'", "CREATE (ada)-[:HIDES]->(post)"])
def test_but_not_one_that_is_not_shown_to_the_viewer(
    report: Report, write: Write, change: str
) -> None:
    write(MILESTONE, audience="everyone")
    write(f"MATCH (ada:Member {{id: 'ada'}}) MATCH (post:Post) {change}")
    assert occasions(report()) == [("grace", ["silence"]), ("linus", ["silence"])]


@pytest.mark.parametrize(("when", "words"), [("soon", "will both be"), ("before", "were both")])
def test_an_event_of_both_is_an_occasion(
    report: Report, write: Write, when: str, words: str
) -> None:
    write(f"""
        MATCH (ada:Member {{id: 'ada'}}) MATCH (linus:Member {{id: 'linus'}})
        CREATE (ada)-[:ATTENDS]->(:Event {{id: 'fair', title: 'Fair', starts_at: ${when}}})
          <-[:ATTENDS]-(linus)
        CREATE (ada)-[:ATTENDS]->(:Event {{id: 'off', starts_at: $soon, cancelled_at: $now}})
          <-[:ATTENDS]-(linus)
        """)
    found = report()
    assert occasions(found)[0] == ("linus", ["event"])
    [occasion] = found["ties"]["follow_up"][0]["occasions"]
    assert occasion["id"] == "fair"
    assert words in occasion["text"]


def test_a_message_ends_the_silence(api: httpx.Client, report: Report, write: Write) -> None:
    del write
    body = {"member_id": "grace", "text": "How are you?"}
    api.post("/v1/messages", json=body, headers=as_member("ada"))
    found = report()
    assert occasions(found) == [("linus", ["silence"])]
    assert (found["ties"]["dormant"], found["quality"]["active"]["share"]) == (1, 0.5)


def test_communities_that_the_viewer_stands_between(
    api: httpx.Client, empty_server: Server, report: Report
) -> None:
    del api
    circles = [["a1", "a2", "a3", "a4"], ["b1", "b2", "b3"]]
    ties = [(one, other) for circle in circles for one in circle for other in circle if one < other]
    write_network(
        empty_server,
        [*ties, ("a1", "b1"), *(("ada", one) for one in [*circles[0], *circles[1], "c"])],
    )
    found = report()["communities"]
    assert (found["count"], found["looked_at"], found["alone"]) == (2, 8, 1)
    assert [community["size"] for community in found["largest"]] == [4, 3]
    assert [member["id"] for member in found["largest"][1]["members"]] == ["b1", "b2", "b3"]


def test_requests_sent_and_answered(api: httpx.Client, report: Report, write: Write) -> None:
    del write
    for sender, receiver, answer in (
        ("linus", "grace", "accept"),
        ("linus", "sam", "ignore"),
        ("sam", "grace", "not-known"),
    ):
        body = {"member_id": receiver}
        sent = api.post("/v1/connection-requests", json=body, headers=as_member(sender)).json()
        api.post(f"/v1/connection-requests/{sent['id']}/{answer}", headers=as_member(receiver))
    linus, grace = report("linus"), report("grace")
    assert linus["requests_sent"] == {
        "total": 2,
        "accepted": 1,
        "waiting": 1,
        "withdrawn": 0,
        "expired": 0,
    }
    assert grace["requests_received"] == {
        "total": 2,
        "accepted": 1,
        "ignored": 0,
        "not_known": 1,
        "waiting": 0,
        "expired": 0,
    }


def test_introductions_asked_for_and_made(api: httpx.Client, report: Report, write: Write) -> None:
    del write
    body = {
        "connector_id": "ada",
        "target_id": "grace",
        "reason": "Compilers",
        "purpose": "advice",
        "wants_connection": True,
    }
    sent = api.post("/v1/introductions", json=body, headers=as_member("linus")).json()
    path = f"/v1/introductions/{sent['id']}"
    api.post(f"{path}/approve", json={"words": "Meet."}, headers=as_member("ada"))
    answer = {"wants_connection": True}
    assert api.post(f"{path}/accept", json=answer, headers=as_member("grace")).is_success
    assert report("linus")["introductions"] == {
        "asked_for": 1,
        "got": 1,
        "led_to_connection": 1,
        "made": 0,
        "made_that_connected": 0,
    }
    assert report("ada")["introductions"]["made_that_connected"] == 1


def test_who_has_a_block_is_counted_nowhere(
    api: httpx.Client, report: Report, write: Write
) -> None:
    del write
    body = {"member_id": "sam"}
    api.post("/v1/connection-requests", json=body, headers=as_member("ada"))
    for member in ("sam", "grace"):
        api.put("/v1/me/blocks/ada", headers=as_member(member))
    found = report()
    assert found["size"] == {"first": 1, "second": 0, "third": 0}
    assert found["requests_sent"]["total"] == 0
    assert "grace" not in str(found)
