"""What members are told: listed, read, muted, and never from whom a block hides."""

from typing import Any

import httpx
import pytest
from tests.conftest import as_member
from tests.messages.test_send import block, run, send
from tests.network import write_network

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def _network(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "grace"), ("ada", "linus")])


def listed(api: httpx.Client, member: str, **parameters: Any) -> Any:
    return api.get("/v1/me/notifications", params=parameters, headers=as_member(member)).json()


def test_the_newest_first_in_pages(api: httpx.Client) -> None:
    for sender in ("grace", "linus", "grace"):
        sent = send(api, sender, member_id="ada").json()
    first = listed(api, "ada", limit=2)
    assert [item["number"] for item in first["items"]] == [3, 2]
    assert first["unread"] == 3
    newest = first["items"][0]
    assert newest["kind"] == "message"
    assert newest["actor"] == {"id": "grace", "name": "Grace", "headline": None}
    assert newest["subject_id"] == sent["conversation_id"]
    assert newest["read_at"] is None
    second = listed(api, "ada", limit=2, cursor=first["next"])
    assert ([item["number"] for item in second["items"]], second["next"]) == ([1], None)
    assert listed(api, "grace", cursor=first["next"])["type"] == "invalid-cursor"


def test_read_up_to_a_number(api: httpx.Client) -> None:
    for _ in range(3):
        send(api, "grace", member_id="ada")

    def read(up_to: int) -> Any:
        body = {"up_to": up_to}
        return api.post("/v1/me/notifications/read", json=body, headers=as_member("ada")).json()

    assert read(2) == {"unread": 1}
    assert read(1) == {"unread": 1}
    page = listed(api, "ada")
    assert [item["read_at"] is None for item in page["items"]] == [True, False, False]
    assert [item["number"] for item in listed(api, "ada", unread=True)["items"]] == [3]
    assert read(99) == {"unread": 0}
    send(api, "grace", member_id="ada")
    assert listed(api, "ada")["unread"] == 1


def test_a_muted_kind_is_not_told(api: httpx.Client) -> None:
    url, headers = "/v1/me/notification-preferences", as_member("ada")
    assert api.get(url, headers=headers).json() == {"muted": []}
    changed = api.patch(url, json={"muted": ["message", "message"]}, headers=headers).json()
    assert changed == {"muted": ["message"]}
    send(api, "grace", member_id="ada")
    assert listed(api, "ada") == {"items": [], "unread": 0, "next": None}
    assert api.patch(url, json={"muted": ["nonsense"]}, headers=headers).status_code == 422


def test_whom_a_block_hides_tells_nothing(api: httpx.Client, empty_server: Server) -> None:
    send(api, "grace", member_id="ada")
    send(api, "linus", member_id="ada")
    block(empty_server, "grace", "ada")
    page = listed(api, "ada")
    assert [item["actor"]["id"] for item in page["items"]] == ["linus"]
    assert page["unread"] == 1
    run(empty_server, "MATCH ()-[b:BLOCKS]->() DELETE b")
    assert listed(api, "ada")["unread"] == 2


def test_nobody_has_none(api: httpx.Client) -> None:
    for url in ("notifications", "notification-preferences", "notifications/stream"):
        answer = api.get(f"/v1/me/{url}", headers=as_member("nobody"))
        assert (answer.status_code, answer.json()["type"]) == (404, "member-not-found")
