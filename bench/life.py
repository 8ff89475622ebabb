"""Writes life into the network of bench/network.py, for bench/meeting to measure.

Everybody gets a profile as the demo invents them, colleagues in one community. In the year up to
now they write a million posts, react five million times, most of them to a connection's post,
comment and share; they join groups, attend events, and endorse each other. Seeded.
"""

import asyncio
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from bench import network
from bench.blocks import write
from mutuals.demo.commands import load
from mutuals.demo.companies import MEMBERS_PER_COMPANY, Companies
from mutuals.demo.models import DemoNetwork, Member
from mutuals.demo.people import People
from mutuals.demo.places import INTERESTS
from mutuals.graph.driver import Graph
from mutuals.members.names import named_id

POSTS = 1_000_000
REACTIONS_A_POST = 5.0
VIRAL_SHARE, VIRAL_REACTIONS = 0.001, 500
COMMENTS_A_POST = 0.3
SHARE_OF_SHARES = 0.05
GROUPS, GROUP_SIZE = 2_000, 100
EVENTS, ATTENDEES = 2_000, 50
ENDORSEMENTS = 300_000
SEED = 11
DAYS = 365

AUDIENCES = {"first_degree": 0.55, "second_degree": 0.2, "everyone": 0.2, "group": 0.05}
KINDS = {"update": 0.7, "article": 0.15, "opportunity": 0.1, "milestone": 0.05}
TOPICS = [*INTERESTS]
REACTIONS = ["like", "celebrate", "support", "insightful"]

WRITE_GROUPS = """
UNWIND $rows AS row
CREATE (group:Group {id: row.id})
SET
  group.name = row.name, group.description = row.description,
  group.joining = 'open', group.created_at = $now
WITH row, group
UNWIND row.member_ids AS member_id
MATCH (member:Member {id: member_id})
CREATE (member)-[:MEMBER_OF {
  role: CASE member_id WHEN row.member_ids[0] THEN 'owner' ELSE 'member' END, since: $now
}]->(group)
"""
WRITE_EVENTS = """
UNWIND $rows AS row
CREATE (event:Event {id: row.id})
SET
  event.title = row.title,
  event.starts_at = datetime({epochMillis: row.starts_at}),
  event.ends_at = datetime({epochMillis: row.starts_at + 7200000}),
  event.time_zone = 'UTC', event.created_at = $now
WITH row, event
CALL (row, event) {
  MATCH (organiser:Member {id: row.member_ids[0]})
  CREATE (organiser)-[:ORGANISES]->(event)
}
UNWIND row.member_ids AS member_id
MATCH (member:Member {id: member_id})
CREATE (member)-[:ATTENDS {since: $now}]->(event)
"""
WRITE_ENDORSEMENTS = """
UNWIND $rows AS row
MATCH (endorser:Member {id: row.endorser_id})
MATCH (member:Member {id: row.member_id})
CREATE (endorser)-[:ENDORSES {
  key: row.endorser_id + '|' + row.member_id + '|' + row.skill_id,
  skill_id: row.skill_id,
  created_at: $now
}]->(member)
"""
WRITE_POSTS = """
UNWIND $rows AS row
MATCH (author:Member {id: row.author_id})
WITH row, author, datetime({epochMillis: row.created_at}) AS created_at
CREATE (post:Post {id: row.id})
CREATE (author)-[:POSTED {author_id: row.author_id, created_at: created_at}]->(post)
SET
  post.author_id = row.author_id,
  post.kind = row.kind,
  post.audience = row.audience,
  post.text = row.text,
  post.created_at = created_at
WITH row, post
CALL (row, post) {
  WITH *
    WHERE row.topic_id IS NOT NULL
  MATCH (topic:Interest {id: row.topic_id})
  CREATE (post)-[:ABOUT]->(topic)
}
CALL (row, post) {
  WITH *
    WHERE row.group_id IS NOT NULL
  MATCH (group:Group {id: row.group_id})
  CREATE (post)-[:POSTED_IN]->(group)
}
CALL (row, post) {
  WITH *
    WHERE row.shared_id IS NOT NULL
  MATCH (shared:Post {id: row.shared_id})
  CREATE (post)-[:SHARES]->(shared)
}
CALL (row, post) {
  UNWIND row.reactions AS reaction
  MATCH (member:Member {id: reaction[0]})
  CREATE (member)-[:REACTED_TO {
    kind: reaction[1], created_at: datetime({epochMillis: reaction[2]})
  }]->(post)
}
CALL (row, post) {
  UNWIND row.comments AS comment
  MATCH (member:Member {id: comment[0]})
  WITH post, member, comment, datetime({epochMillis: comment[2]}) AS created_at
  CREATE (member)-[:COMMENTED {created_at: created_at}]->(said:Comment {id: comment[1]})
  CREATE (said)-[:COMMENTS_ON]->(post)
  SET said.text = 'I have seen the same, and would add one thing.', said.created_at = created_at
}
"""

Row = dict[str, Any]
Show = Callable[[str, int, int], None]


