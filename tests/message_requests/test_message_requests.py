"""Message requests: between members of one group or event, and then a conversation."""

from typing import Any

import httpx
import pytest
from tests.connections.threads import at_once
from tests.groups.grouping import ask, block, made, news, run
from tests.network import write_network

from mutuals.errors import MutualsError
from mutuals.graph.driver import Graph, Server, Transaction
from mutuals.graph.opening import new_id, utc_now
from mutuals.message_requests.commands import (
    NewIds,
    accept_message_request,
    send_message_request,
)
from mutuals.message_requests.models import NewMessageRequest
from mutuals.privacy.commands import block_member

SHARED = """
MATCH (m:Member) WHERE m.id IN ['ada', 'linus']
MERGE (g:Group {id: 'club', name: 'Club', joining: 'open'})
MERGE (e:Event {id: 'talk', title: 'Talk'})
CREATE (m)-[:MEMBER_OF {role: 'member', since: datetime()}]->(g)
CREATE (m)-[:ATTENDS {since: datetime()}]->(e)
"""


@pytest.fixture(autouse=True)
def _network(empty_server: Server) -> None:
    """Ada and Linus both know Grace, are in the club and attend the talk."""
    write_network(empty_server, [("ada", "grace"), ("grace", "linus")], ["edsger"])
    run(empty_server, SHARED)


def send(api: httpx.Client, who: str = "ada", to: str = "linus", text: str = "Hello") -> str:
    return made(api, who, "message-requests", member_id=to, text=text)


def step(api: httpx.Client, who: str, id_: str, name: str) -> httpx.Response:
    return ask(api, who, f"POST /v1/message-requests/{id_}/{name}")


