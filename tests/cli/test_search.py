"""mutuals search and suggestions: the API's answers, in the terminal."""

import json

import httpx
import pytest
from tests.cli.conftest import Cli
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def analysts(empty_server: Server, api: httpx.Client, as_service: dict[str, str]) -> None:
    """Ada knows Linus, who knows Grace, an analyst at Acme."""
    write_network(empty_server, [("ada", "linus"), ("grace", "linus")], ["edsger"])
    profile = {
        "headline": "Analyst at Acme",
        "positions": [{"company": "Acme", "title": "Analyst"}],
        "skills": ["Maths"],
    }
    api.patch("/v1/members/grace", json=profile, headers=as_service)


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("search ada analyst", "/v1/members?q=analyst"),
        ("search ada", "/v1/members"),
        ("search ada --degree 2", "/v1/members?degree=2"),
        (
            "search ada analyst --company acme --company-when now --title analyst --skill Maths",
            "/v1/members?q=analyst&company=acme&company_when=now&title=analyst&skill=Maths",
        ),
        ("search ada --connections-of linus", "/v1/members?connections_of=linus"),
        ("suggestions ada --limit 20", "/v1/me/suggestions"),
        ("suggestions ada --order mutual", "/v1/me/suggestions?order=mutual&limit=10"),
    ],
)
def test_json_is_the_apis_own(api: httpx.Client, cli: Cli, command: str, path: str) -> None:
    ended = cli(*command.split(), "--json")
    assert ended.status == 0
    told = json.loads(ended.out)
    assert told["items"]
    assert told == api.get(path, headers=as_member("ada")).json()


def test_a_search_is_a_table_and_what_was_found_in_it(cli: Cli) -> None:
    ended = cli("search", "ada", "analyst")
    assert ended.status == 0
    assert "2nd" in ended.out
    assert "company: Acme 1" in ended.out


def test_a_suggestion_says_why(cli: Cli) -> None:
    ended = cli("suggestions", "ada")
    assert ended.status == 0
    assert "1. Grace" in ended.out
    assert "You both know Linus" in ended.out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("search ada nothing", "ada finds nobody."),
        ("suggestions edsger", "There is nobody whom edsger may know."),
    ],
)
def test_a_question_answered_with_no(cli: Cli, command: str, said: str) -> None:
    ended = cli(*command.split())
    assert (ended.status, said in ended.out) == (1, True)


@pytest.mark.parametrize("command", ["search", "search ada x y", "search ada --degree 4"])
def test_what_was_not_asked_rightly(cli: Cli, command: str) -> None:
    assert cli(*command.split()).status == 2


@pytest.mark.parametrize(
    "command",
    ["search nobody x", "suggestions nobody", "search ada --connections-of nobody"],
)
def test_a_question_that_failed(cli: Cli, command: str) -> None:
    ended = cli(*command.split())
    assert (ended.status, ended.out) == (3, "")
    assert "There is no member 'nobody'" in ended.err
