"""mutuals groups, events, meetups and inbox: the API's answers, in the terminal."""

import json

import httpx
import pytest
from tests.cli.conftest import Cli
from tests.groups.grouping import ask, made
from tests.network import write_network

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def scene(empty_server: Server, api: httpx.Client) -> None:
    """Ada owns a club, organises a talk, was asked for a coffee and was written to, by Grace."""
    write_network(empty_server, [("ada", "grace")], ["edsger"])
    made(api, "ada", "groups", name="Compiler people")
    talk = made(
        api,
        "ada",
        "events",
        title="Talk",
        starts_at="2099-07-01T18:30:00",
        ends_at="2099-07-01T20:00:00",
        time_zone="Europe/Berlin",
        place="Café Babbage",
    )
    ask(api, "ada", f"PUT /v1/events/{talk}/attendance")
    made(
        api,
        "grace",
        "meetups",
        member_id="ada",
        kind="coffee",
        times=["2099-05-03T09:00:00Z", "2099-05-04T15:00:00Z"],
    )
    made(api, "grace", "messages", member_id="ada", text="Hello\nAda, " + "how are you? " * 10)


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("groups ada", "/v1/me/groups"),
        ("events ada", "/v1/me/events"),
        ("meetups ada --role invitee", "/v1/me/meetups?role=invitee"),
        ("inbox ada", "/v1/me/conversations"),
        ("inbox ada --unread", "/v1/me/conversations?unread=true"),
    ],
)
def test_json_is_the_apis_own(api: httpx.Client, cli: Cli, command: str, path: str) -> None:
    ended = cli(*command.split(), "--json")
    assert ended.status == 0
    assert json.loads(ended.out) == ask(api, "ada", f"GET {path}").json()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("groups ada", ["Compiler people", "owner"]),
        (
            "events ada",
            ["2099-07-01 18:30 - 20:00 Europe/Berlin", "Café Babbage", "organises, attends"],
        ),
        ("meetups ada", ["from", "Grace", "2099-05-03 09:00 or 2099-05-04 15:00"]),
        ("inbox ada", ["Grace", "1 unread", "  Grace: Hello Ada, how are you?", "…"]),
        ("inbox grace", ["Ada", "  you: Hello Ada"]),
    ],
)
def test_what_is_drawn(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, command: str, said: list[str]
) -> None:
    monkeypatch.setattr("mutuals.cli.gatherings.out.width", 300)
    ended = cli(*command.split())
    assert ended.status == 0
    assert [text for text in said if text not in ended.out] == []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("groups edsger", "edsger is in no group."),
        ("events edsger --past", "edsger has no such event."),
        ("meetups edsger", "edsger has no such meetup."),
        ("inbox edsger", "edsger has no such conversation."),
    ],
)
def test_a_question_answered_with_no(cli: Cli, command: str, said: str) -> None:
    ended = cli(*command.split())
    assert (ended.status, ended.out.strip()) == (1, said)


@pytest.mark.parametrize("command", ["groups", "events", "meetups", "inbox"])
def test_who_is_nobody_is_a_failure(cli: Cli, command: str) -> None:
    assert cli(command, "nobody").status == 3
