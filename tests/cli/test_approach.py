"""mutuals approach and network: the API's answers, in the terminal."""

import json

import httpx
import pytest
from neo4j import GraphDatabase
from tests.cli.conftest import Cli
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def network(empty_server: Server, api: httpx.Client) -> None:
    """Ada and Grace know Linus; Grace works at Acme."""
    del api  # its schema
    write_network(empty_server, [("ada", "linus"), ("grace", "linus")], ["edsger"])
    server = empty_server
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "MATCH (grace:Member {id: 'grace'}) "
            "CREATE (grace)-[:WORKS_AT {title: 'Admiral'}]->(:Company {id: 'acme', name: 'Acme'}) "
            "CREATE (:Company {id: 'none', name: 'None'})",
            database_=server.database,
        )


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("approach ada grace", "/v1/members/grace/approach"),
        ("approach ada --company Acme", "/v1/companies/acme/approach"),
        ("network ada", "/v1/me/network"),
    ],
)
def test_json_is_the_apis_own(api: httpx.Client, cli: Cli, command: str, path: str) -> None:
    ended = cli(*command.split(), "--json")
    assert ended.status == 0
    assert json.loads(ended.out) == api.get(path, headers=as_member("ada")).json()


def test_a_plan_is_drawn_with_ticks(api: httpx.Client, cli: Cli) -> None:
    body = {"member_id": "grace", "note": "We both know Linus."}
    api.post("/v1/connection-requests", json=body, headers=as_member("ada"))
    drawn = cli("approach", "ada", "grace").out
    assert "○ Ask Linus to introduce you to Grace." in drawn
    assert 'POST /v1/introductions {"connector_id": "linus"' in drawn
    assert "✓ 6. Ask, and follow up" in drawn
    assert "✓ You asked Grace to connect." in drawn
    assert "Come back on" in drawn


def test_a_way_into_a_company_is_drawn(cli: Cli) -> None:
    drawn = cli("approach", "ada", "--company", "acme").out
    assert "Start with Grace." in drawn
    assert "Grace  Admiral  through Linus" in drawn


def test_a_network_is_drawn_in_bars(cli: Cli) -> None:
    drawn = cli("network", "ada").out
    assert "1 connection, 1 of the second degree" in drawn
    assert "write to Linus: You have not been in touch yet." in drawn
    assert "█" in drawn


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ("approach ada --company none", 1, "ada has no way into None yet."),
        ("network edsger", 1, "edsger has no connection yet."),
        ("approach ada", 2, "Name either the member to come to know or --company."),
        ("approach ada grace --company acme", 2, "Name either the member"),
        ("approach ada nobody", 3, "There is no member 'nobody'"),
    ],
)
def test_other_endings(cli: Cli, command: str, status: int, said: str) -> None:
    ended = cli(*command.split())
    assert ended.status == status
    assert said in ended.out + ended.err
