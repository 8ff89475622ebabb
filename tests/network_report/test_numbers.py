"""The report's numbers against plain Python, over a network drawn at random."""

import math
import random
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from neo4j import AsyncGraphDatabase

from mutuals.connections.strength import activity, decayed, strength
from mutuals.graph.driver import Graph, Server
from mutuals.network_report.models import Network, Spread
from mutuals.network_report.queries import survey

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
DAY = timedelta(days=1)

WRITE = """
CREATE (ada:Member {id: 'ada', industry: 'Computing'})
WITH ada
CALL (ada) {
  UNWIND $things AS thing
  MERGE (company:Company {id: 'c' + thing})
  MERGE (school:School {id: 's' + thing})
  MERGE (skill:Skill {id: 'k' + thing})
  MERGE (interest:Interest {id: 'i' + thing})
  WITH ada, company, school, skill, interest
    WHERE company.id = 'c0'
  CREATE (ada)-[:WORKS_AT]->(company)
  CREATE (ada)-[:STUDIED_AT]->(school)
  CREATE (ada)-[:HAS_SKILL]->(skill)
  CREATE (ada)-[:INTERESTED_IN]->(interest)
}
UNWIND $people AS person
CREATE (member:Member {id: person.id, name: person.id})
SET member.industry = person.industry, member.location = person.location
CREATE (ada)-[tie:CONNECTED_TO]->(member)
SET tie = person.tie
WITH member, person
MATCH (company:Company {id: person.company})
MATCH (school:School {id: person.school})
MATCH (skill:Skill {id: person.skill})
MATCH (interest:Interest {id: person.interest})
CREATE (member)-[work:WORKS_AT]->(company)
SET work.ended_on = CASE WHEN person.left THEN date('2020-01-01') END
CREATE (member)-[:STUDIED_AT]->(school)
CREATE (member)-[:HAS_SKILL]->(skill)
CREATE (member)-[:INTERESTED_IN]->(interest)
"""


class Person(NamedTuple):
    """A connection of Ada's, as it is written."""

    id: str
    industry: str | None
    location: str | None
    company: str
    left: bool
    school: str
    skill: str
    interest: str
    tie: dict[str, Any]

    @property
    def strength(self) -> float:
        tie = self.tie
        if tie["counted_at"] is None:
            return float(tie["context"])
        age = NOW - tie["counted_at"]
        return strength(
            tie["context"], activity(decayed(tie["forward"], age), decayed(tie["backward"], age))
        )

    @property
    def last(self) -> datetime | None:
        found: datetime | None = self.tie["counted_at"] or self.tie["since"]
        return found


def draw(seed: int, number: int = 60) -> list[Person]:
    rng = random.Random(seed)

    def person(n: int) -> Person:
        context = rng.choice([0.0, 0.2, 0.24, 0.5, 0.7])
        counted_at = rng.choice([None, NOW - rng.randrange(400) * DAY])
        return Person(
            id=f"m{n:02}",
            industry=rng.choice([None, "computing", "Law", "Art"]),
            location=rng.choice([None, "Paris", "Rome"]),
            company=f"c{rng.randrange(4)}",
            left=rng.random() < 0.3,
            school=f"s{rng.randrange(5)}",
            skill=f"k{rng.randrange(5)}",
            interest=f"i{rng.randrange(5)}",
            tie={
                "pair": f"ada|m{n:02}",
                "since": rng.choice([None, NOW - rng.randrange(900) * DAY]),
                "strength": context,
                "context": context,
                "counted_at": counted_at,
                "forward": rng.uniform(0.1, 20),
                "backward": rng.uniform(0.0, 20),
            },
        )

    return [person(n) for n in range(number)]


async def report(graph: Graph, server: Server, people: list[Person]) -> Network:
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        await driver.execute_query(
            WRITE,
            people=[person._asdict() for person in people],
            things=[str(n) for n in range(5)],
            database_=server.database,
        )
    return await survey(graph.reader, "ada", NOW)


def assert_spread(found: Spread, names: Iterable[str | None]) -> None:
    counts = Counter(name for name in names if name is not None)
    known = sum(counts.values())
    entropy = -sum(count / known * math.log(count / known) for count in counts.values())
    assert found.known == known
    assert found.distinct == len(counts)
    assert found.effective == pytest.approx(math.exp(entropy))
    assert {(part.id or part.name, part.members) for part in found.top} == {*counts.items()}
    assert [part.members for part in found.top] == sorted(counts.values(), reverse=True)


@pytest.mark.parametrize("seed", range(3))
async def test_as_counted_in_plain_python(graph: Graph, server: Server, seed: int) -> None:
    people = draw(seed)
    found = await report(graph, server, people)
    assert found.size.first == len(people)

    strengths = [person.strength for person in people]
    assert found.ties.strong == sum(one >= 0.6 for one in strengths)
    assert found.ties.moderate == sum(0.25 <= one < 0.6 for one in strengths)
    assert found.ties.weak == sum(one < 0.25 for one in strengths)
    assert found.ties.warm == found.ties.strong + found.ties.moderate
    dormant = [p for p in people if p.last is None or p.last < NOW - 180 * DAY]
    assert found.ties.dormant == len(dormant)
    dormant.sort(key=lambda person: (-person.tie["context"], person.id))
    assert [one.member.id for one in found.ties.follow_up] == [one.id for one in dormant[:10]]

    assert found.of_unknown_date == sum(person.tie["since"] is None for person in people)
    for month in found.growth:
        dates = [p.tie["since"] for p in people if p.tie["since"]]
        assert month.made == sum(f"{since:%Y-%m}" == month.month for since in dates)
        assert month.total == found.of_unknown_date + sum(
            f"{since:%Y-%m}" <= month.month for since in dates
        )
    assert [month.month for month in found.growth][::11] == ["2025-04", "2026-03"]

    assert_spread(found.industries, (person.industry for person in people))
    assert_spread(found.places, (person.location for person in people))
    assert_spread(found.companies, (p.company for p in people if not p.left))

    for quality, members in (
        (
            found.quality.relevant,
            [
                p
                for p in people
                if p.industry == "computing" or p.company == "c0" or p.school == "s0"
            ],
        ),
        (
            found.quality.shared_interest,
            [p for p in people if p.skill == "k0" or p.interest == "i0"],
        ),
        (
            found.quality.active,
            [p for p in people if p.tie["counted_at"] and p.tie["counted_at"] >= NOW - 90 * DAY],
        ),
    ):
        assert quality.members == len(members)
        assert quality.share == pytest.approx(len(members) / len(people))


async def test_who_knows_nobody(graph: Graph, server: Server) -> None:
    found = await report(graph, server, [])
    assert found.size.first == found.communities.count == found.ties.dormant == 0
    assert found.quality.relevant.share == found.industries.effective == 0
    assert found.ties.follow_up == []
