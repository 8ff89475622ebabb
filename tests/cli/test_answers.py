"""mutuals degree, mutual, paths and connections: the API's answers, in the terminal."""

import json

import httpx
import pytest
from tests.cli.conftest import Cli
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

DIAMOND = [("ada", "grace"), ("ada", "alan"), ("linus", "grace"), ("linus", "alan")]


@pytest.fixture(autouse=True)
def _diamond(empty_server: Server) -> None:
    write_network(empty_server, DIAMOND, members=["edsger"])


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("degree ada linus", "/v1/members/linus/relation"),
        ("degree ada ada", "/v1/members/ada/relation"),
        ("mutual ada linus", "/v1/members/linus/mutual-connections"),
        ("mutual ada linus --limit 1", "/v1/members/linus/mutual-connections?limit=1"),
        ("paths ada linus", "/v1/members/linus/introduction-paths"),
        ("paths ada linus --limit 1 --max-hops 2", "/v1/members/linus/introduction-paths?limit=1"),
        ("connections ada", "/v1/me/connections"),
        ("connections ada --degree 2", "/v1/me/connections?degree=2"),
        ("connections ada --limit 1", "/v1/me/connections?limit=1"),
    ],
)
def test_json_is_the_apis_own(api: httpx.Client, cli: Cli, command: str, path: str) -> None:
    ended = cli(*command.split(), "--json")
    assert ended.status == 0
    assert json.loads(ended.out) == api.get(path, headers=as_member("ada")).json()
    assert ended.err == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("degree ada linus", "ada  →  linus:  2nd degree, 2 mutual connections"),
        ("degree ada grace", "1st degree, 0 mutual connections"),
        ("degree ada ada", "the same member"),
        ("mutual ada linus", "Alan"),
        ("paths ada linus", "ask Alan, score 0.250"),
        ("connections ada", "Grace"),
        ("connections ada --degree 2", "Linus"),
    ],
)
def test_a_question_answered_with_yes(cli: Cli, command: str, said: str) -> None:
    ended = cli(*command.split())
    assert ended.status == 0
    assert said in ended.out
    assert ended.err == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("degree ada edsger", "out of network"),
        ("mutual ada edsger", "ada and edsger have no mutual connections."),
        ("paths ada edsger", "Nobody can introduce ada to edsger within 3 hops."),
        ("connections edsger", "Nobody of edsger's degree 1 fits."),
        ("connections ada --company acme", "Nobody of ada's degree 1 fits."),
    ],
)
def test_a_question_answered_with_no(cli: Cli, command: str, said: str) -> None:
    ended = cli(*command.split())
    assert ended.status == 1
    assert said in ended.out
    assert ended.err == ""


@pytest.mark.parametrize(
    "command", ["degree ada edsger", "mutual ada edsger", "paths ada edsger", "connections edsger"]
)
def test_no_in_json_is_json(cli: Cli, command: str) -> None:
    ended = cli(*command.split(), "--json")
    assert ended.status == 1
    assert isinstance(json.loads(ended.out), dict)


@pytest.mark.parametrize(
    "command",
    [
        "degree ada",
        "degree ada linus grace",
        "mutual ada linus --limit 0",
        "mutual ada linus --limit 101",
        "paths ada",
        "paths ada linus --company acme",
        "paths ada linus --max-hops 5",
        "connections ada --degree 3",
        "connect ada linus",
    ],
)
def test_what_was_not_asked_rightly(cli: Cli, command: str) -> None:
    ended = cli(*command.split())
    assert ended.status == 2
    assert ended.out == ""
    assert ended.err != ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("degree ada nobody", "There is no member 'nobody': check the id"),
        ("mutual nobody ada", "There is no member 'nobody': check the id"),
        ("paths ada nobody", "There is no member 'nobody': check the id"),
        ("paths ada --company acme", "There is no company 'acme'"),
        ("connections nobody", "There is no member 'nobody': check the id"),
        ("connections ada --cursor x", "start again without a cursor"),
        ("mutual ada linus --cursor x", "start again without a cursor"),
    ],
)
def test_a_question_that_failed(cli: Cli, command: str, said: str) -> None:
    ended = cli(*command.split())
    assert ended.status == 3
    assert ended.out == ""
    assert said in ended.err
    assert ended.err.count("\n") == 1


def test_a_page_says_how_to_get_the_next(cli: Cli) -> None:
    first = cli("connections", "ada", "--limit", "1")
    assert "1 of 2. The next page: --cursor " in first.err
    cursor = first.err.split()[-1]
    second = cli("connections", "ada", "--limit", "1", "--cursor", cursor, "--json")
    assert [item["id"] for item in json.loads(second.out)["items"]] == ["grace"]


def test_a_cursor_of_the_terminal_is_the_apis(api: httpx.Client, cli: Cli) -> None:
    cursor = json.loads(cli("mutual", "ada", "linus", "--limit", "1", "--json").out)["next"]
    page = api.get(
        "/v1/members/linus/mutual-connections",
        params={"cursor": cursor},
        headers=as_member("ada"),
    )
    assert [item["id"] for item in page.json()["items"]] == ["grace"]


def test_a_company_is_named_by_its_name_or_its_id(
    api: httpx.Client, cli: Cli, as_service: dict[str, str]
) -> None:
    api.patch(
        "/v1/members/linus", json={"positions": [{"company": "Acme Corp"}]}, headers=as_service
    )
    by_api = api.get("/v1/companies/acme-corp/introduction-paths", headers=as_member("ada")).json()
    assert len(by_api["paths"]) == 2
    for company in ("acme-corp", "Acme Corp"):
        ended = cli("paths", "ada", "--company", company, "--json")
        assert json.loads(ended.out) == by_api
