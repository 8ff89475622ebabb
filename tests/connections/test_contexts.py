"""Contexts of random ties against the design's sum in plain Python, however they are computed."""

import random
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pytest
from neo4j import GraphDatabase
from tests.conftest import NOW
from tests.network import write_network

from mutuals.connection_requests.commands import accept_request, send_request
from mutuals.connection_requests.models import NewConnectionRequest
from mutuals.connection_requests.rules import rules_of
from mutuals.connections.commands import renew_ties, renew_ties_within_group
from mutuals.connections.queries import tie
from mutuals.graph.driver import Graph, Server
from mutuals.settings import Settings

pytestmark = pytest.mark.anyio

MEMBERS = [f"m{number:02}" for number in range(16)]
PAIRS = [*combinations(MEMBERS, 2)]
SHOWN = "accepted"
WRITE = """
UNWIND $facts AS fact
MATCH (one:Member {id: fact.one})
MATCH (other:Member {id: fact.other})
FOREACH (key IN fact.endorsed |
  CREATE (one)-[:ENDORSES {key: key, skill_id: 'go', hidden: false}]->(other)
)
FOREACH (key IN fact.endorsed_hidden |
  CREATE (other)-[:ENDORSES {key: key, skill_id: 'go', hidden: true}]->(one)
)
FOREACH (state IN fact.recommendations |
  CREATE (other)-[:RECOMMENDS]->(:Recommendation {state: state})-[:RECOMMENDATION_OF]->(one)
)
"""
BACKGROUND = """
UNWIND $backgrounds AS background
MATCH (member:Member {id: background.id})
FOREACH (id IN background.companies | MERGE (c:Company {id: id}) CREATE (member)-[:WORKS_AT]->(c))
FOREACH (id IN background.schools | MERGE (s:School {id: id}) CREATE (member)-[:STUDIED_AT]->(s))
FOREACH (id IN background.groups | MERGE (g:Group {id: id}) CREATE (member)-[:MEMBER_OF]->(g))
"""
SAID = """
UNWIND $said AS entry
MATCH ()-[tie:CONNECTED_TO {pair: entry.pair}]->()
SET tie.imported_strength = entry.imported, tie.known_by_smaller = entry.by_smaller,
  tie.known_by_greater = entry.by_greater
"""
FOUND = "MATCH ()-[t:CONNECTED_TO]->() RETURN t.pair AS pair, t.context AS context"


