"""Connection requests over HTTP: asked, answered, listed, and what comes after."""

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def network(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "linus"), ("grace", "linus")], ["barbara"])


def ask(api: httpx.Client, sender: str, receiver: str, note: str | None = None) -> httpx.Response:
    body = {"member_id": receiver, "note": note}
    return api.post("/v1/connection-requests", json=body, headers=as_member(sender))


def listed(api: httpx.Client, viewer: str, **query: str) -> list[dict[str, object]]:
    answer = api.get("/v1/me/connection-requests", params=query, headers=as_member(viewer))
    assert answer.status_code == 200
    items: list[dict[str, object]] = answer.json()["items"]
    return items


def test_a_request_is_sent_with_a_note(api: httpx.Client) -> None:
    sent = ask(api, "ada", "grace", "We both know Linus.")
    assert sent.status_code == 201
    assert sent.json() == {
        "id": sent.json()["id"],
        "state": "pending",
        "member_id": "grace",
        "note": "We both know Linus.",
    }
    assert api.get(sent.headers["Location"], headers=as_member("ada")).json()["state"] == "pending"


def test_both_sides_list_it_with_the_other_s_relation(api: httpx.Client) -> None:
    ask(api, "ada", "grace", "We both know Linus.")
    [sent] = listed(api, "ada", direction="sent")
    [received] = listed(api, "grace", direction="received", state="pending")
    assert sent["relation"] == {"member_id": "grace", "degree": 2, "mutual_count": 1}
    assert received["relation"] == {"member_id": "ada", "degree": 2, "mutual_count": 1}
    assert received["member"] == {"id": "ada", "name": "Ada", "headline": None}
    assert received["note"] == "We both know Linus."
    assert listed(api, "ada", direction="received") == []


def test_a_list_goes_on_page_by_page(api: httpx.Client) -> None:
    sent = [ask(api, sender, "barbara").json()["id"] for sender in ("ada", "grace", "linus")]
    found: list[str] = []
    cursor = None
    while True:
        query = {"limit": "1"} | ({"cursor": cursor} if cursor else {})
        page = api.get(
            "/v1/me/connection-requests", params=query, headers=as_member("barbara")
        ).json()
        found += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == sent[::-1]


def test_an_accepted_one_makes_a_connection_of_both(api: httpx.Client) -> None:
    request_id = ask(api, "ada", "grace").json()["id"]
    path = f"/v1/connection-requests/{request_id}/accept"
    accepted = api.post(path, headers=as_member("grace"))
    assert accepted.json()["state"] == "accepted"
    for viewer, other in (("ada", "grace"), ("grace", "ada")):
        items = api.get("/v1/me/connections", headers=as_member(viewer)).json()["items"]
        assert other in [item["id"] for item in items]
    again = api.post(path, headers=as_member("grace"))
    assert (again.status_code, again.json()["state"]) == (200, "accepted")


def test_who_are_connected_otherwise_have_no_request_pending(
    api: httpx.Client, as_service: dict[str, str]
) -> None:
    ask(api, "ada", "grace")
    connected = api.put("/v1/members/ada/connections/grace", headers=as_service)
    assert connected.status_code == 201
    assert [item["state"] for item in listed(api, "ada")] == ["accepted"]
    assert [item["state"] for item in listed(api, "grace")] == ["accepted"]


def test_the_sender_of_a_pending_one_cannot_accept_it(api: httpx.Client) -> None:
    request_id = ask(api, "ada", "grace").json()["id"]
    answer = api.post(f"/v1/connection-requests/{request_id}/accept", headers=as_member("ada"))
    assert (answer.status_code, answer.json()["type"]) == (404, "not-found")


def test_an_ignored_one_is_pending_to_its_sender(api: httpx.Client) -> None:
    request_id = ask(api, "ada", "grace").json()["id"]
    ignored = api.post(f"/v1/connection-requests/{request_id}/ignore", headers=as_member("grace"))
    assert ignored.json()["state"] == "ignored"
    assert [item["state"] for item in listed(api, "ada")] == ["pending"]
    assert listed(api, "grace", state="pending") == []


def test_a_key_sends_once(api: httpx.Client) -> None:
    headers = as_member("ada") | {"Idempotency-Key": "one"}
    answers = [
        api.post("/v1/connection-requests", json={"member_id": "grace"}, headers=headers)
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    other = api.post("/v1/connection-requests", json={"member_id": "barbara"}, headers=headers)
    assert (other.status_code, other.json()["type"]) == (422, "idempotency-key-reused")


def test_a_note_is_a_line_of_300_characters(api: httpx.Client) -> None:
    assert ask(api, "ada", "grace", "x" * 301).status_code == 422
    assert ask(api, "ada", "grace", "Hello\x00").status_code == 422


def test_a_removed_connection_is_gone_for_both(api: httpx.Client) -> None:
    assert api.delete("/v1/me/connections/linus", headers=as_member("ada")).status_code == 204
    assert api.get("/v1/me/connections", headers=as_member("linus")).json()["total"] == 1


def test_the_sender_is_reminded_of_a_follow_up_until_it_is_dismissed(api: httpx.Client) -> None:
    request_id = ask(api, "ada", "grace", "We both know Linus.").json()["id"]
    api.post(f"/v1/connection-requests/{request_id}/accept", headers=as_member("grace"))
    [follow_up] = api.get("/v1/me/follow-ups", headers=as_member("ada")).json()["items"]
    assert follow_up["request_id"] == request_id
    assert "We both know Linus." in follow_up["draft"]
    assert api.get("/v1/me/follow-ups", headers=as_member("grace")).json()["items"] == []
    dismissed = api.delete(f"/v1/me/follow-ups/{request_id}", headers=as_member("ada"))
    assert dismissed.status_code == 204
    assert api.get("/v1/me/follow-ups", headers=as_member("ada")).json()["items"] == []


def test_a_note_stands_on_what_both_have(api: httpx.Client, as_service: dict[str, str]) -> None:
    for member in ("ada", "grace"):
        change = {"positions": [{"company": "Bletchley Park"}], "skills": ["Mathematics"]}
        api.patch(f"/v1/members/{member}", json=change, headers=as_service)
    answer = api.get("/v1/members/grace/note-suggestions", headers=as_member("ada")).json()
    assert [[ground["kind"] for ground in draft["stands_on"]] for draft in answer["drafts"]] == [
        ["mutual_connection"],
        ["company"],
        ["skill"],
    ]
    assert answer["drafts"][0]["text"] == (
        "Hello Grace, we both know Linus and I would like to be in touch with you directly. Ada"
    )
    assert answer["reason"] is None


def test_with_nothing_in_common_it_says_so(api: httpx.Client) -> None:
    answer = api.get("/v1/members/barbara/note-suggestions", headers=as_member("ada")).json()
    assert answer["drafts"] == []
    assert answer["reason"] == "Nothing is known that you and 'barbara' have in common."
