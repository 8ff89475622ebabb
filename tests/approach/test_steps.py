"""Each of the seven steps of Ada's way to Grace: its evidence, its requests, and its tick."""

from typing import Any

import httpx
import pytest
from tests.approach.conftest import Plan, Steps, Write
from tests.conftest import as_member

POST = """
MATCH (author:Member {id: $author})
CREATE (author)-[:POSTED {author_id: $author, created_at: $before}]->(post:Post {
  id: $id, author_id: $author, kind: $kind, audience: $audience, text: $text, created_at: $before
})
WITH post
UNWIND $topics AS topic
MERGE (interest:Interest {id: topic})
ON CREATE SET interest.name = topic
CREATE (post)-[:ABOUT]->(interest)
"""
PLACE = "MATCH (ada:Member {id: 'ada'}) MATCH (grace:Member {id: 'grace'}) "


def post(
    write: Write,
    id_: str = "p1",
    author: str = "grace",
    kind: str = "update",
    audience: str = "everyone",
    text: str | None = "We moved our compiler.",
    topics: tuple[str, ...] = (),
) -> None:
    write(POST, id=id_, author=author, kind=kind, audience=audience, text=text, topics=list(topics))


def texts(step: dict[str, Any]) -> list[str]:
    return [move["text"] for move in step["moves"]]


def evidence(step: dict[str, Any]) -> list[list[tuple[str, str]]]:
    return [[(one["kind"], one["id"]) for one in move["evidence"]] for move in step["moves"]]


def requests(step: dict[str, Any]) -> list[str]:
    return [
        f"{request['method']} {request['path']}"
        for move in step["moves"]
        for request in move["requests"]
        if request["method"] != "GET"
    ]


def send(api: httpx.Client, request: dict[str, Any], member: str = "ada") -> httpx.Response:
    """Send a request as the plan has it."""
    return api.request(
        request["method"], request["path"], json=request["body"], headers=as_member(member)
    )


class TestMutualConnections:
    def test_the_best_connector_is_asked_with_a_reason(self, steps: Steps, write: Write) -> None:
        write(
            PLACE + "MATCH (hedy:Member {id: 'hedy'}) "
            "CREATE (ada)-[:CONNECTED_TO "
            "{pair: 'ada|hedy', strength: 0.3, context: 0.3, imported_strength: 0.3}]->(hedy) "
            "CREATE (ada)-[:WORKS_AT]->(navy:Company {id: 'navy', name: 'Navy'})"
            "<-[:WORKS_AT]-(grace)"
        )
        step = steps()["mutual_connections"]
        assert evidence(step) == [
            [("connector", "linus")],
            [("connector", "hedy")],
            [("mutual_connection", "linus"), ("mutual_connection", "hedy")],
        ]
        [asked] = step["moves"][0]["requests"]
        assert asked["body"]["connector_id"] == "linus"
        assert asked["body"]["reason"].startswith("We both worked at Navy, and")
        assert not step["done"]

    def test_it_is_ticked_when_the_connector_was_asked_as_drafted(
        self, api: httpx.Client, steps: Steps
    ) -> None:
        [asked] = steps()["mutual_connections"]["moves"][0]["requests"]
        assert send(api, asked).status_code == 201
        step = steps()["mutual_connections"]
        assert step["done"]
        assert step["done_at"] == step["moves"][0]["done_at"]
        assert requests(step) == []

    def test_another_connector_is_too_soon_while_one_is_asked(
        self, api: httpx.Client, steps: Steps, write: Write
    ) -> None:
        write(
            PLACE + "MATCH (hedy:Member {id: 'hedy'}) CREATE (ada)-[:CONNECTED_TO "
            "{pair: 'ada|hedy', strength: 0.3, context: 0.3, imported_strength: 0.3}]->(hedy)"
        )
        send(api, steps()["mutual_connections"]["moves"][0]["requests"][0])
        [_, hedy, _] = steps()["mutual_connections"]["moves"]
        assert hedy["evidence"][0]["id"] == "hedy"
        assert hedy["not_before"] is not None

    @pytest.mark.parametrize("control", ["introductions_paused = true", "introductions_cap = 0"])
    def test_a_connector_who_takes_none_is_not_offered(
        self, steps: Steps, write: Write, control: str
    ) -> None:
        write(f"MATCH (linus:Member {{id: 'linus'}}) SET linus.{control}")
        assert evidence(steps()["mutual_connections"]) == [[("mutual_connection", "linus")]]

    def test_a_third_degree_is_asked_for_through_the_first_hop(
        self, steps: Steps, plan: Plan
    ) -> None:
        assert plan("ada", "hedy")["relation"] == {
            "member_id": "hedy",
            "degree": 3,
            "mutual_count": 0,
        }
        [move] = steps("ada", "hedy")["mutual_connections"]["moves"]
        assert move["requests"][0]["body"]["connector_id"] == "linus"

    def test_who_is_named_in_the_note_is_ticked(self, api: httpx.Client, steps: Steps) -> None:
        body = {"member_id": "grace", "note": "We both know Linus."}
        api.post("/v1/connection-requests", json=body, headers=as_member("ada"))
        assert [move["done"] for move in steps()["mutual_connections"]["moves"]] == [False, True]