class World:
    """A random network with all that contexts rest on, in Python and in Neo4j."""

    def __init__(self, server: Server, seed: int) -> None:
        draw = random.Random(seed)
        self.server = server
        self.ties = set(draw.sample(PAIRS, len(PAIRS) // 2))
        self.backgrounds: dict[str, dict[str, set[str]]] = {
            member: {
                kind: {f"{kind}{number}" for number in range(most) if draw.random() < 0.4}
                for kind, most in (("companies", 2), ("schools", 2), ("groups", 4))
            }
            for member in MEMBERS
        }
        self.facts = {
            pair: {
                "endorsed": [f"{pair}{number}" for number in range(draw.choice([0, 0, 1, 2, 3]))],
                "endorsed_hidden": [f"{pair}h{n}" for n in range(draw.choice([0, 0, 1]))],
                "recommendations": draw.choice([[], [], [SHOWN], ["hidden"], ["written", SHOWN]]),
            }
            for pair in PAIRS
        }
        self.said: dict[tuple[str, str], dict[str, float]] = {
            pair: draw.choice(
                [
                    {},
                    {},
                    {"imported": 0.9},
                    {"by_smaller": 0.3},
                    {"imported": 0.9, "by_smaller": 0.4, "by_greater": 0.2},
                ]
            )
            for pair in self.ties
        }
        write_network(server, self.ties, MEMBERS)
        self.query(
            WRITE,
            facts=[{"one": one, "other": other, **self.facts[one, other]} for one, other in PAIRS],
        )
        self.query(
            BACKGROUND,
            backgrounds=[
                {"id": member, **{kind: [*names] for kind, names in background.items()}}
                for member, background in self.backgrounds.items()
            ],
        )
        self.query(SAID, said=[{"pair": "|".join(p), **said} for p, said in self.said.items()])

    def query(self, text: str, **parameters: object) -> list[dict[str, Any]]:
        login = (self.server.user, self.server.password)
        with GraphDatabase.driver(self.server.uri, auth=login) as driver:
            found = driver.execute_query(text, parameters, database_=self.server.database)
        return [record.data() for record in found.records]

    def known(self, member: str) -> set[str]:
        return {other for pair in self.ties if member in pair for other in pair} - {member}

    def of_facts(self, pair: tuple[str, str]) -> float:
        """The design's sum of what the graph knows."""
        one, other = pair
        facts = self.facts[pair]
        common = {
            kind: self.backgrounds[one][kind] & self.backgrounds[other][kind]
            for kind in ("companies", "schools", "groups")
        }
        either = (self.known(one) | self.known(other)) - {one, other}
        share = len(self.known(one) & self.known(other)) / len(either) if either else 0.0
        return min(
            0.25 * (SHOWN in facts["recommendations"])
            + min(0.10 * len(facts["endorsed"]), 0.20)
            + 0.20 * bool(common["companies"])
            + 0.10 * bool(common["schools"])
            + min(0.05 * len(common["groups"]), 0.10)
            + 0.20 * share,
            0.60,
        )

    def context(self, pair: tuple[str, str]) -> float:
        said = self.said.get(pair, {})
        answers = [said[name] for name in ("by_smaller", "by_greater") if name in said]
        if answers:
            return min(answers)
        return said.get("imported", self.of_facts(pair))

    def wrong(self) -> list[tuple[str, float, float]]:
        """The ties whose context is not that of the sum."""
        found = {row["pair"]: row["context"] for row in self.query(FOUND)}
        return [
            ("|".join(pair), found["|".join(pair)], self.context(pair))
            for pair in sorted(self.ties)
            if found["|".join(pair)] != pytest.approx(self.context(pair), abs=1e-12)
        ]

    def plain(self) -> Iterable[tuple[str, str]]:
        """The ties of which neither end nor an import says anything."""
        return (pair for pair in sorted(self.ties) if not self.said[pair])


@pytest.mark.parametrize("seed", [1, 2])
async def test_renewed_each_is_the_design_s_sum(graph: Graph, server: Server, seed: int) -> None:
    world = World(server, seed)
    await renew_ties(graph)
    assert world.wrong() == []


async def test_factors_add_up_to_the_context(graph: Graph, server: Server) -> None:
    world = World(server, 3)
    await renew_ties(graph)
    for one, other in [*world.plain()][:20]:
        told = await tie(graph.reader, one, other, NOW)
        total = min(sum(factor.weight for factor in told.factors), 0.60)
        assert total == pytest.approx(world.context((one, other)), abs=1e-12)


async def test_an_accepted_request_makes_the_same_context(graph: Graph, server: Server) -> None:
    world = World(server, 4)
    await renew_ties(graph)
    rules = rules_of(Settings())
    for number, pair in enumerate(sorted(set(PAIRS) - world.ties)[:20]):
        one, other = pair
        request = NewConnectionRequest(member_id=other)
        await graph.writer.transaction(
            lambda tx, number=number, one=one, request=request: send_request(  # type: ignore[misc]
                tx, one, request, request_id=f"q{number}", rules=rules, now=NOW
            )
        )
        await graph.writer.transaction(
            lambda tx, number=number, other=other: accept_request(  # type: ignore[misc]
                tx, other, f"q{number}", rules=rules, now=NOW
            )
        )
        world.ties.add(pair)
        [found] = [row for row in world.query(FOUND) if row["pair"] == "|".join(pair)]
        assert found["context"] == pytest.approx(world.context(pair), abs=1e-12)


@pytest.mark.parametrize("member", ["m00", "m07"])
async def test_who_joins_or_leaves_a_group_is_nearer_or_further_to_those_in_it(
    graph: Graph, server: Server, member: str
) -> None:
    world = World(server, 5)
    world.query(
        "UNWIND range(1, 30) AS n MERGE (g:Group {id: 'groups3'}) "
        "CREATE (:Member {id: 'x' + n})-[:MEMBER_OF]->(g)"
    )  # a group larger than a degree
    await renew_ties(graph)
    for group in ("groups0", "groups1", "groups2", "groups3"):
        groups = world.backgrounds[member]["groups"]
        if group in groups:
            change = "MATCH (:Member {id: $m})-[of:MEMBER_OF]->(:Group {id: $g}) DELETE of"
        else:
            change = (
                "MATCH (m:Member {id: $m}) MERGE (g:Group {id: $g}) CREATE (m)-[:MEMBER_OF]->(g)"
            )
        groups ^= {group}
        world.query(change, m=member, g=group)
        await graph.writer.transaction(
            lambda tx, group=group: renew_ties_within_group(tx, member, group)  # type: ignore[misc]
        )
        assert world.wrong() == []
