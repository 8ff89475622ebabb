"""mutuals feed and post: the API's answers, in the terminal."""

import json

import httpx
import pytest
from tests.cli.conftest import Cli, cli, environment
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

__all__ = ["cli", "environment"]


@pytest.fixture(autouse=True)
def _people(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "grace")])


def test_what_is_posted_is_drawn_with_its_reason(api: httpx.Client, cli: Cli) -> None:
    assert cli("feed", "ada").status == 1
    assert cli("post", "grace", "We hire.", "--kind", "opportunity").status == 0
    drawn = cli("feed", "ada")
    assert drawn.status == 0
    assert "You are connected to Grace" in drawn.out
    assert "We hire." in drawn.out
    answer = json.loads(cli("feed", "ada", "--json").out)
    assert answer == api.get("/v1/feed", headers=as_member("ada")).json()


def test_an_empty_text_is_wrong_usage(cli: Cli) -> None:
    assert cli("post", "grace", " ").status == 2