class TestPosts:
    def test_a_post_can_be_liked_commented_on_or_shared(self, steps: Steps, write: Write) -> None:
        post(write)
        step = steps()["posts"]
        assert evidence(step) == [[("post", "p1")], [("following", "grace")]]
        assert requests(step) == [
            "PUT /v1/posts/p1/reaction",
            "POST /v1/posts/p1/comments",
            "POST /v1/posts/p1/shares",
            "PUT /v1/me/following/grace",
        ]

    @pytest.mark.parametrize(
        ("audience", "second", "third"),
        [
            ("everyone", True, True),
            ("second_degree", True, False),
            ("first_degree", False, False),
            ("group", False, False),
        ],
    )
    def test_only_what_the_viewer_may_see_is_offered(
        self, steps: Steps, write: Write, audience: str, second: bool, third: bool
    ) -> None:
        post(write, audience=audience)
        post(write, "p2", author="hedy", audience=audience)
        assert ([("post", "p1")] in evidence(steps()["posts"])) is second
        assert ([("post", "p2")] in evidence(steps("ada", "hedy")["posts"])) is third

    def test_a_group_s_post_is_for_its_members(self, steps: Steps, write: Write) -> None:
        post(write, audience="group")
        write(
            PLACE + "MATCH (post:Post) CREATE (ada)-[:MEMBER_OF]->(group:Group {id: 'cobol'})"
            "<-[:POSTED_IN]-(post)"
        )
        assert evidence(steps()["posts"])[0] == [("post", "p1")]

    @pytest.mark.parametrize(
        "touch",
        [
            "(ada)-[:REACTED_TO {created_at: $now}]->(post)",
            "(ada)-[:COMMENTED {created_at: $now}]->(:Comment {id: 'c'})-[:COMMENTS_ON]->(post)",
            "(ada)-[:POSTED {author_id: 'ada', created_at: $now}]->(:Post {kind: 'share'})"
            "-[:SHARES]->(post)",
        ],
    )
    def test_what_was_touched_is_ticked_and_the_next_is_too_soon(
        self, steps: Steps, write: Write, touch: str
    ) -> None:
        post(write)
        post(write, "p2")
        write(f"MATCH (ada:Member {{id: 'ada'}}) MATCH (post:Post {{id: 'p1'}}) CREATE {touch}")
        step = steps()["posts"]
        assert step["done"]
        assert [(move["done"], move["not_before"] is None) for move in step["moves"][:2]] == [
            (True, True),
            (False, False),
        ]

    def test_a_hidden_post_and_a_share_are_left_out(self, steps: Steps, write: Write) -> None:
        post(write)
        post(write, "p2", kind="share")
        write(PLACE + "MATCH (post:Post {id: 'p1'}) CREATE (ada)-[:HIDES {since: $now}]->(post)")
        assert evidence(steps()["posts"]) == [[("following", "grace")]]

    def test_following_is_ticked(self, steps: Steps, write: Write) -> None:
        write(PLACE + "CREATE (ada)-[:FOLLOWS {since: $now}]->(grace)")
        assert steps()["posts"]["done"]


