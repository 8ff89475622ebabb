"""Who may be asked for an introduction to whom, and what a connector says about it."""

import re
from datetime import datetime, timedelta

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
    step,
    stored,
    write,
)
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.graph.opening import utc_now


def asked(api: httpx.Client, member: str = "ada", **changes: object) -> httpx.Response:
    return post(api, member, "", ASKED | changes)


@pytest.mark.parametrize(
    "changes",
    [{"connector_id": "ada"}, {"target_id": "ada"}, {"target_id": "grace"}],
    ids=["own connector", "own target", "one and the same"],
)
def test_three_members_are_needed(
    api: httpx.Client, server: Server, changes: dict[str, str]
) -> None:
    write_network(server, THREE)
    assert "name " in refusal(asked(api, **changes))


@pytest.mark.parametrize("name", ["connector_id", "target_id"])
def test_who_is_nobody_is_not_found(api: httpx.Client, server: Server, name: str) -> None:
    write_network(server, THREE)
    answer = asked(api, **{name: "nobody"})
    assert (answer.status_code, "nobody" in answer.json()["detail"]) == (404, True)


def test_a_viewer_who_is_nobody_is_not_found(api: httpx.Client, server: Server) -> None:
    write_network(server, THREE)
    assert asked(api, "nobody").status_code == 404


def test_the_connector_is_a_connection(api: httpx.Client, server: Server) -> None:
    write_network(server, [*THREE, ("alan", "linus")])
    assert "introduction-paths" in refusal(asked(api, connector_id="alan"))


def test_the_target_is_none(api: httpx.Client, server: Server) -> None:
    write_network(server, [*THREE, ("ada", "linus")])
    assert "write a message" in refusal(asked(api))


def test_there_is_a_way_from_the_connector_to_the_target(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "grace"), ("ada", "edsger"), ("edsger", "linus")])
    assert "knows no way" in refusal(asked(api))
    write_network(server, [("grace", "b"), ("b", "c"), ("c", "linus")])
    assert "knows no way" in refusal(asked(api))


def test_a_way_of_three_hops_is_enough(api: httpx.Client, server: Server) -> None:
    write_network(server, FOUR)
    assert asked(api).status_code == 201


def test_a_target_is_asked_for_once_at_a_time(api: httpx.Client, server: Server) -> None:
    write_network(server, [*THREE, ("ada", "alan"), ("alan", "linus")])
    id_ = ask(api)
    assert "already" in refusal(asked(api, connector_id="alan"))
    step(api, "ada", id_, "withdraw")
    assert asked(api, connector_id="alan").status_code == 201


def test_five_may_be_open(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "grace"), *(("grace", f"t{number}") for number in range(6))])
    made = [ask(api, target_id=f"t{number}") for number in range(5)]
    assert "You have 5 open introductions" in refusal(asked(api, target_id="t5"))
    step(api, "grace", made[0], "approve")
    assert "You have 5 open introductions" in refusal(asked(api, target_id="t5"))
    step(api, "t0", made[0], "decline")
    assert asked(api, target_id="t5").status_code == 201


def test_those_that_have_expired_are_not_open(api: httpx.Client, server: Server) -> None:
    write_network(server, THREE)
    ask(api)
    write(
        server,
        "MATCH (i:Introduction) SET i.expires_at = $time",
        time=utc_now() - timedelta(seconds=1),
    )
    assert asked(api).status_code == 201


