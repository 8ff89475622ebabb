"""Events: made, changed, cancelled and attended, as many as there is room for."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from tests.connections.threads import at_once
from tests.groups.grouping import ask, block, made, news, run
from tests.network import write_network

from mutuals.errors import ConflictError
from mutuals.events.commands import attend_event, stay_away
from mutuals.graph.driver import Graph, Server
from mutuals.graph.opening import utc_now

TIES = [("ada", "grace"), ("grace", "linus"), ("linus", "barbara")]


@pytest.fixture(autouse=True)
def _network(empty_server: Server) -> None:
    write_network(empty_server, TIES, ["edsger"])


def body(**more: Any) -> dict[str, Any]:
    start = utc_now().replace(microsecond=0) + timedelta(days=30)
    times = {"starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=2)).isoformat()}
    return {"title": "Talk", "time_zone": "Europe/Berlin", **times, **more}


@pytest.fixture
def talk(api: httpx.Client) -> str:
    """An event of Grace's."""
    return made(api, "grace", "events", **body(place="Room 1"))


def attend(api: httpx.Client, event_id: str, *members: str) -> None:
    for member in members:
        assert ask(api, member, f"PUT /v1/events/{event_id}/attendance").status_code == 200


def seen(api: httpx.Client, who: str, event_id: str) -> dict[str, Any]:
    found: dict[str, Any] = ask(api, who, f"GET /v1/events/{event_id}").json()
    return found


def set_over(server: Server, event_id: str) -> None:
    run(
        server,
        "MATCH (e:Event {id: $id}) SET e.starts_at = datetime() - duration('PT2H'), "
        "e.ends_at = datetime() - duration('PT1H')",
        id=event_id,
    )


def test_an_event_is_made(api: httpx.Client) -> None:
    answer = ask(
        api,
        "ada",
        "POST /v1/events",
        {
            "title": "Compilers over coffee",
            "starts_at": "2099-07-01T18:30:00",
            "ends_at": "2099-07-01T18:30:00Z",
            "time_zone": "Europe/Berlin",
            "link": "https://example.org/talk",
            "capacity": 20,
        },
    )
    found = answer.json()
    assert answer.headers["Location"] == f"/v1/events/{found['id']}"
    assert (found["starts_at"], found["ends_at"]) == (
        "2099-07-01T16:30:00Z",
        "2099-07-01T18:30:00Z",
    )
    assert (found["organising"], found["attending"], found["size"]) == (True, False, 0)
    assert found["organiser"]["id"] == "ada"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"time_zone": "Berlin"}, "time_zone"),
        ({"starts_at": "2099-03-29T02:30:00"}, "starts_at"),
        ({"starts_at": 4_000_000_000}, "starts_at"),
        ({"ends_at": "2098-01-01T00:00:00Z"}, "body"),
        ({"capacity": 0}, "capacity"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
    ids=["zone", "clocks go forward", "number", "order", "capacity", "link"],
)
def test_what_is_no_event(api: httpx.Client, change: dict[str, Any], field: str) -> None:
    event = body(starts_at="2099-03-28T02:30:00Z", ends_at="2099-03-30T02:30:00Z") | change
    answer = ask(api, "ada", "POST /v1/events", event)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_an_event_that_would_be_over(api: httpx.Client) -> None:
    event = body(starts_at="2020-01-01T00:00:00Z", ends_at="2020-01-01T01:00:00Z")
    assert ask(api, "ada", "POST /v1/events", event).status_code == 409


def test_it_is_attended_until_it_is_full(api: httpx.Client) -> None:
    event_id = made(api, "grace", "events", **body(capacity=1))
    attend(api, event_id, "ada", "ada")
    refused = ask(api, "linus", f"PUT /v1/events/{event_id}/attendance")
    assert (refused.status_code, refused.json()["type"]) == (409, "conflict")
    for _ in range(2):
        assert ask(api, "ada", f"DELETE /v1/events/{event_id}/attendance").status_code == 204
    attend(api, event_id, "linus")
    assert seen(api, "ada", event_id)["size"] == 1


