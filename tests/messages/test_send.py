"""Writing: to connections only, one conversation a pair, numbered; and who is told what."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

TIES = [("ada", "grace"), ("grace", "linus")]


@pytest.fixture(autouse=True)
def _network(empty_server: Server) -> None:
    write_network(empty_server, TIES, ["edsger"])


def run(server: Server, query: str, **parameters: Any) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        records = driver.execute_query(query, parameters, database_=server.database).records
        return [record.data() for record in records]


def send(api: httpx.Client, sender: str, text: str = "Hello", **rest: Any) -> httpx.Response:
    return api.post("/v1/messages", json={"text": text, **rest}, headers=as_member(sender))


def block(server: Server, one: str, other: str) -> None:
    run(
        server,
        "MATCH (a:Member {id: $a}) MATCH (b:Member {id: $b}) CREATE (a)-[:BLOCKS]->(b) "
        "WITH a, b OPTIONAL MATCH (a)-[tie:CONNECTED_TO]-(b) DELETE tie",
        a=one,
        b=other,
    )


def test_a_first_message_begins_the_conversation(api: httpx.Client) -> None:
    first = send(api, "ada", member_id="grace", text="Hello\nGrace", advice_topic="Compilers")
    assert first.status_code == 201
    body = first.json()
    assert body["number"] == 1
    assert body["sender_id"] == "ada"
    assert body["text"] == "Hello\nGrace"
    assert body["advice_topic"] == "Compilers"
    assert body["edited_at"] is None
    answer = send(api, "grace", conversation_id=body["conversation_id"])
    assert answer.status_code == 201
    assert answer.json()["number"] == 2
    again = send(api, "grace", member_id="ada")
    assert again.json()["number"] == 3
    assert again.json()["conversation_id"] == body["conversation_id"]


def test_both_write_first_at_once(api: httpx.Client) -> None:
    with ThreadPoolExecutor() as threads:
        sent = [
            threads.submit(send, api, sender, member_id=receiver)
            for sender, receiver in [("ada", "grace"), ("grace", "ada")] * 8
        ]
    bodies = [answer.result().json() for answer in sent]
    assert len({body["conversation_id"] for body in bodies}) == 1
    assert sorted(body["number"] for body in bodies) == list(range(1, 17))


def test_a_second_degree_is_told_the_ways(api: httpx.Client) -> None:
    answer = send(api, "ada", member_id="linus")
    assert answer.status_code == 403
    assert answer.json()["type"] == "not-connected"
    assert answer.json()["ways"] == [
        {
            "way": "introduction",
            "connector_id": "grace",
            "connector_name": "Grace",
            "request": "POST /v1/introductions",
        },
        {"way": "connection-request", "request": "POST /v1/connection-requests"},
    ]


def test_who_takes_no_requests_offers_no_such_way(api: httpx.Client, empty_server: Server) -> None:
    run(empty_server, "MATCH (m:Member {id: 'edsger'}) SET m.requests_from = 'nobody'")
    assert "ways" not in send(api, "ada", member_id="edsger").json()


def test_nobody_and_the_blocked_look_alike(api: httpx.Client, empty_server: Server) -> None:
    block(empty_server, "edsger", "ada")
    blocked = send(api, "ada", member_id="edsger")
    nobody = send(api, "ada", member_id="nobody")
    assert blocked.status_code == nobody.status_code == 404
    assert blocked.json()["type"] == nobody.json()["type"] == "member-not-found"


def test_to_oneself(api: httpx.Client) -> None:
    assert send(api, "ada", member_id="ada").status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {"text": "Hello"},
        {"text": "Hello", "member_id": "grace", "conversation_id": "c"},
        {"text": " \n ", "member_id": "grace"},
        {"text": "x" * 8001, "member_id": "grace"},
        {"text": "a\x00b", "member_id": "grace"},
        {"text": "a\tb", "member_id": "grace"},
        {"text": "Hello", "member_id": "grace", "advice_topic": "x" * 81},
    ],
    ids=["no receiver", "two", "blank", "long", "null", "tab", "long topic"],
)
def test_what_is_no_message(api: httpx.Client, body: dict[str, str]) -> None:
    assert api.post("/v1/messages", json=body, headers=as_member("ada")).status_code == 422


def test_a_key_makes_one_message(api: httpx.Client) -> None:
    body = {"member_id": "grace", "text": "Hello"}
    headers = as_member("ada") | {"Idempotency-Key": "k"}
    answers = [api.post("/v1/messages", json=body, headers=headers).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert send(api, "ada", member_id="grace").json()["number"] == 2


def test_the_end_of_a_connection_closes_writing_and_keeps_history(
    api: httpx.Client, empty_server: Server
) -> None:
    sent = send(api, "ada", member_id="grace").json()
    run(empty_server, "MATCH ({id: 'ada'})-[tie:CONNECTED_TO]-() DELETE tie")
    refused = send(api, "ada", conversation_id=sent["conversation_id"])
    assert (refused.status_code, refused.json()["type"]) == (403, "not-connected")
    url = f"/v1/conversations/{sent['conversation_id']}/messages"
    assert len(api.get(url, headers=as_member("grace")).json()["items"]) == 1
    [listed] = api.get("/v1/me/conversations", headers=as_member("ada")).json()["items"]
    assert listed["can_write"] is False
    edited = api.patch(
        f"/v1/messages/{sent['id']}", json={"text": "Still"}, headers=as_member("ada")
    )
    assert edited.status_code == 403


def test_a_stranger_finds_no_conversation(api: httpx.Client) -> None:
    sent = send(api, "ada", member_id="grace").json()
    answer = send(api, "linus", conversation_id=sent["conversation_id"])
    assert (answer.status_code, answer.json()["type"]) == (404, "not-found")


def test_a_message_counts_for_the_tie(api: httpx.Client, empty_server: Server) -> None:
    send(api, "ada", member_id="grace")
    send(api, "grace", member_id="ada")
    send(api, "grace", member_id="ada")
    [tie] = run(
        empty_server,
        "MATCH ()-[t:CONNECTED_TO {pair: 'ada|grace'}]->() "
        "RETURN t.forward AS forward, t.backward AS backward, t.strength > 0.5 AS stronger",
    )
    assert tie["forward"] == pytest.approx(1, abs=1e-4)
    assert tie["backward"] == pytest.approx(2, abs=1e-4)
    assert tie["stronger"]


def test_a_first_message_ends_the_follow_up(api: httpx.Client, empty_server: Server) -> None:
    run(
        empty_server,
        "MATCH (a:Member {id: 'ada'}) MATCH (g:Member {id: 'grace'}) "
        "CREATE (a)-[:SENT]->(r:ConnectionRequest {id: 'r', pair: 'ada|grace'})-[:SENT_TO]->(g) "
        "SET r.follow_up_due_at = datetime()",
    )
    due = "MATCH (r:ConnectionRequest) RETURN r.follow_up_due_at IS NOT NULL AS due"
    send(api, "grace", member_id="ada")
    assert run(empty_server, due) == [{"due": True}]
    send(api, "ada", member_id="grace")
    assert run(empty_server, due) == [{"due": False}]


def test_the_receiver_is_told_unless_muted(api: httpx.Client, empty_server: Server) -> None:
    told = "MATCH (n:Notification) RETURN n.member_id AS to, n.number AS number, n.kind AS kind"
    send(api, "ada", member_id="grace")
    assert run(empty_server, told) == [{"to": "grace", "number": 1, "kind": "message"}]
    run(empty_server, "MATCH (m:Member {id: 'grace'}) SET m.muted_kinds = ['message']")
    send(api, "ada", member_id="grace")
    assert len(run(empty_server, told)) == 1
