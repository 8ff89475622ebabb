"""Whatever members do, Neo4j and a plain Python model of introductions agree."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import permutations
from typing import TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from neo4j import Driver, GraphDatabase
from tests.conftest import NOW
from tests.network import write_network

from mutuals.connections.commands import connect, disconnect
from mutuals.errors import ConflictError, MemberNotFoundError, MutualsError, NotFoundError
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Graph, Server, Transaction, connected
from mutuals.introductions import commands
from mutuals.introductions.controls import change_settings
from mutuals.introductions.introduction_models import (
    Acceptance,
    IntroductionSettingsChange,
    NewIntroduction,
    Purpose,
)
from mutuals.introductions.requests import list_introductions
from mutuals.introductions.rules import Rules

pytestmark = pytest.mark.long

MEMBERS = ["ada", "barbara", "grace", "linus", "tim"]
RULES = Rules(
    most_open=2,
    default_cap=2,
    lifetime=timedelta(days=60),
    written_within=timedelta(days=30),
)
pairs = st.sets(
    st.sampled_from([(one, other) for one in MEMBERS for other in MEMBERS if one < other])
)


@dataclass
class Asked:
    """An introduction, as the model knows it."""

    way: list[str]
    wants_connection: bool
    expires_on: int
    state: str = "requested"
    approved: bool = False

    @property
    def awaited(self) -> str | None:
        return {"requested": self.way[-2], "approved": self.way[-1]}.get(self.state)


@dataclass
class Model:
    """Sets and lists, and the rules as one would say them."""

    tied: set[frozenset[str]] = field(default_factory=set)
    blocked: set[frozenset[str]] = field(default_factory=set)
    paused: set[str] = field(default_factory=set)
    asked: list[Asked] = field(default_factory=list)
    day: int = 0

    def are_tied(self, one: str, other: str) -> bool:
        return frozenset({one, other}) in self.tied

    def are_blocked(self, one: str, other: str) -> bool:
        return frozenset({one, other}) in self.blocked

    def is_hidden(self, entry: Asked, viewer: str) -> bool:
        return any(self.are_blocked(viewer, other) for other in entry.way)

    def sees(self, entry: Asked, viewer: str) -> bool:
        if viewer not in entry.way or self.is_hidden(entry, viewer):
            return False
        return viewer != entry.way[-1] or entry.approved

    def takes(self, connector: str) -> bool:
        awaiting = [e for e in self.asked if e.state == "requested" and e.awaited == connector]
        return connector not in self.paused and len(awaiting) < RULES.default_cap

    def leads(self, requester: str, connector: str, target: str) -> bool:
        if self.are_blocked(connector, target):
            return False
        return self.are_tied(connector, target) or any(
            self.are_tied(connector, next_) and self.are_tied(next_, target)
            for next_ in MEMBERS
            if next_ != requester and not self.are_blocked(requester, next_)
        )

    def may_ask(self, way: tuple[str, str, str]) -> bool:
        requester, connector, target = way
        return (
            self.are_tied(requester, connector)
            and not self.are_tied(requester, target)
            and self.leads(requester, connector, target)
        )

    def ask(self, requester: str, connector: str, target: str, wants: bool) -> str:
        if self.are_blocked(requester, connector) or self.are_blocked(requester, target):
            return "no member"
        mine = [
            entry
            for entry in self.asked
            if entry.way[0] == requester
            and entry.awaited is not None
            and not self.is_hidden(entry, requester)
        ]
        if (
            not self.may_ask((requester, connector, target))
            or target in [entry.way[-1] for entry in mine]
            or len(mine) >= RULES.most_open
            or not self.takes(connector)
        ):
            return "conflict"
        way = [requester, connector, target]
        self.asked.append(Asked(way, wants, self.day + RULES.lifetime.days))
        return "done"

    def refusal(self, entry: Asked, actor: str) -> str | None:
        """Why an answer is not the actor's to give."""
        if not self.sees(entry, actor):
            return "not found"
        return None if entry.awaited == actor else "conflict"

    def approve(self, entry: Asked, actor: str) -> str:
        if refused := self.refusal(entry, actor):
            return refused
        before, target = entry.way[-3], entry.way[-1]
        if entry.state != "requested" or not (
            self.are_tied(actor, before) and self.are_tied(actor, target)
        ):
            return "conflict"
        entry.state, entry.approved = "approved", True
        return "done"

    def forward(self, entry: Asked, actor: str, next_: str) -> str:
        if refused := self.refusal(entry, actor):
            return refused
        if entry.state != "requested" or next_ in entry.way:
            return "conflict"
        if self.are_blocked(actor, next_):
            return "no member"
        if (
            not self.are_tied(actor, entry.way[-3])
            or not self.are_tied(actor, next_)
            or not self.are_tied(next_, entry.way[-1])
            or not self.takes(next_)
            or any(self.are_blocked(next_, other) for other in entry.way)
        ):
            return "conflict"
        entry.way.insert(-1, next_)
        return "done"

    def decline(self, entry: Asked, actor: str) -> str:
        if refused := self.refusal(entry, actor):
            return refused
        by = "connector" if entry.state == "requested" else "target"
        entry.state = f"declined_by_{by}"
        return "done"

    def accept(self, entry: Asked, actor: str, wants: bool) -> str:
        if refused := self.refusal(entry, actor):
            return refused
        if entry.state != "approved":
            return "conflict"
        entry.state = "introduced"
        if wants and entry.wants_connection:
            self.tied.add(frozenset({entry.way[0], actor}))
        return "done"

    def withdraw(self, entry: Asked, actor: str) -> str:
        if not self.sees(entry, actor):
            return "not found"
        if actor != entry.way[0] or entry.awaited is None:
            return "conflict"
        entry.state = "withdrawn"
        return "done"

    def pass_days(self, days: int) -> None:
        self.day += days
        for entry in self.asked:
            if entry.awaited is not None and entry.expires_on <= self.day:
                entry.state = "expired"


