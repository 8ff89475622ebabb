"""Each sees their own part of an introduction, and a block looks like absence."""

import httpx
import pytest
from tests.conftest import as_member
from tests.introductions.asking import (
    ASKED,
    FOUR,
    THREE,
    ask,
    block,
    listed,
    post,
    refusal,
    seen,
    step,
    told,
)
from tests.network import write_network

from mutuals.graph.driver import Server

STEPS = [
    ("approve", {"words": "w"}),
    ("forward", {"connector_id": "barbara"}),
    ("decline", {}),
    ("accept", {}),
    ("withdraw", {}),
]


def nothing_is_there(api: httpx.Client, member: str, id_: str) -> bool:
    steps = [post(api, member, f"/{id_}/{name}", body).status_code for name, body in STEPS]
    return seen(api, member, id_) is None and listed(api, member) == [] and {*steps} == {404}


@pytest.mark.parametrize("answer", [None, "decline", "withdraw"])
def test_the_target_learns_nothing_before_a_connector_approves(
    api: httpx.Client, server: Server, answer: str | None
) -> None:
    write_network(server, FOUR)
    id_ = ask(api)
    step(api, "grace", id_, "forward", connector_id="barbara")
    if answer is not None:
        step(api, "ada" if answer == "withdraw" else "barbara", id_, answer)
    assert nothing_is_there(api, "linus", id_)
    assert "linus" not in told(server, id_)
    outcomes = api.get("/v1/me/introductions/outcomes", headers=as_member("linus")).json()
    assert outcomes == {"made": 0, "declined": 0, "led_to_connection": 0}


def test_a_stranger_sees_nothing_at_all(api: httpx.Client, server: Server) -> None:
    write_network(server, [*THREE, ("grace", "barbara")])
    id_ = ask(api)
    step(api, "grace", id_, "approve")
    assert nothing_is_there(api, "barbara", id_)


def test_an_introduction_that_is_none_is_not_found(api: httpx.Client, server: Server) -> None:
    write_network(server, THREE)
    assert nothing_is_there(api, "ada", "none")


@pytest.mark.parametrize("blocked", ["grace", "linus"])
@pytest.mark.parametrize("from_ada", [True, False])
def test_who_is_blocked_cannot_be_asked_nor_asked_for(
    api: httpx.Client, server: Server, blocked: str, from_ada: bool
) -> None:
    write_network(server, THREE)
    block(server, *(("ada", blocked) if from_ada else (blocked, "ada")))
    answer = post(api, "ada", "", ASKED)
    assert (answer.status_code, blocked in answer.json()["detail"]) == (404, True)


def test_a_connector_and_a_target_of_whom_one_blocks_the_other_know_no_way(
    api: httpx.Client, server: Server
) -> None:
    write_network(server, THREE)
    block(server, "linus", "grace")
    assert "knows no way" in refusal(post(api, "ada", "", ASKED))


def test_a_way_through_somebody_of_a_block_is_none(api: httpx.Client, server: Server) -> None:
    write_network(server, FOUR)
    block(server, "barbara", "ada")
    assert "knows no way" in refusal(post(api, "ada", "", ASKED))


@pytest.mark.parametrize("pair", [("grace", "ada"), ("ada", "grace")])
def test_a_block_hides_it_from_both(
    api: httpx.Client, server: Server, pair: tuple[str, str]
) -> None:
    write_network(server, THREE)
    id_ = ask(api)
    block(server, *pair)
    assert nothing_is_there(api, "ada", id_)
    assert nothing_is_there(api, "grace", id_)


def test_a_connector_learns_nothing_of_a_block_between_the_two(
    api: httpx.Client, server: Server
) -> None:
    write_network(server, THREE)
    id_ = ask(api)
    block(server, "linus", "ada")
    assert step(api, "grace", id_, "approve")["state"] == "approved"
    assert nothing_is_there(api, "linus", id_)
    assert nothing_is_there(api, "ada", id_)
    assert told(server, id_) == {"grace": [("requested", "ada")]}


def test_one_that_a_block_hides_does_not_count_as_open(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "grace"), *(("grace", f"t{number}") for number in range(6))])
    for number in range(5):
        ask(api, target_id=f"t{number}")
    block(server, "t0", "ada")
    assert post(api, "ada", "", ASKED | {"target_id": "t5"}).status_code == 201


def test_nobody_who_blocked_one_of_them_is_forwarded_to(api: httpx.Client, server: Server) -> None:
    write_network(server, [*FOUR, ("grace", "linus")])
    id_ = ask(api)
    block(server, "barbara", "ada")
    answer = post(api, "grace", f"/{id_}/forward", {"connector_id": "barbara"})
    assert "does not take introductions at the moment" in refusal(answer)
    block(server, "barbara", "grace")
    answer = post(api, "grace", f"/{id_}/forward", {"connector_id": "barbara"})
    assert answer.status_code == 404


def test_nobody_takes_another_s_step(api: httpx.Client, server: Server) -> None:
    write_network(server, THREE)
    id_ = ask(api)
    assert "its requester cannot approve it, but can withdraw it" in refusal(
        post(api, "ada", f"/{id_}/approve", {"words": "I am great."})
    )
    assert "its connector cannot accept it, but can" in refusal(
        post(api, "grace", f"/{id_}/accept")
    )
    step(api, "grace", id_, "approve")
    assert "is approved: its connector cannot decline it, and nothing is left" in refusal(
        post(api, "grace", f"/{id_}/decline")
    )