class TestPlaces:
    def test_what_is_in_common_ticks(self, steps: Steps, write: Write) -> None:
        write(
            PLACE + "CREATE (ada)-[:MEMBER_OF {since: $before}]->"
            "(:Group {id: 'cobol', name: 'Cobol'})<-[:MEMBER_OF]-(grace) "
            "CREATE (ada)-[:ATTENDS {since: $now}]->(:Event {id: 'fair', title: 'Fair', "
            "starts_at: $soon})<-[:ORGANISES]-(grace)"
        )
        step = steps()["places"]
        assert evidence(step) == [[("group", "cobol")], [("event", "fair")]]
        assert step["done"]
        assert requests(step) == []

    def test_theirs_can_be_joined(self, steps: Steps, write: Write) -> None:
        write(
            PLACE + "CREATE (grace)-[:MEMBER_OF]->(:Group {id: 'cobol', joining: 'open'}) "
            "CREATE (grace)-[:ATTENDS]->(:Event {id: 'fair', starts_at: $soon, capacity: 2})"
        )
        step = steps()["places"]
        assert requests(step) == [
            "PUT /v1/groups/cobol/membership",
            "PUT /v1/events/fair/attendance",
        ]
        assert not step["done"]

    def test_who_is_in_a_group_by_approval_is_not_told(self, steps: Steps, write: Write) -> None:
        write(PLACE + "CREATE (grace)-[:MEMBER_OF]->(:Group {id: 'cobol', joining: 'approval'})")
        assert steps()["places"]["moves"] == []

    @pytest.mark.parametrize(
        "event",
        [
            "starts_at: $before",
            "starts_at: $soon, cancelled_at: $now",
            "starts_at: $soon, capacity: 1",
        ],
    )
    def test_an_event_that_nobody_can_go_to_is_not_offered(
        self, steps: Steps, write: Write, event: str
    ) -> None:
        write(PLACE + f"CREATE (grace)-[:ATTENDS]->(:Event {{id: 'fair', {event}}})")
        assert steps()["places"]["moves"] == []

    @pytest.mark.parametrize(
        "why",
        [
            "(event)-[:EVENT_OF]->(:Group {id: 'closed'})",
            "(event)<-[:ORGANISES]-(:Member {id: 'bob'})-[:BLOCKS]->(ada)",
        ],
    )
    def test_an_event_that_is_not_the_viewer_s_to_see_is_not_offered(
        self, steps: Steps, write: Write, why: str
    ) -> None:
        write(
            PLACE + "CREATE (grace)-[:ATTENDS]->(event:Event {id: 'fair', starts_at: $soon}) "
            f"CREATE {why}"
        )
        assert steps()["places"]["moves"] == []


class TestBackground:
    def test_what_is_in_common_and_what_the_viewer_brings(self, steps: Steps, write: Write) -> None:
        write(
            PLACE + "CREATE (ada)-[:STUDIED_AT]->(:School {id: 'yale'})<-[:STUDIED_AT]-(grace) "
            "CREATE (ada)-[:HAS_SKILL]->(:Skill {id: 'cobol', name: 'Cobol'}) "
            "CREATE (grace)-[:INTERESTED_IN]->(:Interest {id: 'cobol', name: 'Cobol'})"
        )
        assert evidence(steps()["background"]) == [[("school", "yale")], [("skill", "cobol")]]

    def test_it_is_ticked_when_the_note_says_it(
        self, api: httpx.Client, steps: Steps, write: Write
    ) -> None:
        write(
            PLACE + "CREATE (ada)-[:HAS_SKILL]->(:Skill {id: 'cobol', name: 'Cobol'})"
            "<-[:HAS_SKILL]-(grace)"
        )
        body = {"member_id": "grace", "note": "I write COBOL too."}
        sent = api.post("/v1/connection-requests", json=body, headers=as_member("ada")).json()
        assert steps()["background"]["done"]
        api.post(f"/v1/connection-requests/{sent['id']}/withdraw", headers=as_member("ada"))
        assert not steps()["background"]["done"]

    def test_a_name_within_another_word_says_nothing(
        self, api: httpx.Client, steps: Steps, write: Write
    ) -> None:
        write(
            PLACE + "CREATE (ada)-[:HAS_SKILL]->(:Skill {id: 'c', name: 'C'})<-[:HAS_SKILL]-(grace)"
        )
        body = {"member_id": "grace", "note": "I come from compilers."}
        api.post("/v1/connection-requests", json=body, headers=as_member("ada"))
        assert not steps()["background"]["done"]


