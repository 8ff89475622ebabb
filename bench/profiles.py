"""Gives the network of bench/network.py profiles: names, work, studies, skills, groups, events.

100,000 invented people at 2,000 companies, a few of which employ thousands; seeded.
"""

import random
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from bench import network
from bench.blocks import write
from mutuals.graph.driver import Graph, Transaction
from mutuals.search.commands import index_members

SEED = 3
BATCH = 1000
FIRST = (
    "Ada Grace Alan Linus Edsger Barbara José Søren Chloé Nikola Jürgen Mária Wei Aiko Omar Priya"
)
LAST = "Lovelace Hopper Turing Dijkstra Liskov Núñez Kjær Müller Nováková Zhang Tanaka Haddad Iyer"
TITLES = [
    f"{level} {role}"
    for level in ("Junior", "Senior", "Lead", "Head of")
    for role in ("Engineer", "Designer", "Analyst", "Account Executive", "Recruiter", "Researcher")
]
PLACES = ["Lisbon", "Zürich", "Berlin", "São Paulo", "Toronto", "Nairobi", "Osaka", "Leeds"]
INDUSTRIES = ["Software", "Finance", "Health", "Energy", "Retail", "Media", "Education", "Law"]
COMPANIES, SCHOOLS, SKILLS, GROUPS, EVENTS = 2000, 200, 150, 1000, 500
WORDS = [
    "Copper",
    "River",
    "Signal",
    "Harbour",
    "Maple",
    "Orbit",
    "Quarry",
    "Lantern",
    "Pilot",
    "Summit",
    "Delta",
    "Ember",
]

WRITE = """
UNWIND $rows AS row
MATCH (member:Member {id: row.id})
SET member += row.own
WITH row, member
CALL (row, member) {
  UNWIND row.positions AS position
  MERGE (company:Company {id: position.id})
    ON CREATE SET company.name = position.name
  CREATE (member)-[:WORKS_AT {
    title: position.title, started_on: position.started_on, ended_on: position.ended_on
  }]->(company)
}
CALL (row, member) {
  MERGE (school:School {id: row.school.id})
    ON CREATE SET school.name = row.school.name
  CREATE (member)-[:STUDIED_AT]->(school)
}
CALL (row, member) {
  UNWIND row.skills AS entry
  MERGE (skill:Skill {id: entry.id})
    ON CREATE SET skill.name = entry.name
  CREATE (member)-[:HAS_SKILL]->(skill)
}
CALL (row, member) {
  UNWIND row.groups AS number
  MERGE (group:Group {id: 'g' + number})
    ON CREATE SET group.name = 'Group ' + number
  CREATE (member)-[:MEMBER_OF {role: 'member'}]->(group)
}
CALL (row, member) {
  UNWIND row.events AS number
  MERGE (event:Event {id: 'e' + number})
    ON CREATE SET event.title = 'Event ' + number
  CREATE (member)-[:ATTENDS]->(event)
}
RETURN count(*) AS members
"""
INDEXES = [
    "CREATE INDEX bench_group IF NOT EXISTS FOR (group:Group) ON (group.id)",
    "CREATE INDEX bench_event IF NOT EXISTS FOR (event:Event) ON (event.id)",
]


def members(seed: int = SEED) -> Iterator[dict[str, Any]]:
    """A profile for each member of the network, in the order of their numbers."""
    rng = random.Random(seed)
    first, last = FIRST.split(), LAST.split()
    for number in range(network.MEMBERS):
        positions = []
        year = 2026
        for _ in range(rng.randint(1, 3)):
            # A few companies are large, most are small.
            company = int(COMPANIES * rng.random() ** 3)
            started = year - rng.randint(1, 5)
            positions.append(
                {
                    "id": f"company-{company}",
                    "name": f"{WORDS[company % 12]} {WORDS[company // 12 % 12]} {company}",
                    "title": rng.choice(TITLES),
                    "started_on": date(started, 1, 1),
                    "ended_on": None if year == 2026 else date(year, 1, 1),
                }
            )
            year = started
        current = positions[0]
        school = int(SCHOOLS * rng.random() ** 2)
        skills = {int(SKILLS * rng.random() ** 2) for _ in range(rng.randint(2, 10))}
        yield {
            "id": network.member_id(number),
            "own": {
                "name": f"{rng.choice(first)} {rng.choice(last)}",
                "headline": f"{current['title']} at {current['name']}",
                "industry": rng.choice(INDUSTRIES),
                "location": rng.choice(PLACES),
            },
            "positions": positions,
            "school": {"id": f"school-{school}", "name": f"University {school}"},
            "skills": [{"id": f"skill-{skill}", "name": f"Skill {skill}"} for skill in skills],
            "groups": rng.sample(range(GROUPS), rng.randint(0, 4)),
            "events": rng.sample(range(EVENTS), rng.randint(0, 2)),
        }


async def give_profiles(graph: Graph) -> None:
    """Write them all, and index them; once."""
    for index in INDEXES:
        await write(graph, index)
    rows: list[dict[str, Any]] = []
    for row in members():
        rows.append(row)
        if len(rows) == BATCH:
            await write(graph, WRITE, rows=rows)
            ids = [written["id"] for written in rows]
            await graph.writer.transaction(partial(_index, ids))
            rows = []


async def _index(member_ids: list[str], transaction: Transaction) -> None:
    await index_members(transaction, member_ids)
