"""Matches in random networks, against the fit counted in plain Python."""

import random
from typing import Any

import pytest
from neo4j import GraphDatabase
from tests.conftest import NOW
from tests.network import write_network

from mutuals.goals import queries
from mutuals.goals.commands import create_goal
from mutuals.goals.fit import NEARNESS, PAST, WEIGHTS
from mutuals.goals.models import Kind, NewGoal
from mutuals.graph.driver import Graph, Server

pytestmark = [pytest.mark.long, pytest.mark.anyio]

MEMBERS = [f"m{number:02}" for number in range(40)]
WORDS = ["alpha", "beta", "gamma", "delta"]
WRITE = """
UNWIND $members AS entry
MATCH (member:Member {id: entry.id})
SET member.industry = entry.industry, member.location = entry.location
FOREACH (work IN entry.work |
  MERGE (c:Company {id: work.company}) ON CREATE SET c.name = work.company
  CREATE (member)-[w:WORKS_AT]->(c)
  SET w.title = work.title, w.ended_on = CASE WHEN work.past THEN date('2020-01-01') END
)
FOREACH (id IN entry.skills |
  MERGE (s:Skill {id: id}) ON CREATE SET s.name = id CREATE (member)-[:HAS_SKILL]->(s)
)
WITH count(*) AS done
UNWIND $blocks AS block
MATCH (one:Member {id: block[0]}) MATCH (other:Member {id: block[1]})
CREATE (one)-[:BLOCKS]->(other)
"""


class World:
    def __init__(self, server: Server, draw: random.Random) -> None:
        pairs = [(a, b) for a in MEMBERS for b in MEMBERS if a < b]
        self.ties = set(draw.sample(pairs, 55))
        self.blocks = [
            pair for pair in draw.sample(pairs, 40) if MEMBERS[0] in pair and pair not in self.ties
        ]
        self.people: dict[str, dict[str, Any]] = {
            member: {
                "id": member,
                "industry": " ".join(draw.sample(WORDS, draw.choice([0, 1, 2]))) or None,
                "location": draw.choice([*WORDS, None]),
                "work": [
                    {
                        "company": draw.choice(WORDS),
                        "title": " ".join(draw.sample(WORDS, 2)),
                        "past": draw.random() < 0.5,
                    }
                    for _ in range(draw.choice([0, 1, 2, 3]))
                ],
                "skills": draw.sample(WORDS, draw.choice([0, 1, 2])),
            }
            for member in MEMBERS
        }
        write_network(server, self.ties, MEMBERS)
        with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
            driver.execute_query(
                WRITE,
                members=[*self.people.values()],
                blocks=[[*pair] for pair in self.blocks],
                database_=server.database,
            )

    def degrees(self) -> dict[str, int]:
        blocked = {member for pair in self.blocks for member in pair}
        found = {MEMBERS[0]: 0}
        edge = {MEMBERS[0]}
        for degree in (1, 2, 3):
            edge = {
                other
                for pair in self.ties
                for one, other in (pair, pair[::-1])
                if one in edge and other not in found and other not in blocked
            }
            found |= dict.fromkeys(edge, degree)
        return found

    def mutual_count(self, member: str) -> int:
        first = {other for other, degree in self.degrees().items() if degree == 1}
        return sum(tuple(sorted((member, other))) in self.ties for other in first)

    def fit(self, member: str, goal: NewGoal) -> float:
        person = self.people[member]
        weights = WEIGHTS[goal.kind]
        named = {
            "company": goal.companies,
            "title": goal.title,
            "skills": goal.skills,
            "industry": goal.industries,
            "place": goal.places,
        }
        titles = set((goal.title or "").split())
        parts = {
            "company": max(
                (
                    PAST if w["past"] else 1.0
                    for w in person["work"]
                    if w["company"] in goal.companies
                ),
                default=0.0,
            ),
            "title": max(
                (
                    PAST if w["past"] else 1.0
                    for w in person["work"]
                    if titles <= {*w["title"].split()}
                ),
                default=0.0,
            ),
            "skills": len({*person["skills"]} & {*goal.skills}) / (len(goal.skills) or 1),
            "industry": float(any(name in (person["industry"] or "") for name in goal.industries)),
            "place": float(person["location"] in goal.places),
        }
        counted = {part: weights[part] * parts[part] for part in parts if named[part]}
        if not any(counted[part] for part in counted if part != "place") and len(counted) > 1:
            return 0.0
        return sum(counted.values()) / sum(weights[part] for part in counted)


def goals(draw: random.Random) -> NewGoal:
    return NewGoal(
        kind=draw.choice([*Kind]),
        title=draw.choice([None, draw.choice(WORDS), " ".join(draw.sample(WORDS, 2))]),
        companies=draw.sample(WORDS, draw.choice([0, 1])),
        industries=draw.sample(WORDS, draw.choice([0, 1])),
        skills=draw.sample(WORDS, draw.choice([1, 2])),
        places=draw.sample(WORDS, draw.choice([0, 1])),
    )


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("found_at_most", "walked_at_most"),
    [(500, 5_000), (1000, 0), (2, 5_000)],
    ids=["from the facts", "of a hub", "from the viewer"],
)
async def test_matches_are_those_of_plain_python(
    graph: Graph,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    found_at_most: int,
    walked_at_most: int,
) -> None:
    """Found by the facts, all are there; from the viewer's side, all of the second degree."""
    monkeypatch.setattr(queries, "MOST_FOUND", found_at_most)
    monkeypatch.setattr(queries, "MOST_WALKED", walked_at_most)
    draw = random.Random(seed)
    world = World(server, draw)
    degrees = world.degrees()
    for number in range(4):
        goal = goals(draw)
        await graph.writer.transaction(
            lambda tx, goal=goal, number=number: create_goal(  # type: ignore[misc]
                tx, MEMBERS[0], goal, goal_id=f"g{number}", now=NOW
            )
        )
        found = await queries.matches(
            graph.reader, MEMBERS[0], f"g{number}", 50, default_cap=10, now=NOW
        )
        fits = {member: world.fit(member, goal) for member in degrees}
        expected = {
            member: (degrees[member], fit, fit * NEARNESS[degrees[member]])
            for member, fit in fits.items()
            if fit > 0 and degrees[member] in (2, 3)
        }
        told = {item.member.id: (item.degree, item.fit, item.score) for item in found.items}
        if found_at_most == 2:
            expected = {m: facts for m, facts in expected.items() if facts[0] == 2 or m in told}
        assert told == {member: pytest.approx(facts) for member, facts in expected.items()}
        scores = [item.score for item in found.items]
        assert scores == sorted(scores, reverse=True)
        for item in found.items:
            assert sum(reason.weight for reason in item.reasons) == pytest.approx(item.fit)
            if item.degree == 2:
                assert item.mutual_count == world.mutual_count(item.member.id)
        own = {item.member.id: item.fit for item in found.connections}
        assert own == {
            member: pytest.approx(fit)
            for member, fit in fits.items()
            if fit > 0 and degrees[member] == 1
        }