class TestValue:
    @pytest.fixture(autouse=True)
    def interest(self, write: Write) -> None:
        write(
            PLACE + "CREATE (grace)-[:INTERESTED_IN]->(:Interest {id: 'cobol', name: 'Cobol'}) "
            "CREATE (grace)-[:INTERESTED_IN]->(:Interest {id: 'acme', name: 'Acme'})"
        )

    @pytest.mark.parametrize(
        ("kind", "audience", "offered"),
        [
            ("article", "everyone", True),
            ("opportunity", "second_degree", True),
            ("article", "first_degree", False),
            ("update", "everyone", False),
        ],
    )
    def test_an_article_on_their_topic(
        self, steps: Steps, write: Write, kind: str, audience: str, offered: bool
    ) -> None:
        post(write, author="ada", kind=kind, audience=audience, topics=("cobol",))
        post(write, "p2", author="ada", kind="article", topics=("poetry",))
        step = steps()["value"]
        assert evidence(step) == ([[("post", "p1"), ("interest", "cobol")]] if offered else [])
        # They share no place, so that a connector is to pass it on.
        assert requests(step) == (["POST /v1/messages"] if offered else [])

    def test_it_is_sent_straight_where_both_are_in_a_group(
        self, steps: Steps, write: Write
    ) -> None:
        post(write, author="ada", kind="article", topics=("cobol",))
        write(PLACE + "CREATE (ada)-[:MEMBER_OF]->(:Group {id: 'g'})<-[:MEMBER_OF]-(grace)")
        assert requests(steps()["value"])[0] == "POST /v1/message-requests"

    def test_it_is_ticked_when_they_took_it_up(self, steps: Steps, write: Write) -> None:
        post(write, author="ada", kind="article", topics=("cobol",))
        write(PLACE + "MATCH (post:Post) CREATE (grace)-[:REACTED_TO {created_at: $now}]->(post)")
        assert steps()["value"]["done"]

    def test_a_connection_at_a_company_they_care_for(
        self, api: httpx.Client, steps: Steps, write: Write
    ) -> None:
        write(
            PLACE + "MATCH (sam:Member {id: 'sam'}) CREATE (sam)-[:WORKS_AT]->"
            "(:Company {id: 'acme', name: 'Acme'}) CREATE (ada)-[:CONNECTED_TO "
            "{pair: 'ada|sam', strength: 0.5, context: 0.5}]->(sam)"
        )
        [move] = steps()["value"]["moves"]
        assert [one["id"] for one in move["evidence"]] == ["sam", "acme"]
        assert send(api, move["requests"][0]).status_code == 201

    @pytest.mark.parametrize(
        "change",
        [
            "SET sam.appears_as_connector = false",
            "SET sam.introductions_paused = true",
            "CREATE (sam)-[:BLOCKS]->(grace)",
            "CREATE (grace)-[:CONNECTED_TO {pair: 'grace|sam', strength: 0.1}]->(sam)",
        ],
    )
    def test_but_not_one_who_would_not_or_has_no_need(
        self, steps: Steps, write: Write, change: str
    ) -> None:
        write(
            PLACE + "MATCH (sam:Member {id: 'sam'}) CREATE (sam)-[:WORKS_AT]->"
            "(:Company {id: 'acme', name: 'Acme'}) CREATE (ada)-[:CONNECTED_TO "
            f"{{pair: 'ada|sam', strength: 0.5, context: 0.5}}]->(sam) {change}"
        )
        assert steps()["value"]["moves"] == []

    def test_a_question_the_viewer_knows_about_and_the_answer(
        self, steps: Steps, write: Write
    ) -> None:
        post(write, text="Who speaks Cobol?", topics=("cobol",))
        write(PLACE + "CREATE (ada)-[:HAS_SKILL]->(:Skill {id: 'cobol', name: 'Cobol'})")
        step = steps()["value"]
        assert evidence(step) == [[("post", "p1"), ("skill", "cobol")]]
        assert requests(step) == ["POST /v1/posts/p1/comments"]
        write(
            PLACE + "MATCH (post:Post) CREATE (ada)-[:COMMENTED {created_at: $now}]->"
            "(:Comment {id: 'c'})-[:COMMENTS_ON]->(post)"
        )
        assert steps()["value"]["done"]


