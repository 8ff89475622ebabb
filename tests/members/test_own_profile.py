"""A member's own profile, and who sees the contact details."""

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

CONTACT = {"email": "ada@example.com", "phone": "+44 20 7946 0000"}


@pytest.fixture
def ada(api: httpx.Client, empty_server: Server) -> httpx.Client:
    """The API as ada calls it, who is connected to grace, and she to linus."""
    write_network(empty_server, [("ada", "grace"), ("grace", "linus")])
    api.headers.update(as_member("ada"))
    return api


def change(ada: httpx.Client, **fields: object) -> dict[str, object]:
    answer = ada.patch("/v1/me", json=fields)
    assert answer.status_code == 200, answer.text
    changed: dict[str, object] = answer.json()
    return changed


def refused(ada: httpx.Client, **fields: object) -> dict[str, str]:
    """What was wrong with each field of a change."""
    answer = ada.patch("/v1/me", json=fields)
    assert answer.status_code == 422
    return {error["field"]: error["message"] for error in answer.json()["errors"]}


def test_a_member_changes_and_sees_their_own_profile(ada: httpx.Client) -> None:
    changed = change(
        ada,
        headline="Analyst",
        positions=[{"company": "Acme", "started_on": "1842-01-01"}],
        contact=CONTACT,
    )
    assert changed["name"] == "Ada"
    assert changed["headline"] == "Analyst"
    assert changed["contact"] == CONTACT
    assert ada.get("/v1/me").json() == changed


def test_a_service_changes_the_profile_of_its_viewer(
    ada: httpx.Client, as_service: dict[str, str]
) -> None:
    headers = as_service | {"Mutuals-Viewer": "grace"}
    assert ada.patch("/v1/me", json={"name": "Amazing"}, headers=headers).status_code == 200
    assert ada.get("/v1/me", headers=headers).json()["name"] == "Amazing"
    assert ada.get("/v1/me").json()["name"] == "Ada"


@pytest.mark.parametrize(
    ("method", "path"), [("GET", ""), ("PATCH", ""), ("GET", "/profile-check")]
)
def test_who_is_nobody_has_no_profile(api: httpx.Client, method: str, path: str) -> None:
    body: dict[str, str] | None = {} if method == "PATCH" else None
    answer = api.request(method, f"/v1/me{path}", json=body, headers=as_member("nobody"))
    assert answer.status_code == 404
    assert answer.json()["type"] == "member-not-found"


def test_about_has_lines(ada: httpx.Client) -> None:
    changed = change(ada, about="  I write\r\nfor engines. \n\n  - Notes\tA\u2028- Notes B\n")
    assert changed["about"] == "I write\nfor engines.\n\n  - Notes   A\n- Notes B"


@pytest.mark.parametrize("text", ["\u0000", "a\u0007", "a\u202eb", "a\x9bb", "\n \n", "a" * 5001])
def test_about_that_is_refused(ada: httpx.Client, text: str) -> None:
    assert [*refused(ada, about=text)] == ["about"]


def test_a_language_stands_once_in_the_order_sent(ada: httpx.Client) -> None:
    changed = change(ada, languages=["French", "English", "french", " English "])
    assert changed["languages"] == ["French", "English"]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("https://example.com/ada?a=1#top", "https://example.com/ada?a=1#top"),
        (" HTTP://Example.COM ", "http://example.com/"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ('https://example.com/"><script>', "https://example.com/%22%3E%3Cscript%3E"),
    ],
)
def test_links_are_shown_as_browsers_write_them(ada: httpx.Client, sent: str, shown: str) -> None:
    assert change(ada, links=[sent])["links"] == [shown]
    assert change(ada, links=[shown])["links"] == [shown]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "ftp://example.com",
        "example.com",
        "https://",
        "https://example.com@elsewhere.example",
        "https://example.com/" + "a" * 481,
        "https://example.com/" + "ü" * 100,
        "",
    ],
)
def test_links_that_are_refused(ada: httpx.Client, link: str) -> None:
    assert [*refused(ada, links=["https://example.com", link])] == ["links[1]"]


def test_so_many_of_each_and_no_more(ada: httpx.Client) -> None:
    for field, most, item in (("links", 20, "https://example.com"), ("languages", 50, "French")):
        assert change(ada, **{field: [item] * most})
        assert [*refused(ada, **{field: [item] * (most + 1)})] == [field]


@pytest.mark.parametrize("email", ["ada", "@b.c", "a@b", "a b@c.de", "a@b..de", "a@b.c\u202e", ""])
def test_email_addresses_that_are_refused(ada: httpx.Client, email: str) -> None:
    assert [*refused(ada, contact={"email": email})] == ["contact.email"]


@pytest.mark.parametrize("phone", ["call me", "12", "+", "020 7946\n0000 javascript:", "1" * 51])
def test_phone_numbers_that_are_refused(ada: httpx.Client, phone: str) -> None:
    assert [*refused(ada, contact={"phone": phone})] == ["contact.phone"]


@pytest.mark.parametrize("phone", ["112", "+442079460000", "(020) 7946-0000", "+1 (555) 010-0199"])
def test_phone_numbers_that_there_are(ada: httpx.Client, phone: str) -> None:
    assert change(ada, contact={"phone": phone})["contact"] == {"email": None, "phone": phone}


def test_contact_details_are_changed_together_and_null_removes_them(ada: httpx.Client) -> None:
    change(ada, contact=CONTACT)
    assert change(ada, headline="Analyst")["contact"] == CONTACT
    only_email = {"email": "ada@example.com", "phone": None}
    assert change(ada, contact={"email": "ada@example.com"})["contact"] == only_email
    assert change(ada, contact=None)["contact"] == {"email": None, "phone": None}


@pytest.mark.parametrize(
    ("visible_to", "seen_by"),
    [
        (None, {"ada", "grace"}),
        ("connections", {"ada", "grace"}),
        ("only_me", {"ada"}),
        ("everyone", {"ada", "grace", "linus"}),
    ],
)
def test_who_sees_the_contact_details(
    ada: httpx.Client, server: Server, visible_to: str | None, seen_by: set[str]
) -> None:
    change(ada, contact=CONTACT)
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "MATCH (ada:Member {id: 'ada'}) SET ada.contact_visible_to = $visible_to",
            visible_to=visible_to,
            database_=server.database,
        )
    shown = {
        viewer_id: ada.get("/v1/members/ada", headers=as_member(viewer_id)).json()["contact"]
        for viewer_id in ("ada", "grace", "linus")
    }
    assert {viewer_id for viewer_id, contact in shown.items() if contact == CONTACT} == seen_by
    assert {viewer_id for viewer_id, contact in shown.items() if contact is None} == (
        {"ada", "grace", "linus"} - seen_by
    )


def test_the_check_says_what_is_missing(ada: httpx.Client) -> None:
    before = ada.get("/v1/me/profile-check").json()
    assert before["complete"] == pytest.approx(0.1)  # the name
    first = before["missing"][0]
    assert first["field"] == "positions"
    assert "paths to you warmer" in first["reason"]
    change(ada, positions=[{"company": "Acme", "started_on": "1842-01-01"}])
    after = ada.get("/v1/me/profile-check").json()
    assert after["complete"] == pytest.approx(0.45)
    gone = {lack["field"] for lack in before["missing"]} - {
        lack["field"] for lack in after["missing"]
    }
    assert gone == {"positions", "current_position", "position_dates"}