Work = Callable[[Transaction], Awaitable[object]]
Drawn = TypeVar("Drawn")


def test_neo4j_and_the_model_agree(empty_server: Server) -> None:
    login = (empty_server.user, empty_server.password)
    with asyncio.Runner() as runner, GraphDatabase.driver(empty_server.uri, auth=login) as driver:
        stack = AsyncExitStack()
        graph = runner.run(stack.enter_async_context(connected(empty_server, load_catalogue())))

        class Bound(Introductions):
            pass

        Bound.server, Bound.driver, Bound.graph, Bound.runner = empty_server, driver, graph, runner
        run_state_machine_as_test(
            Bound,
            settings=settings(
                max_examples=15,
                stateful_step_count=30,
                deadline=None,
                derandomize=True,
                phases=[Phase.generate],  # a seed of less says no more
                database=None,
            ),
        )
        runner.run(stack.aclose())


class Introductions(RuleBasedStateMachine):
    """Does the same in Neo4j and in the model, and compares what came of it."""

    server: Server
    driver: Driver
    graph: Graph
    runner: asyncio.Runner

    @initialize(tied=pairs)
    def begin(self, tied: set[tuple[str, str]]) -> None:
        # With ways that lead somewhere, so that there is something to answer.
        ties = tied | {("ada", "grace"), ("barbara", "grace"), ("barbara", "linus")}
        ties |= {("grace", "linus"), ("linus", "tim")}
        ties -= {("ada", "linus")}
        self.run_cypher("MATCH (m:Member|Introduction|Conversation|Notification) DETACH DELETE m")
        write_network(self.server, ties, members=MEMBERS)
        self.model = Model(tied={frozenset(pair) for pair in ties})
        self.steps = 0

    @rule(seed=st.integers(0, 2**32))
    def take_a_step(self, seed: int) -> None:
        # Drawn here, for most of what Hypothesis draws is refused: so much comes before an answer.
        self.steps += 1
        self.draw = random.Random(f"{seed} {self.steps}")
        steps: dict[Callable[[], None], int] = {
            self.ask: 6,
            self.approve: 6,
            self.forward: 4,
            self.decline: 2,
            self.accept: 5,
            self.withdraw: 2,
            self.connect_or_disconnect: 3,
            self.block_or_unblock: 2,
            self.pause: 1,
            self.pass_days: 1,
        }
        if not self.model.asked:
            self.ask()
        drawn = self.draw.choices([*steps], [*steps.values()])[0] if self.model.asked else self.ask
        drawn()

    def ask(self) -> None:
        ways = [(a, b, c) for a, b, c in permutations(MEMBERS, 3)]
        open_ways = [way for way in ways if self.model.may_ask(way)]
        requester, connector, target = self.draw.choice(self.likely(open_ways, ways))
        id_, now = f"i{len(self.model.asked):03}", self.now
        asked = NewIntroduction(
            connector_id=connector,
            target_id=target,
            reason="Please.",
            purpose=Purpose.OTHER,
            wants_connection=self.draw.random() < 0.7,
        )
        self.compare(
            self.model.ask(requester, connector, target, asked.wants_connection),
            lambda t: commands.request_introduction(
                t, requester, asked, introduction_id=id_, rules=RULES, now=now
            ),
        )

    def approve(self) -> None:
        id_, entry, actor, now = self.drawn({"requested"})
        self.compare(
            self.model.approve(entry, actor),
            lambda t: commands.approve_introduction(t, actor, id_, "Please.", now),
        )

    def forward(self) -> None:
        id_, entry, actor, now = self.drawn({"requested"})
        knowing = [m for m in MEMBERS if self.model.are_tied(m, entry.way[-1])]
        next_id = self.draw.choice(self.likely([m for m in knowing if m not in entry.way], MEMBERS))
        self.compare(
            self.model.forward(entry, actor, next_id),
            lambda t: commands.forward_introduction(t, actor, id_, next_id, rules=RULES, now=now),
        )

    def decline(self) -> None:
        id_, entry, actor, now = self.drawn({"requested", "approved"})
        self.compare(
            self.model.decline(entry, actor),
            lambda t: commands.decline_introduction(t, actor, id_, None, now),
        )

    def accept(self) -> None:
        id_, entry, actor, now = self.drawn({"approved"})
        reply = Acceptance(wants_connection=self.draw.random() < 0.7)
        self.compare(
            self.model.accept(entry, actor, reply.wants_connection),
            lambda t: commands.accept_introduction(
                t, actor, id_, reply, conversation_id=f"c{id_}", now=now
            ),
        )

    def withdraw(self) -> None:
        id_, entry, other, now = self.drawn({"requested", "approved"})
        actor = self.draw.choice(self.likely([entry.way[0]], [other]))
        self.compare(
            self.model.withdraw(entry, actor),
            lambda t: commands.withdraw_introduction(t, actor, id_, now),
        )

    def connect_or_disconnect(self) -> None:
        one, other = self.draw.sample(MEMBERS, 2)
        if self.draw.random() < 0.6:
            if not self.model.are_blocked(one, other):
                self.model.tied.add(frozenset({one, other}))
                self.runner.run(connect(self.graph, one, other, self.now))
        else:
            self.model.tied.discard(frozenset({one, other}))
            self.runner.run(disconnect(self.graph, one, other, self.now))

    def block_or_unblock(self) -> None:
        one, other = self.draw.sample(MEMBERS, 2)
        change = "MERGE (one)-[:BLOCKS]->(other)"
        if self.model.blocked and self.draw.random() < 0.7:
            one, other = sorted(self.draw.choice(sorted(self.model.blocked, key=sorted)))
            self.model.blocked.discard(frozenset({one, other}))
            change = "WITH one, other MATCH (one)-[block:BLOCKS]-(other) DELETE block"
        else:
            self.model.blocked.add(frozenset({one, other}))
            self.model.tied.discard(frozenset({one, other}))
            self.runner.run(disconnect(self.graph, one, other, self.now))
        self.run_cypher(
            f"MATCH (one:Member {{id: $one}}) MATCH (other:Member {{id: $other}}) {change}",
            one=one,
            other=other,
        )

    def pause(self) -> None:
        connector, paused = self.draw.choice(MEMBERS), self.draw.random() < 0.3
        (self.model.paused.add if paused else self.model.paused.discard)(connector)
        change, now = IntroductionSettingsChange(paused=paused), self.now
        self.compare("done", lambda t: change_settings(t, connector, change, now))

    def pass_days(self) -> None:
        self.model.pass_days(self.draw.choice([1, 30, 60]))
        if self.draw.random() < 0.5:
            self.runner.run(commands.expire_introductions(self.graph, self.now))

    def drawn(self, states: set[str]) -> tuple[str, Asked, str, datetime]:
        """An introduction's id and its entry in the model, who answers, and when; mostly one that
        stands so, and whoever it awaits."""
        numbers = range(len(self.model.asked))
        standing = [n for n in numbers if self.model.asked[n].state in states]
        number = self.draw.choice(self.likely(standing, numbers))
        entry = self.model.asked[number]
        awaited = [entry.awaited] if entry.awaited else []
        return f"i{number:03}", entry, self.draw.choice(self.likely(awaited, MEMBERS)), self.now

    def likely(self, rather: Sequence[Drawn], all_: Sequence[Drawn]) -> Sequence[Drawn]:
        return rather if rather and self.draw.random() < 0.85 else all_

    @invariant()
    def each_sees_what_the_model_says(self) -> None:
        if not hasattr(self, "model"):
            return
        viewer = MEMBERS[self.steps % len(MEMBERS)]
        found = self.runner.run(
            list_introductions(
                self.graph.reader,
                viewer,
                role=None,
                state=None,
                after=None,
                limit=100,
                now=self.now,
            )
        )
        assert {entry.id: (entry.state, entry.awaits_you) for entry in found} == {
            f"i{number:03}": (entry.state, entry.awaited == viewer)
            for number, entry in enumerate(self.model.asked)
            if self.model.sees(entry, viewer)
        }

    @property
    def now(self) -> datetime:
        return NOW + timedelta(days=self.model.day)

    def compare(self, expected: str, work: Work) -> None:
        async def attempt() -> str:
            try:
                await self.graph.writer.transaction(work)
            except MutualsError as error:
                return {
                    ConflictError: "conflict",
                    NotFoundError: "not found",
                    MemberNotFoundError: "no member",
                }[type(error)]
            return "done"

        assert self.runner.run(attempt()) == expected

    def run_cypher(self, query: str, **parameters: str) -> None:
        self.driver.execute_query(query, parameters, database_=self.server.database)
