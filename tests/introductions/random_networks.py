"""Random small networks, each with ids of its own, so that many stand in one graph apart."""

import math
import random
from dataclasses import dataclass, field
from datetime import timedelta

import networkx as nx
from neo4j import AsyncGraphDatabase
from tests.conftest import NOW

from mutuals.graph.driver import Server

STRENGTHS = [0.0, 0.25, 0.5, 0.7, 1.0]
"""Few, so that many paths have equal scores."""

NAMES = ["ada", "Ada", "grace", "Zoe", "a-b", "a.b", "a_b", "a~b", "9", "10", "0"]
"""Whose order depends on comparing ids by character."""

WRITE = """
CALL () {
  UNWIND $members AS member
  CREATE (node:Member {id: member.id, name: member.name})
  SET node += member.settings
}
CALL () {
  UNWIND $ties AS tie
  MATCH (smaller:Member {id: tie.smaller_id})
  MATCH (greater:Member {id: tie.greater_id})
  CREATE (smaller)-[:CONNECTED_TO {
    pair: tie.smaller_id + '|' + tie.greater_id,
    strength: tie.strength,
    context: tie.strength,
    imported_strength: tie.strength
  }]->(greater)
}
CALL () {
  UNWIND $counted AS entry
  MATCH ()-[tie:CONNECTED_TO {pair: entry.pair}]->()
  SET tie.context = entry.context, tie.strength = entry.strength
  SET tie.forward = entry.forward, tie.backward = entry.backward, tie.counted_at = entry.counted_at
}
CALL () {
  UNWIND $blocks AS block
  MATCH (one:Member {id: block[0]})
  MATCH (other:Member {id: block[1]})
  CREATE (one)-[:BLOCKS]->(other)
}
CALL () {
  UNWIND $introductions AS entry
  MATCH (connector:Member {id: entry.connector_id})
  CREATE (introduction:Introduction {expires_at: entry.expires_at})
  CREATE (introduction)-[:VIA]->(connector)
  CREATE (introduction)-[:AWAITS]->(connector)
}
CALL () {
  UNWIND $positions AS position
  MATCH (member:Member {id: position.member_id})
  MERGE (company:Company {id: position.company_id})
  CREATE (member)-[:WORKS_AT {ended_on: position.ended_on}]->(company)
}
"""


SETTINGS: list[dict[str, object]] = [
    {},
    {},
    {"connections_visible_to": "everyone"},
    {"connections_visible_to": "everyone", "appears_as_connector": True},
    {"connections_visible_to": "connections"},
    {"connections_visible_to": "only_me"},
    {"connections_visible_to": "everyone", "appears_as_connector": False},
    {"introductions_paused": True},
    {"introductions_cap": 1},
]

COUNTED = [(3.0, 1.0, 40), (5.0, 5.0, 200), (0.0, 8.0, 0)]
"""Of an active tie: forward, backward, and how many days ago that was right."""


@dataclass
class Network:
    """Members, their connections with a strength each, and who works or worked where.

    A tie may have `counted`, from which its strength comes; members have settings; in blocks, the
    first of a pair has blocked the other; introductions await connectors, so many days yet.
    """

    ties: "nx.Graph[str]"
    names: dict[str, str] = field(default_factory=dict)
    employees: dict[str, set[str]] = field(default_factory=dict)
    past_employees: dict[str, set[str]] = field(default_factory=dict)
    settings: dict[str, dict[str, object]] = field(default_factory=dict)
    blocks: list[tuple[str, str]] = field(default_factory=list)
    introductions: dict[str, list[int]] = field(default_factory=dict)


def random_network(draw: random.Random, prefix: str) -> Network:
    """4 to 9 members, of few to all possible connections, and one company."""
    members = [f"{prefix}.{name}" for name in draw.sample(NAMES, draw.randint(4, 9))]
    density = draw.choice([0.3, 0.5, 0.7, 1.0])
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(members)
    blocks = []
    for position, one in enumerate(members):
        for other in members[:position]:
            chance = draw.random()
            if chance < density * 0.9:
                ties.add_edge(one, other, strength=draw.choice(STRENGTHS))
                if draw.random() < 0.15:
                    count(ties, one, other, *draw.choice(COUNTED))
            elif chance > 0.85:
                blocks.append(draw.choice([(one, other), (other, one)]))
    company = f"{prefix}.acme"
    return Network(
        ties,
        employees={company: set(draw.sample(members, draw.randint(1, 3)))},
        past_employees={company: {draw.choice(members)}},
        settings={member: draw.choice(SETTINGS) for member in members},
        blocks=blocks,
        introductions={member: draw.choices([-1, 1], k=draw.randint(0, 2)) for member in members},
    )


def count(
    ties: "nx.Graph[str]", one: str, other: str, forward: float, backward: float, days: int
) -> None:
    """Make a tie an active one: what it had is its context then, and it is the stronger for it."""
    edge = ties.edges[one, other]
    edge["counted"] = (forward, backward, days)
    edge["context"] = edge["strength"]
    edge["strength"] = strength_after(edge["context"], forward, backward, days)


def strength_after(context: float, forward: float, backward: float, days: float) -> float:
    """The design's formula, written here a second time."""
    total = (forward + backward) * 0.5 ** (days / 90)
    balance = 0.25 + 0.75 * 2 * min(forward, backward) / (forward + backward)
    return 1 - (1 - (1 - math.exp(-total / 10)) * balance) * (1 - context)


def strengths(network: Network) -> list[tuple[str, str, float]]:
    """Every connection with its strength."""
    edges = network.ties.edges
    return [(one, other, edges[one, other]["strength"]) for one, other in edges]


async def write(server: Server, *networks: Network) -> None:
    """Add these networks to the graph in one statement."""
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        await driver.execute_query(
            WRITE,
            members=[
                {
                    "id": member,
                    "name": network.names.get(member),
                    "settings": network.settings.get(member, {}),
                }
                for network in networks
                for member in network.ties
            ],
            ties=[
                {"smaller_id": min(one, other), "greater_id": max(one, other), "strength": strength}
                for network in networks
                for one, other, strength in strengths(network)
            ],
            counted=[
                {
                    "pair": f"{min(one, other)}|{max(one, other)}",
                    "context": edge["context"],
                    # As strong as it was when it was counted.
                    "strength": strength_after(
                        edge["context"], edge["counted"][0], edge["counted"][1], 0
                    ),
                    "forward": edge["counted"][0],
                    "backward": edge["counted"][1],
                    "counted_at": NOW - timedelta(days=edge["counted"][2]),
                }
                for network in networks
                for one, other, edge in network.ties.edges(data=True)
                if "counted" in edge
            ],
            blocks=[list(pair) for network in networks for pair in network.blocks],
            introductions=[
                {"connector_id": member, "expires_at": NOW + timedelta(days=days)}
                for network in networks
                for member, open_days in network.introductions.items()
                for days in open_days
            ],
            positions=[
                {"member_id": member, "company_id": company, "ended_on": ended_on}
                for network in networks
                for employees, ended_on in (
                    (network.employees, None),
                    (network.past_employees, "2020-01-01"),
                )
                for company, members in employees.items()
                for member in sorted(members)
            ],
            database_=server.database,
        )
