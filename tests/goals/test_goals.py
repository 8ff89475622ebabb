"""Goals over HTTP: stated, changed, removed, and nobody else's business."""

from typing import Any

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

GOAL = {"kind": "role", "title": "Staff Engineer", "companies": ["Acme"], "skills": ["Go"]}


@pytest.fixture(autouse=True)
def two(server: Server, api: httpx.Client) -> None:
    del api  # which empties the graph
    write_network(server, [("ada", "grace")])


def state(api: httpx.Client, member: str = "ada", **changes: Any) -> dict[str, Any]:
    answer = api.post("/v1/me/goals", json=GOAL | changes, headers=as_member(member))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def change(api: httpx.Client, id_: str, **changes: Any) -> httpx.Response:
    return api.patch(f"/v1/me/goals/{id_}", json=changes, headers=as_member("ada"))


def test_a_goal_is_what_was_stated(api: httpx.Client) -> None:
    goal = state(api, places=["London", "london", "Paris"])
    assert goal | GOAL == goal
    assert (goal["industries"], goal["places"]) == ([], ["London", "Paris"])
    found = api.get(f"/v1/me/goals/{goal['id']}", headers=as_member("ada"))
    assert found.json() == goal


def test_a_change_leaves_what_it_does_not_name(api: httpx.Client) -> None:
    goal = state(api)
    changed = change(api, goal["id"], kind="mentor", title=None, industries=["Aerospace"]).json()
    assert (changed["kind"], changed["title"], changed["companies"]) == ("mentor", None, ["Acme"])
    assert changed["industries"] == ["Aerospace"]
    assert changed["updated_at"] > changed["created_at"]


def test_a_change_that_leaves_nothing_changes_nothing(api: httpx.Client) -> None:
    goal = state(api)
    answer = change(api, goal["id"], title=None, companies=[], skills=[])
    assert (answer.status_code, "nothing to look for" in answer.json()["detail"]) == (409, True)
    assert change(api, goal["id"]).json()["companies"] == ["Acme"]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "role"},
        {"kind": "fame", "title": "Star"},
        {"title": "Engineer"},
        {"kind": "role", "title": ""},
        {"kind": "role", "skills": ["s"] * 21},
        {"kind": "role", "title": "Engineer", "salary": 1},
    ],
)
def test_what_is_no_goal(api: httpx.Client, body: dict[str, Any]) -> None:
    assert api.post("/v1/me/goals", json=body, headers=as_member("ada")).status_code == 422


def test_goals_are_listed_the_newest_first_page_by_page(api: httpx.Client) -> None:
    ids = [state(api)["id"] for _ in range(3)][::-1]
    first = api.get("/v1/me/goals", params={"limit": 2}, headers=as_member("ada")).json()
    rest = api.get(
        "/v1/me/goals", params={"limit": 2, "cursor": first["next"]}, headers=as_member("ada")
    ).json()
    assert [goal["id"] for goal in first["items"] + rest["items"]] == ids
    assert rest["next"] is None


def test_nobody_else_has_it(api: httpx.Client) -> None:
    path = f"/v1/me/goals/{state(api)['id']}"
    answers = [
        api.get(path, headers=as_member("grace")),
        api.patch(path, json={"title": "Cook"}, headers=as_member("grace")),
        api.delete(path, headers=as_member("grace")),
        api.get(f"{path}/matches", headers=as_member("grace")),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert api.get("/v1/me/goals", headers=as_member("grace")).json()["items"] == []


def test_removed_it_is_gone(api: httpx.Client) -> None:
    path = f"/v1/me/goals/{state(api)['id']}"
    answers = [api.delete(path, headers=as_member("ada")).status_code for _ in range(2)]
    assert answers == [204, 404]


def test_there_are_so_many_at_most(api: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mutuals.goals.commands.MOST_GOALS", 1)
    state(api)
    answer = api.post("/v1/me/goals", json=GOAL, headers=as_member("ada"))
    assert (answer.status_code, "remove one first" in answer.json()["detail"]) == (409, True)


def test_sent_twice_under_a_key_it_is_one(api: httpx.Client) -> None:
    headers = as_member("ada") | {"Idempotency-Key": "once"}
    ids = {api.post("/v1/me/goals", json=GOAL, headers=headers).json()["id"] for _ in range(2)}
    assert len(ids) == 1


def test_it_leaves_with_its_member(api: httpx.Client, as_service: dict[str, str]) -> None:
    state(api)
    api.delete("/v1/members/ada", headers=as_service)
    api.post("/v1/members", json={"id": "ada"}, headers=as_service)
    assert api.get("/v1/me/goals", headers=as_member("ada")).json()["items"] == []
