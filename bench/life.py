"""Writes life into the network of bench/network.py, for bench/meeting to measure.

Everybody gets a profile as the demo invents them, colleagues in one community. In the year up to
now they write a million posts, react five million times, most of them to a connection's post,
comment and share; they join groups, attend events, and endorse each other. Seeded.
"""

import asyncio
import random
import shutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from rich.console import Console

from bench import network
from mutuals.demo.commands import (
    write_endorsements,
    write_events,
    write_groups,
    write_members,
    write_posts,
)
from mutuals.demo.companies import MEMBERS_PER_COMPANY, Companies
from mutuals.demo.models import Comment, Endorsement, Event, Group, Member, Post, Reaction
from mutuals.demo.people import People
from mutuals.demo.places import INTERESTS
from mutuals.engine.lifecycle import Progress
from mutuals.graph.driver import Graph
from mutuals.graph.opening import opened, utc_now
from mutuals.imports.commands import import_connections
from mutuals.settings import Settings

err = Console(stderr=True)

POSTS = 1_000_000
REACTIONS_A_POST = 5.0
VIRAL_SHARE, VIRAL_REACTIONS = 0.001, 500
COMMENTS_A_POST = 0.3
SHARE_OF_SHARES = 0.05
LATEST_SHARED = 10_000
GROUPS, GROUP_SIZE = 2_000, 100
EVENTS, ATTENDEES = 2_000, 50
ENDORSEMENTS = 300_000
SEED = 11
YEAR = timedelta(days=365)

AUDIENCES = {"first_degree": 0.55, "second_degree": 0.2, "everyone": 0.2, "group": 0.05}
KINDS = {"update": 0.7, "article": 0.15, "opportunity": 0.1, "milestone": 0.05}
TOPICS = [*INTERESTS]
REACTIONS = ["like", "celebrate", "support", "insightful"]
TEXT = "What we learned this week, and what it might mean for others."
COMMENT = "I have seen the same, and would add one thing."