@pytest.mark.long
@pytest.mark.anyio
async def test_capacity_holds_when_all_come_at_once(api: httpx.Client, server: Server) -> None:
    """Eight threads of 200: each member comes, and every fourth goes again."""
    capacity, threads, each = 700, 8, 200
    event_id = made(api, "grace", "events", **body(capacity=capacity))
    write_network(server, [], [f"m{number}" for number in range(threads * each)])

    async def come(graph: Graph, first: int) -> int:
        stayed = 0
        for number in range(first, threads * each, threads):
            member_id, now = f"m{number}", utc_now()
            try:
                await graph.writer.transaction(
                    lambda tx: attend_event(tx, member_id, event_id, now)  # noqa: B023
                )
            except ConflictError:
                continue
            stayed += 1
            if number % 4 == 0:
                await graph.writer.transaction(
                    lambda tx: stay_away(tx, member_id, event_id, now)  # noqa: B023
                )
                stayed -= 1
        return stayed

    stayed = await at_once(
        server, *(lambda graph, first=first: come(graph, first) for first in range(threads))
    )
    assert sum(stayed) == seen(api, "ada", event_id)["size"] == capacity


def test_who_attends_is_told_of_changes_and_the_end(api: httpx.Client, talk: str) -> None:
    attend(api, talk, "ada", "grace")
    changed = ask(api, "grace", f"PATCH /v1/events/{talk}", {"place": "Room 2", "capacity": 5})
    assert (changed.json()["place"], changed.json()["capacity"]) == ("Room 2", 5)
    for _ in range(2):
        assert ask(api, "grace", f"DELETE /v1/events/{talk}").status_code == 204
    assert news(api, "ada") == [("event", "cancelled", "grace"), ("event", "changed", "grace")]
    assert news(api, "grace") == []
    assert seen(api, "ada", talk)["cancelled_at"] is not None
    assert ask(api, "linus", f"PUT /v1/events/{talk}/attendance").status_code == 409
    assert ask(api, "grace", f"PATCH /v1/events/{talk}", {"place": "Room 3"}).status_code == 409


def test_only_who_organises_it_changes_it(api: httpx.Client, talk: str) -> None:
    assert ask(api, "ada", f"PATCH /v1/events/{talk}", {"place": "Mine"}).status_code == 403
    assert ask(api, "ada", f"DELETE /v1/events/{talk}").status_code == 403


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"capacity": 1}, 409),
        ({"ends_at": "2020-01-01T00:00:00Z"}, 409),
        ({"starts_at": "2199-01-01T00:00:00Z"}, 409),
        ({"starts_at": "2099-01-01T00:00:00"}, 422),
        ({"title": None}, 422),
        ({"time_zone": "America/New_York"}, 200),
        ({"capacity": None}, 200),
        ({}, 200),
    ],
    ids=[
        "fewer than attend",
        "over",
        "order",
        "no zone",
        "no title",
        "zone",
        "no capacity",
        "none",
    ],
)
def test_what_may_be_changed(
    api: httpx.Client, talk: str, change: dict[str, Any], status: int
) -> None:
    attend(api, talk, "ada", "linus")
    before = seen(api, "grace", talk)
    assert ask(api, "grace", f"PATCH /v1/events/{talk}", change).status_code == status
    after = seen(api, "grace", talk)
    assert (after["starts_at"], after["ends_at"]) == (before["starts_at"], before["ends_at"])


def test_whom_one_knows_of_those_who_attend(api: httpx.Client, talk: str) -> None:
    attend(api, talk, "ada", "grace", "linus", "barbara", "edsger")
    found = ask(api, "ada", f"GET /v1/events/{talk}/attendees").json()
    assert [(item["id"], item["degree"]) for item in found["items"]] == [
        ("ada", 0),
        ("grace", 1),
        ("linus", 2),
        ("barbara", 3),
    ]
    assert (found["total"], found["counts"]) == (5, {"first": 1, "second": 1, "third": 1})
    own = ask(api, "grace", f"GET /v1/events/{talk}/attendees?limit=4").json()
    rest = ask(api, "grace", f"GET /v1/events/{talk}/attendees?limit=4&cursor={own['next']}").json()
    assert [item["id"] for item in [*own["items"], *rest["items"]]] == [
        "grace",
        "ada",
        "linus",
        "barbara",
        "edsger",
    ]
    event = seen(api, "ada", talk)
    assert (event["connection_count"], event["connections"][0]["id"]) == (1, "grace")


