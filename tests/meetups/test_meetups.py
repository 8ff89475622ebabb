"""Meetups of connections: proposed, answered, and what came of them."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import httpx
import icalendar
import pytest
from tests.connections.threads import at_once
from tests.groups.grouping import ask, block, made, news, run
from tests.network import write_network

from mutuals.errors import ConflictError
from mutuals.graph.driver import Graph, Server
from mutuals.graph.opening import utc_now
from mutuals.meetups.commands import report_meetup
from mutuals.meetups.models import MeetupReport
from mutuals.meetups.states import MeetupRole, MeetupState, Step, after

TIMES = ["2099-05-04T15:00:00Z", "2099-05-03T11:00:00+02:00"]
MONDAY = "2099-05-03T09:00:00Z"


@pytest.fixture(autouse=True)
def _network(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "grace"), ("grace", "linus")])


@pytest.fixture
def coffee(api: httpx.Client) -> str:
    """A coffee that Ada proposed to Grace."""
    return made(api, "ada", "meetups", **body())


def body(**more: Any) -> dict[str, Any]:
    return {"member_id": "grace", "kind": "coffee", "times": TIMES, **more}


def step(
    api: httpx.Client, who: str, id_: str, name: str, sent: dict[str, Any] | None = None
) -> httpx.Response:
    return ask(api, who, f"POST /v1/meetups/{id_}/{name}", sent)


def accept(api: httpx.Client, id_: str) -> dict[str, Any]:
    accepted: dict[str, Any] = step(api, "grace", id_, "accept", {"time": MONDAY}).json()
    return accepted


def tie(server: Server) -> dict[str, Any]:
    [found] = run(
        server,
        "MATCH ()-[t:CONNECTED_TO {pair: 'ada|grace'}]->() "
        "RETURN coalesce(t.forward, 0) AS forward, coalesce(t.backward, 0) AS backward",
    )
    return found


def test_a_coffee_is_proposed_accepted_and_done(api: httpx.Client, server: Server) -> None:
    answer = ask(api, "ada", "POST /v1/meetups", body(minutes=45, place="Café", note="Compilers?"))
    proposed = answer.json()
    id_ = proposed["id"]
    assert answer.headers["Location"] == f"/v1/meetups/{id_}"
    assert (proposed["state"], proposed["role"], proposed["minutes"]) == (
        "proposed",
        "proposer",
        45,
    )
    assert proposed["times"] == [MONDAY, "2099-05-04T15:00:00Z"]
    accepted = accept(api, id_)
    assert (accepted["state"], accepted["starts_at"], accepted["role"]) == (
        "accepted",
        MONDAY,
        "invitee",
    )
    done = step(api, "ada", id_, "done", {"outcome": "She reviews our parser."}).json()
    assert (done["state"], done["outcome"]) == ("done", "She reviews our parser.")
    assert tie(server) == {"forward": pytest.approx(3), "backward": pytest.approx(3)}
    assert news(api, "grace") == [("meetup", "done", "ada"), ("meetup", "proposed", "ada")]
    assert news(api, "ada") == [("meetup", "accepted", "grace")]


def test_what_did_not_take_place_counts_for_nothing(
    api: httpx.Client, server: Server, coffee: str
) -> None:
    accept(api, coffee)
    sent = {"took_place": False, "outcome": "She was ill."}
    assert step(api, "grace", coffee, "done", sent).json()["state"] == "not_done"
    assert tie(server) == {"forward": 0, "backward": 0}


def test_done_needs_no_words_and_counts_once(
    api: httpx.Client, server: Server, coffee: str
) -> None:
    accept(api, coffee)
    assert step(api, "grace", coffee, "done").status_code == 200
    assert step(api, "ada", coffee, "done").status_code == 409
    assert tie(server)["forward"] == pytest.approx(3)


@pytest.mark.anyio
async def test_both_say_so_at_once(api: httpx.Client, server: Server, coffee: str) -> None:
    accept(api, coffee)

    async def says(graph: Graph, member_id: str) -> bool:
        try:
            await graph.writer.transaction(
                lambda tx: report_meetup(tx, member_id, coffee, MeetupReport(), utc_now())
            )
        except ConflictError:
            return False
        return True

    said = await at_once(server, lambda g: says(g, "ada"), lambda g: says(g, "grace"))
    assert sum(said) == 1
    assert tie(server) == {"forward": pytest.approx(3), "backward": pytest.approx(3)}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"member_id": "linus"}, 403),
        ({"member_id": "ada"}, 409),
        ({"member_id": "nobody"}, 404),
        ({"times": ["2020-01-01T00:00:00Z"]}, 409),
        ({"times": []}, 422),
        ({"times": ["2099-05-04T15:00:00"]}, 422),
        ({"times": [f"2099-05-{day:02}T15:00:00Z" for day in range(1, 12)]}, 422),
        ({"kind": "lunch"}, 422),
        ({"minutes": 4}, 422),
    ],
    ids=["2nd", "self", "nobody", "past", "no time", "no offset", "eleven", "kind", "short"],
)
def test_what_is_no_proposal(api: httpx.Client, change: dict[str, Any], status: int) -> None:
    assert ask(api, "ada", "POST /v1/meetups", body(**change)).status_code == status


def test_who_is_not_connected_is_told_the_ways(api: httpx.Client) -> None:
    answer = ask(api, "ada", "POST /v1/meetups", body(member_id="linus")).json()
    assert answer["type"] == "not-connected"
    assert answer["ways"][0]["connector_id"] == "grace"


def test_a_key_proposes_once(api: httpx.Client) -> None:
    api.headers["Idempotency-Key"] = "once"
    assert made(api, "ada", "meetups", **body()) == made(api, "ada", "meetups", **body())


def test_a_time_is_one_of_those_proposed(api: httpx.Client, coffee: str) -> None:
    answer = step(api, "grace", coffee, "accept", {"time": "2099-05-03T10:00:00Z"})
    assert answer.status_code == 409
    assert step(api, "ada", coffee, "accept", {"time": MONDAY}).status_code == 409


def test_who_is_not_connected_any_more_accepts_nothing(
    api: httpx.Client, server: Server, coffee: str
) -> None:
    run(server, "MATCH ({id: 'ada'})-[t:CONNECTED_TO]-() DELETE t")
    assert step(api, "grace", coffee, "accept", {"time": MONDAY}).status_code == 409
    assert step(api, "grace", coffee, "decline").json()["state"] == "declined"


def test_either_calls_off_what_was_accepted(api: httpx.Client, coffee: str) -> None:
    assert step(api, "grace", coffee, "withdraw").status_code == 409
    accept(api, coffee)
    assert step(api, "grace", coffee, "withdraw").json()["state"] == "withdrawn"
    assert news(api, "ada")[0] == ("meetup", "withdrawn", "grace")


def test_what_nobody_answered_has_expired(api: httpx.Client, server: Server, coffee: str) -> None:
    run(server, "MATCH (m:Meetup) SET m.times = [datetime() - duration('P1D')]")
    assert ask(api, "grace", f"GET /v1/meetups/{coffee}").json()["state"] == "expired"
    assert step(api, "grace", coffee, "decline").status_code == 409
    assert len(ask(api, "ada", "GET /v1/me/meetups?state=expired").json()["items"]) == 1
    assert ask(api, "ada", "GET /v1/me/meetups?state=proposed").json()["items"] == []


def test_own_meetups_by_role_and_in_pages(api: httpx.Client, coffee: str) -> None:
    second = made(api, "grace", "meetups", **body(member_id="ada", kind="virtual"))
    page = ask(api, "ada", "GET /v1/me/meetups?limit=1").json()
    rest = ask(api, "ada", f"GET /v1/me/meetups?limit=1&cursor={page['next']}").json()
    assert [item["id"] for item in [*page["items"], *rest["items"]]] == [second, coffee]
    invited = ask(api, "ada", "GET /v1/me/meetups?role=invitee").json()["items"]
    assert [item["id"] for item in invited] == [second]


def test_it_is_of_the_two_alone(api: httpx.Client, coffee: str) -> None:
    assert ask(api, "linus", f"GET /v1/meetups/{coffee}").status_code == 404
    assert step(api, "linus", coffee, "decline").status_code == 404
    block(api, "grace", "ada")
    for who in ["ada", "grace"]:
        assert ask(api, who, f"GET /v1/meetups/{coffee}").status_code == 404
        assert ask(api, who, "GET /v1/me/meetups").json()["items"] == []
    ask(api, "grace", "DELETE /v1/me/blocks/ada")
    assert ask(api, "ada", f"GET /v1/meetups/{coffee}").json()["state"] == "withdrawn"


def test_a_calendar_has_the_time_chosen(api: httpx.Client, coffee: str) -> None:
    path = f"GET /v1/meetups/{coffee}/calendar"
    assert ask(api, "ada", path).status_code == 409
    accept(api, coffee)
    [entry] = icalendar.Calendar.from_ical(ask(api, "ada", path).content).events
    assert entry.start == datetime(2099, 5, 3, 9, tzinfo=UTC)
    assert entry.duration == timedelta(minutes=30)
    assert entry["SUMMARY"] == "Coffee with Grace"
    step(api, "ada", coffee, "withdraw")
    [entry] = icalendar.Calendar.from_ical(ask(api, "ada", path).content).events
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", 1)


def test_a_deleted_member_s_meetups_are_gone(
    api: httpx.Client, as_service: dict[str, str], coffee: str
) -> None:
    api.delete("/v1/members/ada", headers=as_service)
    assert ask(api, "grace", f"GET /v1/meetups/{coffee}").status_code == 404


def test_no_step_is_taken_but_those_listed() -> None:
    allowed = set()
    for role, step_, state in product(MeetupRole, Step, MeetupState):
        try:
            allowed.add((role, step_, state, after(role, step_, state)))
        except ConflictError:
            continue
    reports = {
        (role, step_, MeetupState.ACCEPTED, state)
        for role in MeetupRole
        for step_, state in [
            (Step.DONE, MeetupState.DONE),
            (Step.NOT_DONE, MeetupState.NOT_DONE),
            (Step.WITHDRAW, MeetupState.WITHDRAWN),
        ]
    }
    proposer, invitee, proposed = MeetupRole.PROPOSER, MeetupRole.INVITEE, MeetupState.PROPOSED
    assert allowed == reports | {
        (invitee, Step.ACCEPT, proposed, MeetupState.ACCEPTED),
        (invitee, Step.DECLINE, proposed, MeetupState.DECLINED),
        (proposer, Step.WITHDRAW, proposed, MeetupState.WITHDRAWN),
    }