class Life:
    """What there is to write, drawn from a seed."""

    def __init__(self) -> None:
        self._rng = random.Random(SEED)
        self._knows: list[list[int]] = [[] for _ in range(network.MEMBERS)]
        for one, other in network.connections():
            self._knows[one].append(other)
            self._knows[other].append(one)
        self.members = self._invent()

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

    def groups(self) -> list[Group]:
        return [
            Group(
                f"g{number:05d}",
                f"{self._rng.choice(TOPICS)} {number}",
                "For everybody who cares for it.",
                YEAR,
                self._crowd(GROUP_SIZE),
            )
            for number in range(GROUPS)
        ]

    def events(self) -> list[Event]:
        return [
            Event(
                f"e{number:05d}",
                f"{self._rng.choice(TOPICS)} evening {number}",
                "Berlin, Germany",
                timedelta(days=self._rng.uniform(-365, 60)),
                self._crowd(ATTENDEES),
            )
            for number in range(EVENTS)
        ]

    def _crowd(self, size: int) -> tuple[str, ...]:
        """Some of one community, and some of anywhere."""
        communities = network.MEMBERS // network.COMMUNITY_SIZE
        community = self._rng.randrange(communities)
        inside = self._rng.sample(range(network.COMMUNITY_SIZE), size // 2)
        outside = self._rng.sample(range(network.MEMBERS), size // 2)
        numbers = {community + communities * place for place in inside} | set(outside)
        return tuple(network.member_id(number) for number in sorted(numbers))

    def endorsements(self) -> Iterator[Endorsement]:
        skills = {member.id: member.skills for member in self.members}
        for _ in range(ENDORSEMENTS):
            number = self._rng.randrange(network.MEMBERS)
            member_id = network.member_id(number)
            endorser_id = network.member_id(self._rng.choice(self._knows[number]))
            yield Endorsement(endorser_id, member_id, self._rng.choice(skills[member_id]))

    def posts(self, groups: list[Group]) -> Iterator[Post]:
        """The oldest first; ids sort by time."""
        rng = self._rng
        writers = [rng.lognormvariate(0, 1) for _ in range(network.MEMBERS)]
        authors = rng.choices(range(network.MEMBERS), writers, k=POSTS)
        for number, author in enumerate(authors):
            author_id, group_id, shared_id = network.member_id(author), None, None
            audience = rng.choices([*AUDIENCES], [*AUDIENCES.values()])[0]
            kind = rng.choices([*KINDS], [*KINDS.values()])[0]
            if number > LATEST_SHARED and rng.random() < SHARE_OF_SHARES:
                kind, audience = "share", "second_degree"
                shared_id = _post_id(number - rng.randrange(1, LATEST_SHARED))
            elif audience == "group":
                group = rng.choice(groups)
                group_id, author_id = group.id, rng.choice(group.member_ids)
            age = YEAR * (1 - number / POSTS)
            viral = rng.random() < VIRAL_SHARE
            yield Post(
                _post_id(number),
                author_id,
                kind,
                audience,
                TEXT,
                age,
                topics=(rng.choice(TOPICS),) if rng.random() < 0.5 else (),
                group_id=group_id,
                shared_id=shared_id,
                reactions=tuple(
                    Reaction(network.member_id(member), rng.choice(REACTIONS), self._answer(age))
                    for member in self._touching(
                        author, VIRAL_REACTIONS if viral else REACTIONS_A_POST
                    )
                ),
                comments=tuple(
                    Comment(
                        f"c{number:07d}-{place}",
                        network.member_id(member),
                        COMMENT,
                        self._answer(age),
                    )
                    for place, member in enumerate(self._touching(author, COMMENTS_A_POST))
                ),
            )

    def _touching(self, author: int, usual: float) -> set[int]:
        """Who reacts or comments: four of five are connections of the author."""
        known = self._knows[author]
        return {
            self._rng.choice(known)
            if self._rng.random() < 0.8
            else self._rng.randrange(network.MEMBERS)
            for _ in range(round(self._rng.expovariate(1 / usual)))
        } - {author}

    def _answer(self, post_age: timedelta) -> timedelta:
        return max(post_age - timedelta(days=self._rng.expovariate(1.0)), timedelta())


def _post_id(number: int) -> str:
    return f"p{number:07d}"


async def load_with(
    settings: Settings, mark: str, write_more: Callable[[Graph, Progress], Awaitable[None]]
) -> None:
    """Write the network of bench/network and more to it into the data folder's graph, anew, unless
    the folder has the mark that this leaves in the end."""
    done = settings.data_dir / mark
    if done.exists():
        return
    shutil.rmtree(settings.data_dir, ignore_errors=True)
    settings.data_dir.mkdir(parents=True)
    edges = settings.data_dir / "edges.csv"
    err.print(f"Writing the network to {edges}")
    network.write(edges)

    def show(what: str, done: int, total: int) -> None:
        err.print(f"\r{what}: {done:,} of {total:,} ", end="")

    async with opened(settings) as graph:
        await import_connections(
            graph,
            edges,
            strict=True,
            now=utc_now(),
            progress=lambda read, total, _rows: show("Bytes of connections", read, total),
        )
        await write_more(graph, show)
    err.print()
    done.touch()


async def write_life(graph: Graph, now: datetime, progress: Progress) -> None:
    """Write all of it into a graph that has the network's connections and nothing else."""
    life = await asyncio.to_thread(Life)
    groups, events = life.groups(), life.events()
    await write_members(graph, life.members, len(life.members), now, progress)
    await write_groups(graph, groups, len(groups), now, progress)
    await write_events(graph, events, len(events), now, progress)
    await write_endorsements(graph, life.endorsements(), ENDORSEMENTS, now, progress)
    await write_posts(graph, life.posts(groups), POSTS, now, progress)