class TestRequest:
    def test_each_draft_is_a_move_that_can_be_sent(
        self, api: httpx.Client, steps: Steps, write: Write
    ) -> None:
        write(PLACE + "CREATE (ada)-[:STUDIED_AT]->(:School {id: 'mit'})<-[:STUDIED_AT]-(grace)")
        step = steps()["request"]
        assert evidence(step)[:2] == [[("mutual_connection", "linus")], [("school", "mit")]]
        [request] = step["moves"][1]["requests"]
        assert "we both studied at mit" in request["body"]["note"]
        assert send(api, request).status_code == 201
        step = steps()["request"]
        assert step["done"]
        assert step["moves"][-1]["waits_for"] == "acceptance"
        assert request["body"]["note"] in step["moves"][-1]["requests"][0]["body"]["text"]

    def test_after_a_withdrawal_it_is_too_soon(self, api: httpx.Client, steps: Steps) -> None:
        sent = send(api, steps()["request"]["moves"][0]["requests"][0]).json()
        api.post(f"/v1/connection-requests/{sent['id']}/withdraw", headers=as_member("ada"))
        step = steps()["request"]
        assert not step["done"]
        assert step["moves"][0]["not_before"] is not None

    def test_who_asked_first_is_accepted(self, api: httpx.Client, steps: Steps) -> None:
        body = {"member_id": "ada"}
        api.post("/v1/connection-requests", json=body, headers=as_member("grace"))
        accept = steps()["request"]["moves"][0]["requests"][0]
        assert send(api, accept).json()["state"] == "accepted"

    @pytest.mark.parametrize(
        ("requests_from", "second", "third"),
        [("everyone", True, True), ("second_degree", True, False), ("nobody", False, False)],
    )
    def test_who_takes_none_is_not_asked(
        self, steps: Steps, write: Write, requests_from: str, second: bool, third: bool
    ) -> None:
        write("MATCH (member:Member) SET member.requests_from = $value", value=requests_from)
        assert (steps()["request"]["moves"] != []) is second
        assert (steps("ada", "hedy")["request"]["moves"] != []) is third

    def test_after_the_acceptance_the_follow_up_is_left(
        self, api: httpx.Client, plan: Plan, steps: Steps
    ) -> None:
        sent = send(api, steps()["request"]["moves"][0]["requests"][0]).json()
        api.post(f"/v1/connection-requests/{sent['id']}/accept", headers=as_member("grace"))
        found = plan()
        [step] = found["steps"]
        assert (found["relation"]["degree"], step["number"], step["done"]) == (1, 6, False)
        [thanks] = step["moves"][1]["requests"]
        assert "thank you for connecting" in thanks["body"]["text"]
        assert send(api, thanks).status_code == 201
        assert plan()["steps"][0]["done"]


class TestPatience:
    def test_nothing_was_done_yet(self, steps: Steps) -> None:
        step = steps()["patience"]
        assert (step["moves"], step["done"]) == ([], False)

    def test_what_was_done_is_told_and_when_to_come_back(
        self, api: httpx.Client, plan: Plan, steps: Steps, write: Write
    ) -> None:
        post(write)
        write(PLACE + "MATCH (post:Post) CREATE (ada)-[:REACTED_TO {created_at: $now}]->(post)")
        first = steps()
        for step in ("mutual_connections", "request"):
            assert send(api, first[step]["moves"][0]["requests"][0]).is_success
        found = plan()
        step = found["steps"][6]
        assert {move["evidence"][0]["kind"] for move in step["moves"]} == {
            "connection_request",
            "introduction",
            "post",
        }
        assert not step["done"]
        waits = [move["not_before"] for step in found["steps"] for move in step["moves"]]
        assert found["come_back_at"] == min(wait for wait in waits if wait)

    def test_a_message_request_is_too_soon_to_repeat(self, steps: Steps, write: Write) -> None:
        write(
            PLACE + "CREATE (ada)-[:SENT]->(:MessageRequest {id: 'm', pair: 'ada|grace', "
            "state: 'pending', created_at: $before})-[:SENT_TO]->(grace)"
        )
        [move] = steps()["patience"]["moves"]
        assert move["evidence"][0]["kind"] == "message_request"
        assert move["not_before"] > move["done_at"]


def test_the_next_step_is_the_first_with_a_move_to_make_now(plan: Plan, write: Write) -> None:
    assert plan()["next_step"] == 1
    write("MATCH (linus:Member {id: 'linus'}) SET linus.introductions_paused = true")
    assert plan()["next_step"] == 2
    write(PLACE + "CREATE (ada)-[:FOLLOWS {since: $now}]->(grace)")
    assert plan()["next_step"] == 6


def test_out_of_network_the_plan_has_all_but_the_introduction(plan: Plan) -> None:
    found = plan("ada", "alan")
    assert found["relation"]["degree"] is None
    assert [step["number"] for step in found["steps"]] == [1, 2, 3, 4, 5, 6, 7]
    assert found["steps"][0]["nothing"] == "You know nobody who could introduce you to Alan."
    assert requests(found["steps"][5])[0] == "POST /v1/connection-requests"


def test_to_oneself_there_is_none(api: httpx.Client) -> None:
    answer = api.get("/v1/members/ada/approach", headers=as_member("ada"))
    assert answer.status_code == 409
