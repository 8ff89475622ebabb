"""The inbox, history, read state, changes, introductions' conversations, and blocks."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from tests.conftest import NOW, as_member
from tests.messages.test_send import block, run, send
from tests.network import write_network

from mutuals.graph.driver import Graph, Server
from mutuals.messages.commands import open_introduction

Get = Callable[..., Any]


@pytest.fixture(autouse=True)
def _network(empty_server: Server) -> None:
    ties = [("ada", f"m{number}") for number in range(1, 8)] + [("ada", "grace")]
    write_network(empty_server, [*ties, ("grace", "linus")])


def inbox(api: httpx.Client, member: str, **parameters: Any) -> Any:
    return api.get("/v1/me/conversations", params=parameters, headers=as_member(member)).json()


def history(api: httpx.Client, member: str, conversation_id: str, **parameters: Any) -> Any:
    url = f"/v1/conversations/{conversation_id}/messages"
    return api.get(url, params=parameters, headers=as_member(member)).json()


def read(api: httpx.Client, member: str, conversation_id: str, number: int) -> httpx.Response:
    url = f"/v1/conversations/{conversation_id}/read"
    return api.post(url, json={"number": number}, headers=as_member(member))


def test_the_inbox_has_the_last_active_first_and_pages(api: httpx.Client) -> None:
    for number in range(1, 8):
        send(api, f"m{number}", member_id="ada", text=f"I am {number}")
    send(api, "ada", member_id="m3", text="Hello")
    seen = []
    page = inbox(api, "ada", limit=3)
    while True:
        seen += [item["members"][0]["id"] for item in page["items"]]
        if page["next"] is None:
            break
        page = inbox(api, "ada", limit=3, cursor=page["next"])
    assert seen == ["m3", "m7", "m6", "m5", "m4", "m2", "m1"]
    first = inbox(api, "ada", limit=1)["items"][0]
    assert first["last_message"]["text"] == "Hello"
    assert first["last_message"]["sender_id"] == "ada"
    assert first["can_write"] is True
    assert (first["unread"], first["read_number"]) == (0, 2)


def test_one_conversation_is_as_it_stands_in_the_list(api: httpx.Client) -> None:
    sent = send(api, "m1", member_id="ada", text="Hello").json()
    url = f"/v1/conversations/{sent['conversation_id']}"
    for member in ["ada", "m1"]:
        [listed] = inbox(api, member)["items"]
        assert api.get(url, headers=as_member(member)).json() == listed
    assert api.get(url, headers=as_member("grace")).status_code == 404


def test_conversations_of_one_moment_are_all_paged(api: httpx.Client, empty_server: Server) -> None:
    for number in range(1, 8):
        send(api, f"m{number}", member_id="ada")
    run(empty_server, "MATCH ()-[p:TAKES_PART_IN]->() SET p.active_at = datetime('2026-01-01')")
    seen: list[str] = []
    page = inbox(api, "ada", limit=2)
    while page["next"]:
        seen += [item["id"] for item in page["items"]]
        page = inbox(api, "ada", limit=2, cursor=page["next"])
    seen += [item["id"] for item in page["items"]]
    assert len(seen) == len(set(seen)) == 7


def test_unread_and_topic_filter_the_inbox(api: httpx.Client) -> None:
    asked = send(api, "m1", member_id="ada", advice_topic="Career").json()
    send(api, "m2", member_id="ada")
    read(api, "ada", asked["conversation_id"], 1)
    unread = inbox(api, "ada", unread=True)["items"]
    assert [item["members"][0]["id"] for item in unread] == ["m2"]
    topical = inbox(api, "ada", advice_topic="career")["items"]
    assert [item["id"] for item in topical] == [asked["conversation_id"]]
    send(api, "m1", member_id="ada")
    found = history(api, "ada", asked["conversation_id"], advice_topic="career")["items"]
    assert [item["number"] for item in found] == [1]


def test_history_pages_both_ways(api: httpx.Client) -> None:
    for number in range(1, 8):
        sent = send(api, "ada", member_id="grace", text=str(number)).json()
    conversation_id = sent["conversation_id"]

    def numbers(page: Any) -> list[int]:
        return [item["number"] for item in page["items"]]

    first = history(api, "grace", conversation_id, limit=3)
    assert (numbers(first), first["previous"]) == ([7, 6, 5], None)
    second = history(api, "grace", conversation_id, limit=3, cursor=first["next"])
    third = history(api, "grace", conversation_id, limit=3, cursor=second["next"])
    assert (numbers(second), numbers(third), third["next"]) == ([4, 3, 2], [1], None)
    back = history(api, "grace", conversation_id, limit=3, cursor=third["previous"])
    assert numbers(back) == [4, 3, 2]
    newest = history(api, "grace", conversation_id, limit=3, cursor=back["previous"])
    assert (numbers(newest), newest["previous"]) == ([7, 6, 5], None)
    assert history(api, "ada", conversation_id, cursor=first["next"])["type"] == "invalid-cursor"


def test_reading_recounts_what_is_unread(api: httpx.Client) -> None:
    for _ in range(3):
        sent = send(api, "grace", member_id="ada").json()
    conversation_id = sent["conversation_id"]
    assert inbox(api, "ada")["items"][0]["unread"] == 3
    state = {"conversation_id": conversation_id, "read_number": 2, "unread": 1}
    assert read(api, "ada", conversation_id, 2).json() == state
    assert read(api, "ada", conversation_id, 1).json() == state
    assert read(api, "ada", conversation_id, 99).json() == state | {"read_number": 3, "unread": 0}
    assert read(api, "linus", conversation_id, 1).status_code == 404


def test_an_author_edits_and_deletes_for_both(api: httpx.Client) -> None:
    sent = send(api, "ada", member_id="grace", advice_topic="Career").json()
    url = f"/v1/messages/{sent['id']}"
    by_other = api.patch(url, json={"text": "No"}, headers=as_member("grace"))
    by_stranger = api.patch(url, json={"text": "No"}, headers=as_member("linus"))
    assert (by_other.status_code, by_stranger.status_code) == (403, 404)
    edited = api.patch(url, json={"text": "Better"}, headers=as_member("ada")).json()
    assert edited["text"] == "Better"
    assert edited["edited_at"] is not None
    assert history(api, "grace", sent["conversation_id"])["items"] == [edited]

    assert api.delete(url, headers=as_member("grace")).status_code == 403
    for _ in range(2):
        assert api.delete(url, headers=as_member("ada")).status_code == 204
    [deleted] = history(api, "grace", sent["conversation_id"])["items"]
    assert (deleted["text"], deleted["advice_topic"]) == (None, None)
    assert deleted["deleted_at"] is not None
    assert inbox(api, "grace")["items"][0]["unread"] == 0
    again = api.patch(url, json={"text": "Back"}, headers=as_member("ada"))
    assert again.status_code == 409


def test_after_a_day_a_message_stays_as_it_is(api: httpx.Client, empty_server: Server) -> None:
    sent = send(api, "ada", member_id="grace").json()
    run(
        empty_server,
        "MATCH (m:Message) SET m.created_at = m.created_at - duration({hours: 24, minutes: 1})",
    )
    url = f"/v1/messages/{sent['id']}"
    assert api.patch(url, json={"text": "Late"}, headers=as_member("ada")).status_code == 403
    assert api.delete(url, headers=as_member("ada")).status_code == 403


def test_a_block_hides_the_conversation_while_it_stands(
    api: httpx.Client, empty_server: Server
) -> None:
    sent = send(api, "ada", member_id="grace").json()
    block(empty_server, "grace", "ada")
    for member in ("ada", "grace"):
        headers = as_member(member)
        assert inbox(api, member)["items"] == []
        assert history(api, member, sent["conversation_id"])["type"] == "not-found"
        assert read(api, member, sent["conversation_id"], 1).status_code == 404
        assert send(api, member, conversation_id=sent["conversation_id"]).status_code == 404
        url = f"/v1/messages/{sent['id']}"
        assert api.patch(url, json={"text": "No"}, headers=headers).status_code == 404
        assert api.delete(url, headers=headers).status_code == 404
    run(empty_server, "MATCH ()-[b:BLOCKS]->() DELETE b")
    assert len(inbox(api, "ada")["items"]) == 1


@pytest.mark.anyio
async def test_an_introduction_brings_three_together(
    graph: Graph, api: httpx.Client, empty_server: Server
) -> None:
    await graph.writer.transaction(
        lambda transaction: open_introduction(
            transaction, conversation_id="c", member_ids=["linus", "ada", "grace"], now=NOW
        )
    )
    for member in ("ada", "grace", "linus"):
        [item] = inbox(api, member)["items"]
        assert (item["kind"], item["last_message"], item["can_write"]) == (
            "introduction",
            None,
            True,
        )
    assert send(api, "ada", conversation_id="c").json()["number"] == 1
    assert send(api, "linus", conversation_id="c").json()["number"] == 2
    assert send(api, "m1", conversation_id="c").status_code == 404
    told = "MATCH (n:Notification) RETURN n.member_id AS to ORDER BY to"
    assert [row["to"] for row in run(empty_server, told)] == ["ada", "grace", "grace", "linus"]
    counted = "MATCH ()-[t:CONNECTED_TO]->() WHERE t.counted_at IS NOT NULL RETURN t.pair AS pair"
    pairs = sorted(row["pair"] for row in run(empty_server, counted))
    assert pairs == ["ada|grace", "grace|linus"]

    block(empty_server, "linus", "ada")
    assert send(api, "ada", conversation_id="c").status_code == 404
    assert send(api, "grace", conversation_id="c").json()["number"] == 3
    assert inbox(api, "linus")["items"] == []
    assert len(run(empty_server, told)) == 4
