"""mutuals skills, goals and matches: in the terminal as the member may see them."""

import json

import httpx
import pytest
from tests.cli.conftest import Cli
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def three(server: Server, api: httpx.Client, as_service: dict[str, str]) -> None:
    """ada knows grace, who knows linus; grace and linus know Go, and linus works at Acme."""
    write_network(server, {("ada", "grace"): 0.8, ("grace", "linus"): 0.5})
    work = [{"company": "Acme", "title": "Engineer"}]
    for member, profile in (
        ("grace", {"skills": ["Go"]}),
        ("linus", {"skills": ["Go"], "positions": work}),
    ):
        api.patch(f"/v1/members/{member}", json=profile, headers=as_service)


def state_goal(api: httpx.Client, **changes: object) -> str:
    goal = {"kind": "role", "companies": ["Acme"], "skills": ["Go"]} | changes
    made = api.post("/v1/me/goals", json=goal, headers=as_member("ada"))
    return str(made.json()["id"])


def test_skills_name_the_endorsers_whom_the_viewer_knows(cli: Cli, api: httpx.Client) -> None:
    api.put("/v1/members/linus/skills/go/endorsement", headers=as_member("grace"))
    listed = json.loads(cli("skills", "ada", "linus", "--json").out)
    assert [(item["skill"]["name"], item["count"]) for item in listed["items"]] == [("Go", 1)]
    shown = cli("skills", "ada", "linus").out
    assert all(word in shown for word in ("Go", "1", "Grace"))


def test_who_names_no_skill_is_an_exit_status_of_one(cli: Cli) -> None:
    ended = cli("skills", "grace", "ada")
    assert (ended.status, ended.out) == (1, "ada names no skill.\n")


def test_goals_are_listed(cli: Cli, api: httpx.Client) -> None:
    assert (cli("goals", "ada").status, cli("goals", "nobody").status) == (1, 3)
    id_ = state_goal(api, places=["London"])
    assert cli("goals", "ada").out == f"{id_}  role: Acme; Go; in London\n"
    assert json.loads(cli("goals", "ada", "--json").out)["items"][0]["id"] == id_


def test_matches_say_why_and_whom_to_ask(cli: Cli, api: httpx.Client) -> None:
    id_ = state_goal(api)
    shown = cli("matches", "ada", id_).out
    assert shown == (
        "1. Linus, 2nd degree, 1 mutual connection\n"
        "   ██████████ 100% fits: works at Acme, knows Go\n"
        "   → Ask Grace for an introduction to Linus.  the way's score is 0.400\n"
        "\n"
        "Connections of ada who could help\n"
        "   could advise  Grace  strong\n"
        "   ████░░░░░░ 40% fits: knows Go\n"
    )
    found = json.loads(cli("matches", "ada", id_, "--json").out)
    assert found["items"][0]["way"]["connector_id"] == "grace"


def test_no_match_is_an_exit_status_of_one(cli: Cli, api: httpx.Client) -> None:
    ended = cli("matches", "ada", state_goal(api, companies=["Navy"], skills=["Rust"]))
    assert (ended.status, ended.out) == (1, "Nobody within three hops of ada fits.\n")
    assert cli("matches", "ada", "none").status == 3
