"""Requests, blocks, messages and introductions, in any order, do what a plain model does."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from neo4j import Driver, GraphDatabase
from tests.conftest import CLEAR, signer

from mutuals.graph.driver import Server
from mutuals.graph.opening import utc_now

pytestmark = pytest.mark.long

SEQUENCES = 500
STEPS = 12
MEMBERS = ["ada", "barbara", "grace", "linus"]
CREATE = "UNWIND $ids AS id CREATE (:Member {id: id, name: id})"

member = st.sampled_from(MEMBERS)
number = st.integers(0, 3)
Pair = frozenset[str]


@dataclass
class Request:
    """A connection request of the model."""

    id: str
    sender: str
    receiver: str
    state: str = "pending"
    answer: str | None = None

    @property
    def pair(self) -> Pair:
        return frozenset({self.sender, self.receiver})

    def seen_by_receiver(self) -> str:
        return self.answer or self.state


@dataclass
class Introduction:
    """An introduction of the model."""

    id: str
    requester: str
    connector: str
    target: str
    state: str = "requested"

    @property
    def open(self) -> bool:
        return self.state in {"requested", "approved"}

    def has_both(self, pair: Pair) -> bool:
        awaited = self.connector if self.state == "requested" else self.target
        return pair <= {self.requester, self.target, self.connector, awaited}


@dataclass
class Model:
    """What the API is held against."""

    connected: set[Pair] = field(default_factory=set)
    blocks: set[tuple[str, str]] = field(default_factory=set)
    requests: list[Request] = field(default_factory=list)
    written: dict[Pair, int] = field(default_factory=dict)
    introductions: list[Introduction] = field(default_factory=list)

    def blocked(self, one: str, other: str) -> bool:
        return (one, other) in self.blocks or (other, one) in self.blocks

    def knows(self, one: str, other: str) -> bool:
        return frozenset({one, other}) in self.connected

    def ask(self, sender: str, receiver: str) -> tuple[int, Request | None]:
        """The status, and the request that stands between the two if it opens or accepts one."""
        if sender == receiver:
            return 409, None
        if self.blocked(sender, receiver):
            return 404, None
        if self.knows(sender, receiver):
            return 409, None
        pair = frozenset({sender, receiver})
        for request in self.requests:
            if request.pair == pair and request.state == "pending":
                if request.sender == sender:
                    return 409, None
                self.accept(request)
                return 201, request
        own = [r for r in self.requests if (r.sender, r.receiver) == (sender, receiver)]
        if any(request.answer == "not_known" for request in own):
            return 403, None
        if any(request.state == "withdrawn" for request in own):
            return 409, None
        request = Request("", sender, receiver)
        self.requests.append(request)
        return 201, request

    def accept(self, request: Request) -> None:
        request.state, request.answer = "accepted", None
        self.connected.add(request.pair)

    def block(self, one: str, other: str) -> None:
        pair = frozenset({one, other})
        self.blocks.add((one, other))
        self.connected.discard(pair)
        for request in self.requests:
            if request.pair == pair and request.state == "pending":
                request.state = "withdrawn"
        for introduction in self.introductions:
            if introduction.open and introduction.has_both(pair):
                introduction.state = "withdrawn"

    def introduce(self, requester: str, connector: str, target: str) -> int:
        if len({requester, connector, target}) < 3:
            return 409
        for other in (connector, target):
            if self.blocked(requester, other):
                return 404
        ways = not self.blocked(connector, target) and (
            self.knows(connector, target)
            or any(
                self.knows(connector, other) and self.knows(other, target)
                for other in MEMBERS
                if other not in {requester, connector, target}
                and not any(self.blocked(other, one) for one in (requester, connector, target))
            )
        )
        asked = any(
            entry.open and (entry.requester, entry.target) == (requester, target)
            for entry in self.introductions
        )
        refused = (
            not self.knows(requester, connector)
            or self.knows(requester, target)
            or not ways
            or asked
        )
        return 409 if refused else 201


class Network(RuleBasedStateMachine):
    """The API beside the model, step by step."""

    api: httpx.Client
    driver: Driver
    database: str

    @initialize()
    def empty(self) -> None:
        self.driver.execute_query(CLEAR, database_=self.database)
        self.driver.execute_query(CREATE, ids=MEMBERS, database_=self.database)
        self.model = Model()

    def send(self, method: str, path: str, actor: str, body: object = None) -> httpx.Response:
        token = signer.member_token(actor, utc_now(), timedelta(hours=1))
        answer = self.api.request(
            method, f"/v1{path}", json=body, headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code < 500, answer.text
        return answer

    @rule(sender=member, receiver=member)
    def ask(self, sender: str, receiver: str) -> None:
        expected, request = self.model.ask(sender, receiver)
        answer = self.send("POST", "/connection-requests", sender, {"member_id": receiver})
        assert answer.status_code == expected, answer.text
        if request is not None:
            made = answer.json()
            request.id = request.id or made["id"]
            assert (made["id"], made["state"]) == (request.id, request.state)

    @rule(actor=member, which=number, step=st.sampled_from(["accept", "ignore", "not-known"]))
    def answer(self, actor: str, which: int, step: str) -> None:
        if not self.model.requests:
            return
        request = self.model.requests[which % len(self.model.requests)]
        answer = self.send("POST", f"/connection-requests/{request.id}/{step}", actor)
        if (
            actor != request.receiver
            or request.state == "withdrawn"
            or self.model.blocked(request.sender, request.receiver)
        ):
            assert answer.status_code == 404, answer.text
        elif step == "accept":
            assert answer.status_code == 200, answer.text
            if request.state == "pending":
                self.model.accept(request)
        elif request.state == "accepted":
            assert answer.status_code == 409, answer.text
        else:
            assert answer.status_code == 200, answer.text
            if request.answer != "not_known":
                request.answer = "ignored" if step == "ignore" else "not_known"

    @rule(actor=member, which=number)
    def withdraw(self, actor: str, which: int) -> None:
        if not self.model.requests:
            return
        request = self.model.requests[which % len(self.model.requests)]
        answer = self.send("POST", f"/connection-requests/{request.id}/withdraw", actor)
        if actor != request.sender or self.model.blocked(request.sender, request.receiver):
            assert answer.status_code == 404, answer.text
        elif request.state == "accepted":
            assert answer.status_code == 409, answer.text
        else:
            assert answer.status_code == 200, answer.text
            request.state = "withdrawn"

    @rule(one=member, other=member)
    def disconnect(self, one: str, other: str) -> None:
        answer = self.send("DELETE", f"/me/connections/{other}", one)
        if one == other:
            assert answer.status_code == 409, answer.text
        elif self.model.blocked(one, other):
            assert answer.status_code == 404, answer.text
        else:
            assert answer.status_code == 204, answer.text
            self.model.connected.discard(frozenset({one, other}))

    @rule(one=member, other=member)
    def block(self, one: str, other: str) -> None:
        answer = self.send("PUT", f"/me/blocks/{other}", one)
        if one == other:
            assert answer.status_code == 409, answer.text
        elif (other, one) in self.model.blocks:
            assert answer.status_code == 404, answer.text
        else:
            assert answer.status_code == 204, answer.text
            self.model.block(one, other)

    @rule(one=member, other=member)
    def unblock(self, one: str, other: str) -> None:
        answer = self.send("DELETE", f"/me/blocks/{other}", one)
        if (other, one) in self.model.blocks:
            assert answer.status_code == 404, answer.text
        elif one != other:
            assert answer.status_code == 204, answer.text
            self.model.blocks.discard((one, other))

    @rule(sender=member, receiver=member)
    def write(self, sender: str, receiver: str) -> None:
        answer = self.send("POST", "/messages", sender, {"member_id": receiver, "text": "Hello"})
        pair = frozenset({sender, receiver})
        if sender == receiver:
            assert answer.status_code == 409, answer.text
        elif self.model.blocked(sender, receiver):
            assert answer.status_code == 404, answer.text
        elif pair not in self.model.connected:
            assert answer.status_code == 403, answer.text
        else:
            assert answer.status_code == 201, answer.text
            self.model.written[pair] = self.model.written.get(pair, 0) + 1
            assert answer.json()["number"] == self.model.written[pair]

    @rule(requester=member, connector=member, to_meet=member)
    def introduce(self, requester: str, connector: str, to_meet: str) -> None:
        body = {
            "connector_id": connector,
            "target_id": to_meet,
            "reason": "Work",
            "purpose": "collaboration",
        }
        expected = self.model.introduce(requester, connector, to_meet)
        answer = self.send("POST", "/introductions", requester, body)
        assert answer.status_code == expected, answer.text
        if expected == 201:
            made = Introduction(answer.json()["id"], requester, connector, to_meet)
            self.model.introductions.append(made)

    @rule(
        actor=member,
        which=number,
        step=st.sampled_from(["approve", "decline", "accept", "withdraw"]),
    )
    def take_step(self, actor: str, which: int, step: str) -> None:
        if not self.model.introductions:
            return
        found = self.model.introductions[which % len(self.model.introductions)]
        body: dict[str, Any] = {
            "approve": {"words": "You should meet."},
            "decline": {},
            "accept": {"wants_connection": True},
            "withdraw": None,
        }
        answer = self.send("POST", f"/introductions/{found.id}/{step}", actor, body[step])
        expected, after = self.expected_step(found, actor, step)
        assert answer.status_code == expected, answer.text
        if expected == 200:
            found.state = after

    def expected_step(self, found: Introduction, actor: str, step: str) -> tuple[int, str]:
        """The status, and the state after it."""
        role = {
            found.requester: "requester",
            found.connector: "connector",
            found.target: "target",
        }.get(actor)
        learned = found.state in {"approved", "introduced", "declined_by_target"}
        others = {found.requester, found.connector, found.target} - {actor}
        if role is None or (role == "target" and not learned):
            return 404, ""
        if any(self.model.blocked(actor, other) for other in others):
            return 404, ""
        match role, step, found.state:
            case "connector", "approve", "requested":
                if self.model.knows(actor, found.requester) and self.model.knows(
                    actor, found.target
                ):
                    return 200, "approved"
            case "connector", "decline", "requested":
                return 200, "declined_by_connector"
            case "target", "accept", "approved":
                return 200, "introduced"
            case "target", "decline", "approved":
                return 200, "declined_by_target"
            case "requester", "withdraw", "requested" | "approved":
                return 200, "withdrawn"
        return 409, ""

    def teardown(self) -> None:
        """What everybody sees at the end is what the model says."""
        for viewer in MEMBERS:
            first = self.send("GET", "/me/connections", viewer).json()["items"]
            assert {item["id"] for item in first} == {
                other for other in MEMBERS if self.model.knows(viewer, other)
            }
            seen = self.send("GET", "/me/connection-requests?limit=100", viewer).json()["items"]
            assert {item["id"]: item["state"] for item in seen} == {
                request.id: request.state
                if request.sender == viewer
                else request.seen_by_receiver()
                for request in self.model.requests
                if viewer == request.sender
                or (viewer == request.receiver and request.state != "withdrawn")
                if not self.model.blocked(request.sender, request.receiver)
            }


def test_five_hundred_sequences(api: httpx.Client, server: Server) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        Network.api, Network.driver, Network.database = api, driver, server.database
        run_state_machine_as_test(
            Network,
            settings=settings(
                max_examples=SEQUENCES,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=True,
                database=None,
            ),
        )
