"""mutuals requests and note: the API's answers, in the terminal."""

import json

import httpx
import pytest
from tests.cli.conftest import Cli
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def request_to_grace(empty_server: Server, api: httpx.Client) -> None:
    """Ada asked Grace; both know Linus."""
    write_network(empty_server, [("ada", "linus"), ("grace", "linus")], ["edsger"])
    body = {"member_id": "grace", "note": "We both know Linus."}
    assert api.post("/v1/connection-requests", json=body, headers=as_member("ada")).is_success


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("requests ada", "/v1/me/connection-requests"),
        (
            "requests ada --direction sent --state pending",
            "/v1/me/connection-requests?direction=sent&state=pending",
        ),
        ("note ada grace", "/v1/members/grace/note-suggestions"),
    ],
)
def test_json_is_the_apis_own(api: httpx.Client, cli: Cli, command: str, path: str) -> None:
    ended = cli(*command.split(), "--json")
    assert ended.status == 0
    assert json.loads(ended.out) == api.get(path, headers=as_member("ada")).json()


def test_requests_are_a_table(cli: Cli) -> None:
    ended = cli("requests", "grace", "--direction", "received")
    assert ended.status == 0
    assert "from" in ended.out
    assert "We both know Linus." in ended.out


def test_a_draft_names_what_it_stands_on(cli: Cli) -> None:
    ended = cli("note", "ada", "grace")
    assert "Hello Grace, we both know Linus" in ended.out
    assert "mutual connection Linus" in ended.out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("requests edsger", "edsger has no such connection request."),
        ("note ada edsger", "Nothing is known that you and 'edsger' have in common."),
    ],
)
def test_a_question_answered_with_no(cli: Cli, command: str, said: str) -> None:
    ended = cli(*command.split())
    assert (ended.status, ended.out.strip()) == (1, said)
