"""mutuals token: made once, alone on stdout; listed without secrets; revoked at once."""

import json
import re

import httpx
import pytest
from neo4j import GraphDatabase
from tests.cli.conftest import Cli
from tests.network import write_network

from mutuals.graph.driver import Server


def answered(api: httpx.Client, token: str, viewer_id: str | None = None) -> int:
    """The status that a question with this token gets."""
    headers = {"Authorization": f"Bearer {token}"}
    if viewer_id is not None:
        headers["Mutuals-Viewer"] = viewer_id
    return api.get("/v1/me/reach", headers=headers).status_code


def test_a_members_token_stands_alone_on_stdout_and_works(
    api: httpx.Client, cli: Cli, server: Server
) -> None:
    write_network(server, [("ada", "grace")])
    ended = cli("token", "create", "--member", "ada")
    assert (ended.status, ended.err) == (0, "")
    assert re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]+\n", ended.out)
    assert answered(api, ended.out.strip()) == 200


def test_a_service_token_stands_alone_on_stdout_and_works(
    api: httpx.Client, cli: Cli, server: Server
) -> None:
    write_network(server, [("ada", "grace")])
    ended = cli("token", "create", "--service", "crm")
    assert (ended.status, ended.err) == (0, "")
    assert re.fullmatch(r"mutuals_[0-9a-f]{12}_[\w-]{43}\n", ended.out)
    assert answered(api, ended.out.strip(), viewer_id="ada") == 200


def test_a_service_token_does_what_its_scopes_say(
    api: httpx.Client, cli: Cli, server: Server
) -> None:
    write_network(server, [("ada", "grace")])
    ended = cli("token", "create", "--service", "crm", "--scope", "viewer:read")
    headers = {"Authorization": f"Bearer {ended.out.strip()}", "Mutuals-Viewer": "ada"}
    assert api.get("/v1/me/reach", headers=headers).status_code == 200
    refused = api.patch("/v1/me", json={"headline": "Analyst"}, headers=headers)
    assert (refused.status_code, "viewer:write" in refused.text) == (403, True)
    [item] = json.loads(cli("token", "list", "--json").out)["items"]
    assert item["scopes"] == ["viewer:read"]


def test_an_unknown_scope_is_a_usage_error(cli: Cli) -> None:
    ended = cli("token", "create", "--service", "crm", "--scope", "everything")
    assert (ended.status, ended.out) == (2, "")


def test_a_service_token_is_listed_without_its_secret_and_revoked(
    api: httpx.Client, cli: Cli, server: Server
) -> None:
    write_network(server, [("ada", "grace")])
    token = cli("token", "create", "--service", "crm").out.strip()
    _, token_id, secret = token.split("_", 2)

    listed = cli("token", "list", "--json")
    [item] = json.loads(listed.out)["items"]
    assert (item["id"], item["service"], item["revoked_at"]) == (token_id, "crm", None)
    assert secret not in listed.out
    assert token_id in cli("token", "list").out

    assert cli("token", "revoke", token_id).status == 0
    assert answered(api, token, viewer_id="ada") == 401
    [item] = json.loads(cli("token", "list", "--json").out)["items"]
    assert item["revoked_at"] is not None


def test_revoking_twice_keeps_the_first_time(cli: Cli) -> None:
    token_id = cli("token", "create", "--service", "crm").out.split("_")[1]
    times = set()
    for _ in range(2):
        assert cli("token", "revoke", token_id).status == 0
        [item] = json.loads(cli("token", "list", "--json").out)["items"]
        times.add(item["revoked_at"])
    assert len(times) == 1


def test_a_services_secret_is_not_in_the_store(cli: Cli, server: Server) -> None:
    secret = cli("token", "create", "--service", "crm").out.strip().split("_", 2)[2]
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        found = driver.execute_query(
            "MATCH (token:ServiceToken) RETURN properties(token) AS properties",
            database_=server.database,
        )
    [record] = found.records
    assert record["properties"]["service"] == "crm"
    assert secret not in str(record)


def test_two_services_may_have_one_name(cli: Cli) -> None:
    tokens = {cli("token", "create", "--service", "crm").out for _ in range(2)}
    assert len(tokens) == 2
    assert len(json.loads(cli("token", "list", "--json").out)["items"]) == 2


def test_a_list_of_none_says_how_to_make_one(cli: Cli) -> None:
    ended = cli("token", "list")
    assert (ended.status, ended.out) == (0, "")
    assert "mutuals token create --service NAME" in ended.err
    assert json.loads(cli("token", "list", "--json").out) == {"items": []}


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--member", "ada", "--service", "crm"],
        ["--service", ""],
        ["--service", "c\nrm"],
        ["--service", "x" * 201],
        ["--member", "ada", "--hours", "0"],
        ["--member", "ada", "--hours", "nan"],
        ["--member", "ada", "--hours", "8761"],
    ],
    ids=repr,
)
def test_what_was_not_asked_rightly(cli: Cli, server: Server, options: list[str]) -> None:
    write_network(server, [("ada", "grace")])
    ended = cli("token", "create", *options)
    assert ended.status == 2
    assert ended.out == ""
    assert ended.err != ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["create", "--member", "nobody"], "There is no member 'nobody'"),
        (["create", "--member", "a b"], "There is no member 'a b'"),
        (["revoke", "0a1b2c3d4e5f"], "`mutuals token list` shows the ids"),
    ],
)
def test_what_failed(cli: Cli, command: list[str], said: str) -> None:
    ended = cli("token", *command)
    assert ended.status == 3
    assert ended.out == ""
    assert said in ended.err