class Life:
    """What there is to write, drawn from a seed."""

    def __init__(self, now: datetime) -> None:
        self._rng = random.Random(SEED)
        self._now = now
        self._knows: list[list[int]] = [[] for _ in range(network.MEMBERS)]
        for one, other in network.connections():
            self._knows[one].append(other)
            self._knows[other].append(one)
        self._topics = [named_id(interest) for interest in TOPICS]
        self._groups: list[list[str]] = []
        self.profiles = self._invent()

    def _invent(self) -> list[Member]:
        companies = Companies(self._rng, network.MEMBERS // MEMBERS_PER_COMPANY)
        people = People(self._rng, SEED, companies)
        invented = [people.member() for _ in range(network.MEMBERS)]
        invented.sort(key=lambda member: member.positions[-1].company)
        communities = network.MEMBERS // network.COMMUNITY_SIZE
        return [
            replace(
                member,
                id=network.member_id(
                    place % network.COMMUNITY_SIZE * communities + place // network.COMMUNITY_SIZE
                ),
            )
            for place, member in enumerate(invented)
        ]

    def groups(self) -> Iterator[Row]:
        for number in range(GROUPS):
            topic = self._rng.choice(TOPICS)
            self._groups.append(self._crowd(GROUP_SIZE))
            yield {
                "id": f"g{number:05d}",
                "name": f"{topic} {number}",
                "description": f"For those who care for {topic}.",
                "member_ids": self._groups[-1],
            }

    def events(self) -> Iterator[Row]:
        for number in range(EVENTS):
            starts_at = self._now + timedelta(days=self._rng.uniform(-DAYS, 60))
            yield {
                "id": f"e{number:05d}",
                "title": f"{self._rng.choice(TOPICS)} evening {number}",
                "starts_at": _millis(starts_at),
                "member_ids": self._crowd(ATTENDEES),
            }

    def _crowd(self, size: int) -> list[str]:
        """Some of one community, and some of anywhere."""
        communities = network.MEMBERS // network.COMMUNITY_SIZE
        community = self._rng.randrange(communities)
        inside = self._rng.sample(range(network.COMMUNITY_SIZE), size // 2)
        outside = self._rng.sample(range(network.MEMBERS), size // 2)
        numbers = {community + communities * place for place in inside} | set(outside)
        return [network.member_id(number) for number in sorted(numbers)]

    def endorsements(self) -> Iterator[Row]:
        skills = {
            member.id: [named_id(skill) for skill in member.skills] for member in self.profiles
        }
        made: set[tuple[int, int]] = set()
        while len(made) < ENDORSEMENTS:
            member = self._rng.randrange(network.MEMBERS)
            endorser = self._rng.choice(self._knows[member])
            if (endorser, member) not in made:
                made.add((endorser, member))
                yield {
                    "endorser_id": network.member_id(endorser),
                    "member_id": network.member_id(member),
                    "skill_id": self._rng.choice(skills[network.member_id(member)]),
                }

    def posts(self) -> Iterator[Row]:
        """The oldest first; ids sort by time."""
        rng = self._rng
        writers = [rng.lognormvariate(0, 1) for _ in range(network.MEMBERS)]
        authors = rng.choices(range(network.MEMBERS), writers, k=POSTS)
        audiences = rng.choices([*AUDIENCES], [*AUDIENCES.values()], k=POSTS)
        kinds = rng.choices([*KINDS], [*KINDS.values()], k=POSTS)
        start = self._now - timedelta(days=DAYS)
        for number, author in enumerate(authors):
            created_at = start + timedelta(days=DAYS) * (number / POSTS)
            shares = number > POSTS // 100 and rng.random() < SHARE_OF_SHARES
            audience, group_id, topic = audiences[number], None, None
            if audience == "group":
                group = rng.randrange(GROUPS)
                group_id = f"g{group:05d}"
                author = int(rng.choice(self._groups[group])[1:])
            if rng.random() < 0.5:
                topic = rng.choice(self._topics)
            viral = rng.random() < VIRAL_SHARE
            reactors = self._touching(author, VIRAL_REACTIONS if viral else REACTIONS_A_POST)
            commenters = self._touching(author, COMMENTS_A_POST)
            yield {
                "id": _post_id(number),
                "author_id": network.member_id(author),
                "kind": "share" if shares else kinds[number],
                "audience": "second_degree" if shares else audience,
                "text": "What we learned this week, and what it might mean for others.",
                "created_at": _millis(created_at),
                "topic_id": topic,
                "group_id": None if shares else group_id,
                "shared_id": _post_id(number - rng.randrange(1, POSTS // 100)) if shares else None,
                "reactions": [
                    [network.member_id(member), rng.choice(REACTIONS), self._later(created_at)]
                    for member in reactors
                ],
                "comments": [
                    [network.member_id(member), f"c{number:07d}-{place}", self._later(created_at)]
                    for place, member in enumerate(commenters)
                ],
            }

    def _touching(self, author: int, usual: float) -> set[int]:
        """Who reacts or comments: four of five are connections of the author."""
        count = int(self._rng.expovariate(1 / usual) + 0.5)
        known = self._knows[author]
        return {
            self._rng.choice(known)
            if self._rng.random() < 0.8
            else self._rng.randrange(network.MEMBERS)
            for _ in range(count)
        } - {author}

    def _later(self, moment: datetime) -> int:
        later = moment + timedelta(days=self._rng.expovariate(1.0))
        return _millis(min(later, self._now))


def _post_id(number: int) -> str:
    return f"p{number:07d}"


def _millis(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


async def write_life(graph: Graph, now: datetime, show: Show) -> None:
    """Write all of it into a graph that has the network's connections and nothing else."""
    life = await asyncio.to_thread(Life, now)
    people = DemoNetwork((), tuple(life.profiles), ())
    await load(graph, people, now, show)

    async def in_batches(what: str, rows: Iterator[Row], total: int, size: int, text: str) -> None:
        done = 0
        while batch := list(islice(rows, size)):
            await write(graph, text, rows=batch, now=now)
            done += len(batch)
            show(what, done, total)

    await in_batches("Groups", life.groups(), GROUPS, 100, WRITE_GROUPS)
    await in_batches("Events", life.events(), EVENTS, 100, WRITE_EVENTS)
    await in_batches("Endorsements", life.endorsements(), ENDORSEMENTS, 10_000, WRITE_ENDORSEMENTS)
    await in_batches("Posts", life.posts(), POSTS, 5_000, WRITE_POSTS)
