"""/v1/introductions: from the request to the conversation of three."""

import httpx
import pytest
from tests.conftest import as_member
from tests.introductions.asking import (
    ASKED,
    FOUR,
    THREE,
    ask,
    listed,
    post,
    refusal,
    seen,
    step,
    stored,
    told,
)
from tests.network import write_network

from mutuals.graph.driver import Server


def degree(api: httpx.Client, member: str, other: str) -> int | None:
    answer = api.get(f"/v1/members/{other}/relation", headers=as_member(member))
    degree: int | None = answer.json()["degree"]
    return degree


def test_an_introduction_is_asked_for(api: httpx.Client, server: Server) -> None:
    write_network(server, THREE)
    answer = post(api, "ada", "", ASKED | {"wants_connection": True})
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["Location"] == f"/v1/introductions/{made['id']}"
    expires_at = made.pop("expires_at")
    assert made == ASKED | {"id": made["id"], "state": "requested", "wants_connection": True}
    assert seen(api, "grace", made["id"]) == {
        "id": made["id"],
        "state": "requested",
        "role": "connector",
        "awaits_you": True,
        "requester": {"id": "ada", "name": "Ada", "headline": None},
        "connectors": [{"id": "grace", "name": "Grace", "headline": None}],
        "target": {"id": "linus", "name": "Linus", "headline": None},
        "reason": "We port our compiler.",
        "purpose": "collaboration",
        "wants_connection": True,
        "words": None,
        "decline_reason": None,
        "conversation_id": None,
        "created_at": (seen(api, "ada", made["id"]) or {})["created_at"],
        "approved_at": None,
        "answered_at": None,
        "connected_at": None,
        "expires_at": expires_at,
    }
    assert told(server, made["id"]) == {"grace": [("requested", "ada")]}


def test_approved_and_accepted_the_three_have_a_conversation(
    api: httpx.Client, server: Server
) -> None:
    write_network(server, THREE)
    id_ = ask(api)
    approved = step(api, "grace", id_, "approve", words="Ada wrote\nthe first one.")
    assert (approved["state"], approved["awaits_you"]) == ("approved", False)
    assert (seen(api, "linus", id_) or {})["words"] == "Ada wrote\nthe first one."
    introduced = step(api, "linus", id_, "accept")
    assert (introduced["state"], introduced["awaits_you"]) == ("introduced", False)
    rows = stored(
        server,
        "MATCH (m:Member)-[:TAKES_PART_IN]->(c:Conversation {id: $id}) "
        "RETURN m.id AS member, c.kind AS kind ORDER BY member",
        id=introduced["conversation_id"],
    )
    assert [(row["member"], row["kind"]) for row in rows] == [
        (member, "introduction") for member in ("ada", "grace", "linus")
    ]
    assert told(server, id_) == {
        "grace": [("requested", "ada"), ("introduced", "linus")],
        "ada": [("approved", "grace"), ("introduced", "linus")],
        "linus": [("approved", "grace")],
    }


@pytest.mark.parametrize("requester_ticks", [True, False])
@pytest.mark.parametrize("target_ticks", [True, False])
def test_the_two_are_connected_if_both_ticked_it(
    api: httpx.Client, server: Server, requester_ticks: bool, target_ticks: bool
) -> None:
    write_network(server, THREE)
    id_ = ask(api, wants_connection=requester_ticks)
    step(api, "grace", id_, "approve")
    after = step(api, "linus", id_, "accept", wants_connection=target_ticks)
    both = requester_ticks and target_ticks
    assert degree(api, "ada", "linus") == (1 if both else 2)
    assert (after["connected_at"] is not None) is both


def test_an_introduction_made_is_counted_on_the_connector_s_ties(
    api: httpx.Client, server: Server
) -> None:
    write_network(server, THREE)
    id_ = ask(api)
    step(api, "grace", id_, "approve")
    step(api, "linus", id_, "accept")
    rows = stored(
        server,
        "MATCH ()-[tie:CONNECTED_TO]->() "
        "RETURN tie.pair AS pair, tie.forward AS forward, tie.backward AS backward",
    )
    assert {row["pair"]: (row["forward"], row["backward"]) for row in rows} == {
        "ada|grace": (0.0, 3.0),
        "grace|linus": (3.0, 0.0),
    }


def test_a_connector_declines_and_the_requester_reads_why(
    api: httpx.Client, server: Server
) -> None:
    write_network(server, THREE)
    id_ = ask(api)
    step(api, "grace", id_, "decline", reason="He is on leave.")
    found = seen(api, "ada", id_) or {}
    assert (found["state"], found["decline_reason"]) == ("declined_by_connector", "He is on leave.")
    assert told(server, id_) == {"grace": [("requested", "ada")], "ada": [("declined", "grace")]}