def listed(api: httpx.Client, who: str, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = ask(api, who, f"GET /v1/me/message-requests{query}").json()[
        "items"
    ]
    return items


def write(api: httpx.Client, who: str, **body: Any) -> httpx.Response:
    return ask(api, who, "POST /v1/messages", {"text": "And more", **body})


def texts(api: httpx.Client, who: str, conversation_id: str) -> list[str]:
    path = f"GET /v1/conversations/{conversation_id}/messages"
    return [item["text"] for item in ask(api, who, path).json()["items"]][::-1]


def test_an_accepted_request_opens_a_conversation(api: httpx.Client) -> None:
    id_ = send(api, text="I liked\nyour question")
    assert news(api, "linus") == [("message_request", "sent", "ada")]
    [received] = listed(api, "linus", "?direction=received&state=pending")
    assert (received["id"], received["text"]) == (id_, "I liked\nyour question")
    assert received["relation"] == {"member_id": "ada", "degree": 2, "mutual_count": 1}
    accepted = step(api, "linus", id_, "accept").json()
    conversation_id = accepted["conversation_id"]
    assert accepted["state"] == "accepted"
    assert news(api, "ada") == [("message_request", "accepted", "linus")]
    assert write(api, "linus", member_id="ada").json()["number"] == 2
    assert write(api, "ada", conversation_id=conversation_id).json()["number"] == 3
    assert texts(api, "ada", conversation_id) == ["I liked\nyour question", "And more", "And more"]
    [talk] = ask(api, "linus", "GET /v1/me/conversations").json()["items"]
    assert (talk["kind"], talk["can_write"], talk["unread"]) == ("request", True, 1)
    assert ask(api, "linus", f"GET /v1/conversations/{conversation_id}").json() == talk
    assert listed(api, "ada")[0]["conversation_id"] == conversation_id


def test_who_accepts_has_read_it(api: httpx.Client) -> None:
    step(api, "linus", send(api), "accept")
    [talk] = ask(api, "linus", "GET /v1/me/conversations").json()["items"]
    assert (talk["unread"], talk["read_number"], talk["last_message"]["text"]) == (0, 1, "Hello")


def test_the_refusal_of_a_message_names_what_both_share(api: httpx.Client) -> None:
    ways = write(api, "ada", member_id="linus").json()["ways"]
    request = "POST /v1/message-requests"
    assert ways[2:] == [
        {"way": "shared-group", "group_id": "club", "group_name": "Club", "request": request},
        {"way": "shared-event", "event_id": "talk", "event_name": "Talk", "request": request},
    ]
    send(api)
    assert [way["way"] for way in write(api, "ada", member_id="linus").json()["ways"]] == [
        "introduction",
        "connection-request",
    ]


def test_who_shares_nothing_is_told_the_ways(api: httpx.Client) -> None:
    answer = ask(api, "ada", "POST /v1/message-requests", {"member_id": "edsger", "text": "Hello"})
    assert (answer.status_code, answer.json()["type"]) == (403, "not-connected")
    assert answer.json()["ways"][0]["way"] == "connection-request"


@pytest.mark.parametrize("shared", ["club", "talk"])
def test_either_is_enough(api: httpx.Client, server: Server, shared: str) -> None:
    run(
        server,
        "MATCH ({id: 'ada'})-[r:MEMBER_OF|ATTENDS]->(x) WHERE x.id <> $id DELETE r",
        id=shared,
    )
    send(api)


def test_a_cancelled_event_is_nothing_in_common(api: httpx.Client, server: Server) -> None:
    run(server, "MATCH (e:Event) SET e.cancelled_at = datetime()")
    run(server, "MATCH ()-[r:MEMBER_OF]->() DELETE r")
    body = {"member_id": "linus", "text": "Hello"}
    assert ask(api, "ada", "POST /v1/message-requests", body).status_code == 403


@pytest.mark.parametrize(
    ("to", "status"), [("ada", 409), ("grace", 409), ("nobody", 404)], ids=["self", "friend", "-"]
)
def test_to_whom_there_is_none(api: httpx.Client, to: str, status: int) -> None:
    body = {"member_id": to, "text": "Hello"}
    assert ask(api, "ada", "POST /v1/message-requests", body).status_code == status


def test_declining_is_silent_and_there_is_no_second_one(api: httpx.Client) -> None:
    id_ = send(api)
    for _ in range(2):
        assert step(api, "linus", id_, "decline").json()["state"] == "declined"
    assert news(api, "ada") == []
    assert [item["state"] for item in listed(api, "ada", "?direction=sent&state=pending")] == [
        "pending"
    ]
    again = ask(api, "ada", "POST /v1/message-requests", {"member_id": "linus", "text": "Hello?"})
    assert again.status_code == 409
    assert step(api, "linus", id_, "accept").json()["state"] == "accepted"
    assert step(api, "linus", id_, "decline").status_code == 409


def test_only_who_received_it_answers(api: httpx.Client) -> None:
    id_ = send(api)
    for who in ["ada", "grace"]:
        assert step(api, who, id_, "accept").status_code == 404
    assert ask(api, "grace", f"GET /v1/message-requests/{id_}").status_code == 404
    assert ask(api, "ada", f"GET /v1/message-requests/{id_}").json()["direction"] == "sent"


def test_who_was_asked_and_asks_accepts(api: httpx.Client) -> None:
    id_ = send(api, text="First")
    step(api, "linus", id_, "decline")
    answer = ask(
        api, "linus", "POST /v1/message-requests", {"member_id": "ada", "text": "Second"}
    ).json()
    assert (answer["id"], answer["state"]) == (id_, "accepted")
    assert texts(api, "ada", answer["conversation_id"]) == ["First", "Second"]


def test_who_writes_already_needs_no_request(api: httpx.Client) -> None:
    step(api, "linus", send(api), "accept")
    body = {"member_id": "ada", "text": "Hello"}
    assert ask(api, "linus", "POST /v1/message-requests", body).status_code == 409


def test_a_connection_makes_it_their_direct_conversation(
    api: httpx.Client, as_service: dict[str, str]
) -> None:
    step(api, "linus", send(api), "accept")
    edge = "/v1/members/ada/connections/linus"
    assert api.put(edge, headers=as_service).is_success
    assert write(api, "ada", member_id="linus").json()["number"] == 2
    [talk] = ask(api, "ada", "GET /v1/me/conversations").json()["items"]
    assert talk["kind"] == "direct"
    assert api.delete(edge, headers=as_service).status_code == 204
    assert write(api, "ada", member_id="linus").status_code == 403
    assert step(api, "linus", send(api), "accept").json()["conversation_id"] == talk["id"]
    assert texts(api, "ada", talk["id"]) == ["Hello", "And more", "Hello"]


def test_a_block_hides_and_ends_it(api: httpx.Client) -> None:
    id_ = send(api)
    talk = step(api, "linus", id_, "accept").json()["conversation_id"]
    block(api, "linus", "ada")
    assert listed(api, "ada") == listed(api, "linus") == []
    assert write(api, "ada", conversation_id=talk).status_code == 404
    ask(api, "linus", "DELETE /v1/me/blocks/ada")
    assert write(api, "ada", conversation_id=talk).status_code == 403
    assert step(api, "ada", send(api, "linus", "ada"), "accept").is_success


def test_a_key_asks_once(api: httpx.Client) -> None:
    api.headers["Idempotency-Key"] = "once"
    assert send(api) == send(api)


def test_pages_are_each_once(api: httpx.Client, server: Server) -> None:
    run(
        server,
        "MATCH (m:Member {id: 'grace'})-[t]-() DELETE t WITH DISTINCT m "
        "MATCH (g:Group) CREATE (m)-[:MEMBER_OF]->(g)",
    )
    sent = [send(api, "ada", to) for to in ["linus", "grace"]]
    page = ask(api, "ada", "GET /v1/me/message-requests?limit=1").json()
    rest = ask(api, "ada", f"GET /v1/me/message-requests?limit=1&cursor={page['next']}").json()
    assert [item["id"] for item in [*page["items"], *rest["items"]]] == sent[::-1]
    assert rest["next"] is None


def new_ids() -> NewIds:
    return NewIds(new_id(), new_id(), new_id(), new_id())


async def sending(graph: Graph, sender: str, to: str) -> str:
    request, ids = NewMessageRequest(member_id=to, text=f"From {sender}"), new_ids()

    async def work(transaction: Transaction) -> str:
        sent = await send_message_request(
            transaction, graph.reader, sender, request, ids=ids, default_cap=1, now=utc_now()
        )
        return str(sent.state)

    return await outcome(graph, work)


async def outcome(graph: Graph, work: Any) -> str:
    try:
        return str(await graph.writer.transaction(work))
    except MutualsError as error:
        return type(error).__name__


STANDING = """
MATCH (c:Conversation) OPTIONAL MATCH (c)<-[:PART_OF]-(m:Message)
WITH c, count(m) AS messages
RETURN messages, c.last_number AS last, COUNT { (c)<-[:TAKES_PART_IN]-() } AS members
"""


@pytest.mark.anyio
@pytest.mark.parametrize("_time", range(3))
async def test_both_ask_at_once(empty_server: Server, _time: int) -> None:
    answers = await at_once(
        empty_server,
        lambda graph: sending(graph, "ada", "linus"),
        lambda graph: sending(graph, "linus", "ada"),
    )
    assert sorted(answers) == ["accepted", "pending"]
    assert run(empty_server, STANDING) == [{"messages": 2, "last": 2, "members": 2}]


@pytest.mark.anyio
async def test_one_asks_many_times_at_once(empty_server: Server) -> None:
    answers = await at_once(empty_server, *[lambda graph: sending(graph, "ada", "linus")] * 8)
    assert sorted(answers) == ["ConflictError"] * 7 + ["pending"]


@pytest.mark.anyio
async def test_accepted_eight_times_at_once(api: httpx.Client, server: Server) -> None:
    id_ = send(api)

    async def accepts(graph: Graph) -> None:
        ids, now = new_ids(), utc_now()
        await graph.writer.transaction(
            lambda tx: accept_message_request(tx, "linus", id_, ids=ids, now=now)
        )

    await at_once(server, *[accepts] * 8)
    assert run(server, STANDING) == [{"messages": 1, "last": 1, "members": 2}]


@pytest.mark.anyio
@pytest.mark.parametrize("_time", range(3))
async def test_accepted_against_a_block(api: httpx.Client, server: Server, _time: int) -> None:
    id_ = send(api)

    async def accepts(graph: Graph) -> str:
        ids, now = new_ids(), utc_now()
        return await outcome(
            graph, lambda tx: accept_message_request(tx, "linus", id_, ids=ids, now=now)
        )

    async def blocks(graph: Graph) -> str:
        return await outcome(graph, lambda tx: block_member(tx, "ada", "linus", utc_now()))

    accepted, blocked = await at_once(server, accepts, blocks)
    assert accepted in {"None", "NotFoundError"}
    assert blocked == "None"
    assert listed(api, "ada") == []
    assert write(api, "ada", member_id="linus").status_code == 404
    open_ones = "MATCH (c:Conversation {kind: 'request'}) RETURN count(c) AS open"
    assert run(server, open_ones) == [{"open": 0}]
