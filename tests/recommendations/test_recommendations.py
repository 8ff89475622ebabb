"""Recommendations over HTTP: asked for, written, answered, and what each may see of them."""

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network
from tests.recommendations.praising import (
    TIES,
    after,
    begin,
    listed,
    query,
    shown,
    take,
    told,
    written,
)

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def three(server: Server, api: httpx.Client) -> None:
    del api  # which empties the graph
    write_network(server, TIES)
    query(server, "MATCH ()-[t:CONNECTED_TO]->() REMOVE t.imported_strength")


def context(server: Server) -> float:
    [found] = query(
        server, "MATCH ()-[t:CONNECTED_TO {pair: 'ada|grace'}]->() RETURN t.context AS context"
    )
    return float(found["context"])


def test_one_is_asked_for_written_returned_revised_and_accepted(api: httpx.Client) -> None:
    asked = begin(
        api, "grace", "ask", "ada", note="About our compiler?", relationship="managed"
    ).json()
    id_ = asked["id"]
    assert (asked["state"], asked["role"], asked["text"]) == ("requested", "member", None)
    assert after(api, "ada", id_, "write")["state"] == "written"
    assert after(api, "grace", id_, "return")["wish"] == "Please name the compiler."
    answer = api.post(
        f"/v1/recommendations/{id_}/write",
        json={"text": "She wrote the compiler.", "relationship": "reported_to"},
        headers=as_member("ada"),
    )
    assert answer.json()["relationship"] == "reported_to"
    done = after(api, "grace", id_, "accept")
    assert (done["state"], done["text"]) == ("accepted", "She wrote the compiler.")
    assert shown(api, "linus") == ["ada"]
    assert told(api, "ada") == [("grace", step) for step in ("requested", "returned", "accepted")]
    assert told(api, "grace") == [("ada", "written"), ("ada", "written")]


def test_before_it_is_accepted_nobody_else_sees_it(api: httpx.Client) -> None:
    id_ = written(api)
    assert shown(api, "linus") == []
    answers = [
        api.get(f"/v1/recommendations/{id_}", headers=as_member("linus")).status_code,
        take(api, "linus", id_, "accept").status_code,
    ]
    assert (answers, listed(api, "linus")) == ([404, 404], [])


def test_its_two_list_it_by_direction_and_state(api: httpx.Client) -> None:
    after(api, "grace", written(api), "accept")
    written(api, "grace", "linus")
    assert listed(api, "grace") == [("author", "written"), ("member", "accepted")]
    assert listed(api, "grace", direction="received") == [("member", "accepted")]
    assert listed(api, "grace", direction="given", state="accepted") == []


def test_it_warms_the_tie_while_it_is_shown(api: httpx.Client, server: Server) -> None:
    id_ = written(api)
    assert context(server) == 0.0
    found = []
    for by, step in (
        ("grace", "accept"),
        ("grace", "hide"),
        ("grace", "show"),
        ("ada", "withdraw"),
    ):
        after(api, by, id_, step)
        found.append(context(server))
    assert found == [0.25, 0.0, 0.25, 0.0]


def test_the_author_is_not_told_that_it_was_hidden(api: httpx.Client) -> None:
    id_ = written(api)
    for step in ("accept", "hide", "show"):
        after(api, "grace", id_, step)
    assert told(api, "ada") == [("grace", "accepted")]
    assert shown(api, "linus") == ["ada"]
    after(api, "grace", id_, "hide")
    assert (shown(api, "linus"), shown(api, "ada")) == ([], [])


def test_what_was_withdrawn_its_member_reads_no_more(api: httpx.Client) -> None:
    id_ = written(api)
    after(api, "ada", id_, "withdraw")
    texts = [
        api.get(f"/v1/recommendations/{id_}", headers=as_member(member)).json()["text"]
        for member in ("ada", "grace")
    ]
    assert texts == ["Grace finds every bug.", None]


