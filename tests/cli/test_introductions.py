"""mutuals introductions: listed in the terminal as the member may see them."""

import json

import httpx
from tests.cli.conftest import Cli
from tests.introductions.asking import FOUR, THREE, ask, step
from tests.network import write_network

from mutuals.graph.driver import Server


def test_a_member_s_introductions_are_listed(cli: Cli, api: httpx.Client, server: Server) -> None:
    write_network(server, THREE)
    id_ = ask(api)
    listed = json.loads(cli("introductions", "grace", "--json").out)
    assert [(item["id"], item["awaits_you"]) for item in listed["items"]] == [(id_, True)]
    shown = cli("introductions", "grace", "--role", "connector").out
    assert shown == f"{id_}  Ada → Grace → Linus  collaboration: requested, awaits grace\n"


def test_who_is_not_next_to_the_member_is_not_named(
    cli: Cli, api: httpx.Client, server: Server
) -> None:
    write_network(server, FOUR)
    step(api, "grace", ask(api), "forward", connector_id="barbara")
    shown = cli("introductions", "ada").out
    assert "Ada → Grace → someone → Linus" in shown
    assert "Barbara" not in shown


def test_none_is_an_exit_status_of_one(cli: Cli, server: Server) -> None:
    write_network(server, THREE)
    ended = cli("introductions", "ada", "--state", "introduced")
    assert (ended.status, ended.out) == (1, "ada has no such introduction.\n")


def test_who_is_nobody_is_a_failure(cli: Cli) -> None:
    assert cli("introductions", "nobody").status == 3