class TestConnector:
    """Whether a connector takes introductions."""

    BUSY = "'grace' does not take introductions at the moment"

    def settings(self, api: httpx.Client, **change: object) -> None:
        answer = api.patch("/v1/me/introduction-settings", json=change, headers=as_member("grace"))
        assert answer.status_code == 200, answer.text

    def test_pauses(self, api: httpx.Client, server: Server) -> None:
        write_network(server, THREE)
        self.settings(api, paused=True)
        assert self.BUSY in refusal(asked(api))
        self.settings(api, paused=False)
        assert asked(api).status_code == 201

    def test_has_a_cap_of_their_own_and_reads_like_one_who_pauses(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(server, [*THREE, ("grace", "alan"), ("grace", "tim")])
        self.settings(api, cap=1)
        id_ = ask(api)
        at_the_cap = refusal(asked(api, target_id="alan"))
        step(api, "grace", id_, "approve")
        assert asked(api, target_id="alan").status_code == 201
        self.settings(api, paused=True, cap=None)
        assert refusal(asked(api, target_id="tim")) == at_the_cap

    def test_takes_none_at_a_cap_of_none(self, api: httpx.Client, server: Server) -> None:
        write_network(server, THREE)
        self.settings(api, cap=0)
        assert self.BUSY in refusal(asked(api))

    def test_takes_ten_without_a_cap_of_their_own(self, api: httpx.Client, server: Server) -> None:
        askers = [f"a{number}" for number in range(11)]
        write_network(server, [("grace", "linus"), *((asker, "grace") for asker in askers)])
        for asker in askers[:10]:
            ask(api, asker)
        assert self.BUSY in refusal(asked(api, askers[10]))

    def test_does_not_appear_as_one(self, api: httpx.Client, server: Server) -> None:
        write_network(server, THREE)
        write(server, "MATCH (m:Member {id: 'grace'}) SET m.appears_as_connector = false")
        assert self.BUSY in refusal(asked(api))

    def test_is_not_forwarded_to_while_paused(self, api: httpx.Client, server: Server) -> None:
        write_network(server, FOUR)
        id_ = ask(api)
        api.patch(
            "/v1/me/introduction-settings", json={"paused": True}, headers=as_member("barbara")
        )
        answer = post(api, "grace", f"/{id_}/forward", {"connector_id": "barbara"})
        assert "'barbara' does not take introductions at the moment" in refusal(answer)

    def test_reads_their_own_settings(self, api: httpx.Client, server: Server) -> None:
        write_network(server, THREE)
        path, headers = "/v1/me/introduction-settings", as_member("grace")
        assert api.get(path, headers=headers).json() == {"paused": False, "cap": None}
        self.settings(api, cap=3)
        self.settings(api, paused=True)
        assert api.get(path, headers=headers).json() == {"paused": True, "cap": 3}

    @pytest.mark.parametrize("change", [{"cap": -1}, {"cap": 101}, {"paused": None}, {"x": 1}])
    def test_sets_what_there_is(
        self, api: httpx.Client, server: Server, change: dict[str, object]
    ) -> None:
        write_network(server, THREE)
        answer = api.patch("/v1/me/introduction-settings", json=change, headers=as_member("grace"))
        assert answer.status_code == 422

    def test_who_is_nobody_has_no_settings(self, api: httpx.Client) -> None:
        path, headers = "/v1/me/introduction-settings", as_member("nobody")
        assert api.get(path, headers=headers).status_code == 404
        assert api.patch(path, json={"paused": True}, headers=headers).status_code == 404


class TestAnswers:
    """GET and PATCH /v1/me/connections/{id}: what one says of a connection."""

    def say(self, api: httpx.Client, member: str, other: str, **change: object) -> httpx.Response:
        return api.patch(f"/v1/me/connections/{other}", json=change, headers=as_member(member))

    @pytest.mark.parametrize(("author", "other"), [("grace", "linus"), ("linus", "grace")])
    def test_only_their_author_reads_them(
        self, api: httpx.Client, server: Server, author: str, other: str
    ) -> None:
        write_network(server, THREE)
        assert self.say(api, author, other, how_well=0.4).json() == {
            "how_well": 0.4,
            "ask_first": False,
        }
        self.say(api, author, other, ask_first=True)
        for member, whom, answers in (
            (author, other, {"how_well": 0.4, "ask_first": True}),
            (other, author, {"how_well": None, "ask_first": False}),
        ):
            answer = api.get(f"/v1/me/connections/{whom}", headers=as_member(member))
            assert answer.json() == answers

    def test_how_well_is_taken_back(self, api: httpx.Client, server: Server) -> None:
        write_network(server, THREE)
        self.say(api, "grace", "linus", how_well=0.4)
        assert self.say(api, "grace", "linus", how_well=None).json()["how_well"] is None

    def test_how_well_is_the_tie_s_context_at_once(self, api: httpx.Client, server: Server) -> None:
        write_network(server, {("ada", "grace"): 0.9, ("grace", "linus"): 0.2})

        def strength() -> float:
            path = "/v1/members/linus/introduction-paths"
            [found] = api.get(path, headers=as_member("ada")).json()["paths"]
            answer: float = found["hops"][1]["strength"]
            return answer

        self.say(api, "grace", "linus", how_well=0.6)
        assert strength() == pytest.approx(0.6)
        self.say(api, "grace", "linus", how_well=None)
        assert strength() == pytest.approx(0.2)

    def test_nobody_else_is_shown_them(self, api: httpx.Client, server: Server) -> None:
        write_network(server, THREE)
        self.say(api, "grace", "linus", how_well=0.4)
        for path in ("members/grace/tie", "members/linus/introduction-paths", "me/connections"):
            for member in ("ada", "linus"):
                text = api.get(f"/v1/{path}", headers=as_member(member)).text
                assert not re.search("how_well|known_by|ask_first|paused|cap\\b", text)

    @pytest.mark.parametrize("how_well", [0.0, 0.09, 0.61, 1, "well"])
    def test_how_well_is_within_its_bounds(
        self, api: httpx.Client, server: Server, how_well: object
    ) -> None:
        write_network(server, THREE)
        assert self.say(api, "grace", "linus", how_well=how_well).status_code == 422

    @pytest.mark.parametrize("other", ["linus", "nobody", "tim"])
    def test_who_is_no_connection_has_none(
        self, api: httpx.Client, server: Server, other: str
    ) -> None:
        write_network(server, [*THREE, ("ada", "tim")])
        block(server, "tim", "ada")
        headers = as_member("ada")
        assert self.say(api, "ada", other, ask_first=True).status_code == 404
        assert api.get(f"/v1/me/connections/{other}", headers=headers).status_code == 404


class TestAskFirst:
    """A connector who wants to hear from the viewer before a request."""

    @staticmethod
    def set_on(api: httpx.Client, connection: str) -> None:
        path = f"/v1/me/connections/{connection}"
        answer = api.patch(path, json={"ask_first": True}, headers=as_member("grace"))
        assert answer.status_code == 200, answer.text

    @staticmethod
    def write_message(server: Server, member: str, time: datetime) -> None:
        write(
            server,
            "MATCH (member:Member {id: $member}) "
            "MERGE (conversation:Conversation {id: 'c', pair: 'ada|grace'}) "
            "CREATE (member)-[:WROTE]->(m:Message {id: $member + toString($time)})"
            "-[:PART_OF]->(conversation) "
            "SET m.number = COUNT { (conversation)<-[:PART_OF]-() }, m.conversation_id = 'c', "
            "m.created_at = $time",
            member=member,
            time=time,
        )

    def test_is_written_to_first(self, api: httpx.Client, server: Server) -> None:
        write_network(server, THREE)
        self.set_on(api, "linus")
        assert "write 'grace' a message first" in refusal(asked(api))
        self.write_message(server, "ada", utc_now() - timedelta(days=29))
        assert asked(api).status_code == 201

    def test_is_not_content_with_an_old_message_or_their_own(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(server, THREE)
        self.set_on(api, "linus")
        self.write_message(server, "ada", utc_now() - timedelta(days=31))
        self.write_message(server, "grace", utc_now())
        assert "write 'grace' a message first" in refusal(asked(api))

    def test_is_asked_for_each_connection_apart(self, api: httpx.Client, server: Server) -> None:
        write_network(server, [*THREE, ("grace", "alan")])
        self.set_on(api, "alan")
        assert asked(api).status_code == 201
        assert "write 'grace' a message first" in refusal(asked(api, target_id="alan"))

    def test_is_the_connector_and_not_the_target(self, api: httpx.Client, server: Server) -> None:
        write_network(server, THREE)
        api.patch("/v1/me/connections/grace", json={"ask_first": True}, headers=as_member("linus"))
        assert asked(api).status_code == 201


class TestMeanwhile:
    """What has changed between the request and the answer."""

    @pytest.mark.parametrize("pair", ["ada|grace", "grace|linus"])
    def test_a_connector_who_lost_one_of_the_two_does_not_approve(
        self, api: httpx.Client, server: Server, pair: str
    ) -> None:
        write_network(server, THREE)
        id_ = ask(api)
        write(server, "MATCH ()-[tie:CONNECTED_TO {pair: $pair}]->() DELETE tie", pair=pair)
        answer = post(api, "grace", f"/{id_}/approve", {"words": "Please."})
        assert "connected" in refusal(answer)
        assert listed(api, "linus") == []
        step(api, "grace", id_, "decline")

    def test_a_connector_who_lost_the_requester_does_not_forward(
        self, api: httpx.Client, server: Server
    ) -> None:
        write_network(server, FOUR)
        id_ = ask(api)
        write(server, "MATCH ()-[tie:CONNECTED_TO {pair: 'ada|grace'}]->() DELETE tie")
        answer = post(api, "grace", f"/{id_}/forward", {"connector_id": "barbara"})
        assert "no longer connected to 'ada'" in refusal(answer)

    def test_a_member_who_is_deleted_takes_theirs_along(
        self, api: httpx.Client, server: Server, as_service: dict[str, str]
    ) -> None:
        write_network(server, THREE)
        id_ = ask(api)
        assert api.delete("/v1/members/linus", headers=as_service).status_code == 204
        assert listed(api, "ada") == []
        assert post(api, "ada", f"/{id_}/withdraw").status_code == 404
        assert stored(server, "MATCH (i:Introduction)--(:Member) RETURN DISTINCT i.id") == []