def test_a_block_hides_attendees_and_the_organiser_s_events(api: httpx.Client, talk: str) -> None:
    attend(api, talk, "ada", "linus")
    block(api, "linus", "ada")
    assert seen(api, "ada", talk)["size"] == 1
    assert ask(api, "ada", f"GET /v1/events/{talk}/attendees").json()["total"] == 1
    block(api, "ada", "grace")
    for request in ["GET", "PATCH", "DELETE"]:
        assert ask(api, "ada", f"{request} /v1/events/{talk}", {}).status_code == 404
    assert ask(api, "ada", f"PUT /v1/events/{talk}/attendance").status_code == 404
    assert ask(api, "ada", f"GET /v1/events/{talk}/attendees").status_code == 404
    assert ask(api, "ada", f"GET /v1/events/{talk}/calendar").status_code == 404
    assert ask(api, "ada", "GET /v1/me/events").json()["items"] == []
    assert seen(api, "grace", talk)["size"] == 1


def test_an_event_of_a_group_by_approval(api: httpx.Client) -> None:
    lodge = made(api, "grace", "groups", name="Lodge", joining="approval")
    event = body(group_id=lodge, place="The cellar", link="https://example.org/")
    assert ask(api, "ada", "POST /v1/events", event).status_code == 403
    event_id = made(api, "grace", "events", **event)
    outside = seen(api, "ada", event_id)
    assert (outside["title"], outside["place"], outside["link"]) == ("Talk", None, None)
    assert outside["group"] == {"id": lodge, "name": "Lodge"}
    assert "cellar" not in ask(api, "ada", f"GET /v1/events/{event_id}/calendar").text
    assert ask(api, "ada", f"PUT /v1/events/{event_id}/attendance").status_code == 403
    ask(api, "ada", f"PUT /v1/groups/{lodge}/membership")
    ask(api, "grace", f"POST /v1/groups/{lodge}/requests/ada/accept")
    attend(api, event_id, "ada")
    assert seen(api, "ada", event_id)["place"] == "The cellar"
    assert ask(api, "grace", f"DELETE /v1/groups/{lodge}").status_code == 409
    ask(api, "grace", f"DELETE /v1/events/{event_id}")
    assert ask(api, "grace", f"DELETE /v1/groups/{lodge}").status_code == 204


def test_a_group_s_moderator_may_cancel_its_events(api: httpx.Client) -> None:
    club = made(api, "grace", "groups", name="Club")
    for member in ["ada", "linus"]:
        ask(api, member, f"PUT /v1/groups/{club}/membership")
    event_id = made(api, "ada", "events", **body(group_id=club))
    assert ask(api, "linus", f"DELETE /v1/events/{event_id}").status_code == 403
    assert ask(api, "grace", f"DELETE /v1/events/{event_id}").status_code == 204
    assert news(api, "ada") == [("event", "cancelled", "grace")]


def test_own_events_to_come_and_past(api: httpx.Client, server: Server, talk: str) -> None:
    later = utc_now() + timedelta(days=60)
    times = {"starts_at": later.isoformat(), "ends_at": (later + timedelta(1)).isoformat()}
    last = made(api, "ada", "events", **body(**times))
    over = made(api, "ada", "events", **body())
    attend(api, talk, "ada")
    attend(api, last, "ada")
    set_over(server, over)
    page = ask(api, "ada", "GET /v1/me/events?limit=1").json()
    rest = ask(api, "ada", f"GET /v1/me/events?limit=1&cursor={page['next']}").json()
    assert [item["id"] for item in [*page["items"], *rest["items"]]] == [talk, last]
    assert (rest["items"][0]["organising"], rest["items"][0]["attending"]) == (True, True)
    assert rest["next"] is None
    past = ask(api, "ada", "GET /v1/me/events?past=true").json()["items"]
    assert [item["id"] for item in past] == [over]


def test_what_is_over_stays_as_it_was(api: httpx.Client, server: Server, talk: str) -> None:
    attend(api, talk, "ada")
    set_over(server, talk)
    assert ask(api, "linus", f"PUT /v1/events/{talk}/attendance").status_code == 409
    assert ask(api, "ada", f"DELETE /v1/events/{talk}/attendance").status_code == 409
    assert ask(api, "grace", f"DELETE /v1/events/{talk}").status_code == 409


def test_a_deleted_member_s_events_are_gone(
    api: httpx.Client, as_service: dict[str, str], talk: str
) -> None:
    attend(api, talk, "ada")
    assert api.delete("/v1/members/grace", headers=as_service).status_code == 204
    assert ask(api, "ada", f"GET /v1/events/{talk}").status_code == 404