def test_a_target_declines_and_only_the_connector_reads_why(
    api: httpx.Client, server: Server
) -> None:
    write_network(server, THREE)
    id_ = ask(api)
    step(api, "grace", id_, "approve")
    step(api, "linus", id_, "decline", reason="Not another compiler.")
    reasons = [
        (found["state"], found["decline_reason"])
        for found in (seen(api, member, id_) or {} for member in ("ada", "grace", "linus"))
    ]
    assert reasons == [
        ("declined_by_target", None),
        ("declined_by_target", "Not another compiler."),
        ("declined_by_target", "Not another compiler."),
    ]
    assert told(server, id_)["ada"][-1] == ("declined", "linus")
    assert told(server, id_)["grace"][-1] == ("declined", "linus")


def test_a_no_needs_no_reason_and_no_body(api: httpx.Client, server: Server) -> None:
    write_network(server, THREE)
    path = f"/v1/introductions/{ask(api)}/decline"
    answer = api.post(path, headers=as_member("grace"))
    assert (answer.status_code, answer.json()["decline_reason"]) == (200, None)


def test_who_withdraws_tells_whom_it_awaited(api: httpx.Client, server: Server) -> None:
    write_network(server, THREE)
    early = ask(api)
    assert step(api, "ada", early, "withdraw")["state"] == "withdrawn"
    assert told(server, early) == {"grace": [("requested", "ada"), ("withdrawn", "ada")]}
    late = ask(api)
    step(api, "grace", late, "approve")
    step(api, "ada", late, "withdraw")
    assert told(server, late)["linus"] == [("approved", "grace"), ("withdrawn", "ada")]
    assert told(server, late)["grace"] == [("requested", "ada")]


