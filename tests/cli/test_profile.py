"""mutuals profile: a profile in the terminal, and what it lacks."""

import json

import httpx
import pytest
from tests.cli.conftest import Cli
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

ADA = {
    "headline": "Analyst [bold]at[/] engines",
    "location": "London",
    "about": "I write\nfor engines.",
    "positions": [
        {"company": "Acme", "title": "Analyst", "started_on": "1842-01-01"},
        {"company": "Home", "ended_on": "1841-12-31"},
    ],
    "schools": [{"school": "Tutors", "field": "Mathematics"}],
    "skills": ["Mathematics"],
    "languages": ["English", "French"],
    "contact": {"email": "ada@example.com"},
}


@pytest.fixture(autouse=True)
def _ada(empty_server: Server, api: httpx.Client) -> None:
    write_network(empty_server, [], members=["ada"])
    assert api.patch("/v1/me", json=ADA, headers=as_member("ada")).status_code == 200


def test_json_is_the_apis_own(cli: Cli, api: httpx.Client) -> None:
    ended = cli("profile", "ada", "--json")
    assert ended.status == 0
    assert json.loads(ended.out) == {
        "profile": api.get("/v1/me", headers=as_member("ada")).json(),
        "check": api.get("/v1/me/profile-check", headers=as_member("ada")).json(),
    }


def test_a_profile_is_shown_with_what_it_lacks(cli: Cli) -> None:
    ended = cli("profile", "ada")
    assert ended.status == 0
    assert ended.out.splitlines() == [
        "Ada  ada",
        "Analyst [bold]at[/] engines",
        "London",
        "ada@example.com",
        "",
        "I write",
        "for engines.",
        "",
        "Positions",
        "  Analyst at Acme, 1842-01-01 to now",
        "  Home, ? to 1841-12-31",
        "",
        "Schools",
        "  Tutors (Mathematics)",
        "",
        "Skills  Mathematics",
        "",
        "Languages  English, French",
        "",
        "72% complete",
        *(line for line in ended.out.splitlines() if line.startswith("  +")),
    ]
    assert "  +10%  position dates: Say when each position began" in ended.out


def test_nobody_has_no_profile(cli: Cli) -> None:
    ended = cli("profile", "nobody")
    assert ended.status == 3
    assert "There is no member 'nobody'" in ended.err