def test_of_one_author_and_one_member_there_is_one_at_a_time(api: httpx.Client) -> None:
    id_ = written(api)
    for answer in (begin(api, "ada", "write", "grace"), begin(api, "grace", "ask", "ada")):
        assert (answer.status_code, id_ in answer.json()["detail"]) == (409, True)
    assert begin(api, "grace", "write", "ada").status_code == 201
    after(api, "ada", id_, "withdraw")
    written(api)


def test_only_connections_recommend_each_other(api: httpx.Client) -> None:
    for step in ("ask", "write"):
        answer = begin(api, "ada", step, "linus")
        assert (answer.status_code, answer.json()["type"]) == (403, "not-connected")
    assert begin(api, "ada", "write", "ada").status_code == 409
    assert begin(api, "ada", "write", "nobody").status_code == 404


def test_after_the_connection_ended_it_can_only_be_ended_or_hidden(api: httpx.Client) -> None:
    id_, other = written(api), written(api, "grace", "ada")
    after(api, "ada", other, "accept")
    api.delete("/v1/me/connections/grace", headers=as_member("ada"))
    assert [take(api, "grace", id_, step).status_code for step in ("accept", "return")] == [409] * 2
    assert after(api, "grace", id_, "decline")["state"] == "declined"
    assert after(api, "ada", other, "hide")["state"] == "hidden"
    assert after(api, "grace", other, "withdraw")["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("step", "changes", "says"),
    [
        ("write", {"text": None}, "send its text"),
        ("write", {"note": "Please."}, "no note"),
        ("ask", {"text": "I am good."}, "no text"),
        ("praise", {}, "step"),
        ("write", {"relationship": "friend"}, "relationship"),
        ("write", {"text": "a" * 3001}, "text"),
    ],
)
def test_a_body_that_cannot_be_used(
    api: httpx.Client, step: str, changes: dict[str, object], says: str
) -> None:
    answer = begin(api, "ada", step, "grace", **changes)
    assert (answer.status_code, says in answer.text) == (422, True)


def test_a_request_sent_twice_under_a_key_makes_one(api: httpx.Client) -> None:
    body = {
        "step": "write",
        "member_id": "grace",
        "relationship": "client",
        "text": "Grace delivers.",
    }
    headers = as_member("ada") | {"Idempotency-Key": "once"}
    first, second = (api.post("/v1/recommendations", json=body, headers=headers) for _ in range(2))
    assert (first.status_code, second.json()) == (201, first.json())
    assert first.headers["Location"] == f"/v1/recommendations/{first.json()['id']}"
    assert len(listed(api, "ada")) == 1


def test_a_block_ends_it_for_everybody(api: httpx.Client) -> None:
    id_ = written(api)
    after(api, "grace", id_, "accept")
    api.put("/v1/me/blocks/ada", headers=as_member("grace"))
    assert shown(api, "linus") == []
    assert (listed(api, "ada"), listed(api, "grace")) == ([], [])
    for member in ("ada", "grace"):
        found = api.get(f"/v1/recommendations/{id_}", headers=as_member(member))
        assert found.status_code == 404
        assert take(api, member, id_, "withdraw").status_code == 404
    api.delete("/v1/me/blocks/ada", headers=as_member("grace"))
    assert (listed(api, "ada"), shown(api, "linus")) == ([("author", "withdrawn")], [])


def test_a_viewer_is_not_shown_what_somebody_of_a_block_wrote(api: httpx.Client) -> None:
    after(api, "grace", written(api), "accept")
    api.put("/v1/me/blocks/ada", headers=as_member("linus"))
    assert shown(api, "linus") == []
    assert shown(api, "grace") == ["ada"]


def test_it_leaves_with_either_of_the_two(
    api: httpx.Client, server: Server, as_service: dict[str, str]
) -> None:
    after(api, "grace", written(api), "accept")
    assert api.delete("/v1/members/ada", headers=as_service).status_code == 204
    assert query(server, "MATCH (r:Recommendation) RETURN r.id AS id") == []
    assert told(api, "grace") == []