class TestThreeHops:
    """ada - grace - barbara - linus: grace passes it on to barbara."""

    def test_it_is_asked_hop_by_hop(self, api: httpx.Client, server: Server) -> None:
        write_network(server, FOUR)
        id_ = ask(api)
        forwarded = step(api, "grace", id_, "forward", connector_id="barbara")
        assert (forwarded["state"], forwarded["awaits_you"]) == ("requested", False)
        assert (seen(api, "barbara", id_) or {})["awaits_you"] is True
        step(api, "barbara", id_, "approve")
        after = step(api, "linus", id_, "accept")
        [row] = stored(
            server,
            "MATCH (m:Member)-[:TAKES_PART_IN]->(:Conversation {id: $id}) "
            "WITH m.id AS id ORDER BY id RETURN collect(id) AS ids",
            id=after["conversation_id"],
        )
        assert row["ids"] == ["ada", "barbara", "linus"]
        assert (seen(api, "grace", id_) or {})["conversation_id"] is None
        assert told(server, id_) == {
            "grace": [
                ("requested", "ada"),
                ("approved", "barbara"),
                ("introduced", "linus"),
            ],
            "ada": [("forwarded", "grace"), ("approved", "barbara"), ("introduced", "linus")],
            "barbara": [("forwarded", "grace"), ("introduced", "linus")],
            "linus": [("approved", "barbara")],
        }

    def test_each_sees_only_the_neighbours_on_the_way(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(server, FOUR)
        id_ = ask(api)
        step(api, "grace", id_, "forward", connector_id="barbara")

        def connectors(member: str) -> list[str | None]:
            found = (seen(api, member, id_) or {})["connectors"]
            return [entry and entry["id"] for entry in found]

        assert connectors("ada") == ["grace", None]
        assert connectors("grace") == connectors("barbara") == ["grace", "barbara"]
        step(api, "barbara", id_, "approve")
        assert connectors("ada") == ["grace", "barbara"]
        assert connectors("linus") == [None, "barbara"]

    def test_a_further_connector_declines_without_being_named(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(server, FOUR)
        id_ = ask(api)
        step(api, "grace", id_, "forward", connector_id="barbara")
        step(api, "barbara", id_, "decline", reason="Too busy.")
        found = seen(api, "ada", id_) or {}
        assert [entry and entry["id"] for entry in found["connectors"]] == ["grace", None]
        assert told(server, id_)["ada"] == [("forwarded", "grace"), ("declined", "grace")]
        assert told(server, id_)["grace"][-1] == ("declined", "barbara")

    def test_who_does_not_know_the_target_cannot_approve(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(server, FOUR)
        answer = post(api, "grace", f"/{ask(api)}/approve", {"words": "Please."})
        assert "forward it" in refusal(answer)

    def test_who_forwarded_it_has_no_more_say(self, api: httpx.Client, server: Server) -> None:
        write_network(server, FOUR)
        id_ = ask(api)
        step(api, "grace", id_, "forward", connector_id="barbara")
        for name in ("decline", "forward", "approve"):
            body = {"approve": {"words": "w"}, "forward": {"connector_id": "linus"}}.get(name)
            assert "another connector" in refusal(post(api, "grace", f"/{id_}/{name}", body))

    @pytest.mark.parametrize(
        ("next_id", "sentence"),
        [
            ("ada", "involved"),
            ("linus", "involved"),
            ("grace", "involved"),
            ("alan", "not connected to 'linus'"),
            ("tim", "You are not connected to 'tim'"),
        ],
    )
    def test_it_goes_to_who_knows_both(
        self, api: httpx.Client, server: Server, next_id: str, sentence: str
    ) -> None:
        write_network(server, [*FOUR, ("alan", "grace"), ("linus", "tim")])
        answer = post(api, "grace", f"/{ask(api)}/forward", {"connector_id": next_id})
        assert sentence in refusal(answer)

    def test_it_goes_to_nobody_who_is_nobody(self, api: httpx.Client, server: Server) -> None:
        write_network(server, FOUR)
        answer = post(api, "grace", f"/{ask(api)}/forward", {"connector_id": "nobody"})
        assert answer.status_code == 404


class TestListing:
    """GET /v1/me/introductions."""

    def test_each_has_their_own_the_newest_first(self, api: httpx.Client, server: Server) -> None:
        write_network(server, [*THREE, ("grace", "alan"), ("alan", "edsger")])
        first = ask(api)
        second = ask(api, target_id="alan")
        third = ask(api, "grace", connector_id="alan", target_id="edsger")
        assert listed(api, "grace") == [third, second, first]
        assert listed(api, "grace", role="connector") == [second, first]
        assert listed(api, "grace", role="requester") == [third]
        assert listed(api, "ada", role="connector") == []
        step(api, "grace", first, "approve")
        assert listed(api, "ada", state="approved") == [first]
        assert listed(api, "ada", state="requested") == [second]
        assert listed(api, "linus", role="target") == [first]

    def test_a_page_leads_to_the_next(self, api: httpx.Client, server: Server) -> None:
        write_network(server, [("ada", "grace"), *(("grace", f"t{number}") for number in range(5))])
        made = [ask(api, target_id=f"t{number}") for number in range(5)]
        found: list[str] = []
        cursor: str | None = None
        while True:
            query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
            answer = api.get("/v1/me/introductions", params=query, headers=as_member("ada"))
            found += [item["id"] for item in answer.json()["items"]]
            cursor = answer.json()["next"]
            if cursor is None:
                break
        assert found == made[::-1]

    def test_a_cursor_is_for_its_own_list(self, api: httpx.Client, server: Server) -> None:
        write_network(server, [("ada", "grace"), ("grace", "t1"), ("grace", "t2")])
        ask(api, target_id="t1")
        ask(api, target_id="t2")
        page = api.get("/v1/me/introductions", params={"limit": 1}, headers=as_member("ada"))
        answer = api.get(
            "/v1/me/introductions",
            params={"cursor": page.json()["next"]},
            headers=as_member("grace"),
        )
        assert answer.status_code == 422

    def test_a_viewer_who_is_nobody_is_not_found(self, api: httpx.Client) -> None:
        answer = api.get("/v1/me/introductions", headers=as_member("nobody"))
        assert answer.status_code == 404

    def test_outcomes_are_counted_for_the_connector(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(server, [("ada", "grace"), *(("grace", f"t{number}") for number in range(5))])
        by_connector, by_target, made, connected = (
            ask(api, target_id=f"t{number}", wants_connection=True) for number in range(4)
        )
        step(api, "grace", by_connector, "decline")
        for target, id_ in (("t1", by_target), ("t2", made), ("t3", connected)):
            step(api, "grace", id_, "approve")
            step(api, target, id_, *(["decline"] if id_ == by_target else ["accept"]))
        path = "/v1/me/introductions/outcomes"
        assert api.get(path, headers=as_member("grace")).json() == {
            "made": 2,
            "declined": 2,
            "led_to_connection": 0,
        }
        other = ask(api, target_id="t4", wants_connection=True)
        step(api, "grace", other, "approve")
        step(api, "t4", other, "accept", wants_connection=True)
        assert api.get(path, headers=as_member("grace")).json()["led_to_connection"] == 1
        assert api.get(path, headers=as_member("ada")).json()["made"] == 0


def test_a_repeated_key_takes_a_step_once(api: httpx.Client, server: Server) -> None:
    write_network(server, THREE)
    key = {"Idempotency-Key": "k"}
    asked = [
        api.post("/v1/introductions", json=ASKED, headers=as_member("ada") | key) for _ in range(2)
    ]
    assert [answer.status_code for answer in asked] == [201, 201]
    assert asked[0].json() == asked[1].json()
    path = f"/v1/introductions/{asked[0].json()['id']}/approve"
    words = {"words": "Ada knows compilers."}
    answers = [api.post(path, json=words, headers=as_member("grace") | key) for _ in range(2)]
    assert [answer.json()["state"] for answer in answers] == ["approved", "approved"]
    assert len(told(server, asked[0].json()["id"])["linus"]) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"reason": ""},
        {"reason": " \n "},
        {"reason": "x" * 1001},
        {"reason": "bell \u0007"},
        {"purpose": "dating"},
        {"purpose": None},
        {"target_id": "no such id"},
        {"note": "more"},
    ],
    ids=str,
)
def test_what_is_not_understood_is_refused(
    api: httpx.Client, server: Server, change: dict[str, object]
) -> None:
    write_network(server, THREE)
    assert post(api, "ada", "", ASKED | change).status_code == 422
