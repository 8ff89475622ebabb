"""mutuals pool: who shares imports in a group, and what a member gains by it, in the terminal."""

import json

import httpx
import pytest
from tests.cli.conftest import Cli
from tests.pooling.pools import get, known, share, write_imports

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def team(empty_server: Server, api: httpx.Client) -> None:
    """Bea shares whom she imported; Ada, who is in the group too, does not yet."""
    del api  # its schema is needed
    share(empty_server, "ada", shares=None)
    share(empty_server, "bea")
    write_imports(empty_server, known("bea", "zoe", "Zoe"))


def test_it_shares_and_hides(cli: Cli) -> None:
    assert "ada does not share imports in team." in cli("pool", "ada", "team").out
    shared = cli("pool", "ada", "team", "--share").out
    assert all(words in shared for words in ("ada shares", "Bea", "ada sees 1 person more."))
    assert cli("degree", "ada", "zoe").status == 0
    assert "ada does not share" in cli("pool", "ada", "team", "--hide").out


def test_json_is_the_apis_own(api: httpx.Client, cli: Cli) -> None:
    ended = cli("pool", "ada", "team", "--json")
    assert json.loads(ended.out) == get(api, "ada", "groups/team/import-sharing")


def test_who_is_not_in_the_group_is_told_to_join_it(cli: Cli) -> None:
    ended = cli("pool", "zed", "team", "--share")
    assert ended.status == 3
