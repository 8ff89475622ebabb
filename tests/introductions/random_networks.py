"""Random small networks, each with ids of its own, so that many stand in one graph apart."""

import random
from dataclasses import dataclass, field

import networkx as nx
from neo4j import AsyncGraphDatabase

from mutuals.graph.driver import Server

STRENGTHS = [0.0, 0.25, 0.5, 0.7, 1.0]
"""Few, so that many paths have equal scores."""

NAMES = ["ada", "Ada", "grace", "Zoe", "a-b", "a.b", "a_b", "a~b", "9", "10", "0"]
"""Whose order depends on comparing ids by character."""

WRITE = """
CALL () {
  UNWIND $members AS member
  CREATE (:Member {id: member.id, name: member.name})
}
CALL () {
  UNWIND $ties AS tie
  MATCH (smaller:Member {id: tie.smaller_id})
  MATCH (greater:Member {id: tie.greater_id})
  CREATE (smaller)-[:CONNECTED_TO {
    pair: tie.smaller_id + '|' + tie.greater_id,
    strength: tie.strength,
    imported_strength: tie.strength
  }]->(greater)
}
CALL () {
  UNWIND $positions AS position
  MATCH (member:Member {id: position.member_id})
  MERGE (company:Company {id: position.company_id})
  CREATE (member)-[:WORKS_AT {ended_on: position.ended_on}]->(company)
}
"""


@dataclass
class Network:
    """Members, their connections with a strength each, and who works or worked where."""

    ties: "nx.Graph[str]"
    names: dict[str, str] = field(default_factory=dict)
    employees: dict[str, set[str]] = field(default_factory=dict)
    past_employees: dict[str, set[str]] = field(default_factory=dict)


def random_network(draw: random.Random, prefix: str) -> Network:
    """4 to 9 members, of few to all possible connections, and one company."""
    members = [f"{prefix}.{name}" for name in draw.sample(NAMES, draw.randint(4, 9))]
    density = draw.choice([0.3, 0.5, 0.7, 1.0])
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(members)
    for position, one in enumerate(members):
        for other in members[:position]:
            if draw.random() < density:
                ties.add_edge(one, other, strength=draw.choice(STRENGTHS))
    company = f"{prefix}.acme"
    employees = set(draw.sample(members, draw.randint(1, 3)))
    past = {draw.choice(members)}
    return Network(ties, employees={company: employees}, past_employees={company: past})


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
                {"id": member, "name": network.names.get(member)}
                for network in networks
                for member in network.ties
            ],
            ties=[
                {"smaller_id": min(one, other), "greater_id": max(one, other), "strength": strength}
                for network in networks
                for one, other, strength in strengths(network)
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
