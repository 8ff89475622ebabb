"""Paths, lists and degrees through a pool equal those of a plain model, on random networks."""

import itertools
import math
import random
from dataclasses import dataclass, field
from datetime import timedelta
from math import prod
from typing import Any

import networkx as nx
import pytest
from tests.conftest import NOW
from tests.introductions.random_networks import (
    COUNTED,
    Network,
    random_network,
    strength_after,
    write,
)
from tests.introductions.test_brute_force import (
    CAP,
    HOPS,
    Ranked,
    blocked_by,
    differs,
    enumerated,
    is_asked,
    look_of,
    ranked,
    shown,
)
from tests.pooling.pools import known, run, write_imports

from mutuals.connections.models import ConnectionFilters
from mutuals.connections.queries import connections, degrees
from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Graph, Server
from mutuals.introductions.queries import company_introduction_paths, introduction_paths

pytestmark = [pytest.mark.long, pytest.mark.anyio]

LIMITS = [1, 4, 50]
STRENGTHS = [0.0, 0.27, 0.5, 0.99]


@dataclass
class Person:
    """One whom a member imported: under which names, how strong the tie is, and where they work.

    The stored strength is what it was when it was counted, `now` what it has faded to."""

    owner: str
    id: str
    names: set[str]
    stored: float
    now: float
    at_company: bool
    counted: tuple[float, float, int] | None
    context: float


@dataclass
class Pool:
    """A network with groups of sharers, imports, and the names that members are known under."""

    network: Network
    groups: list[dict[str, bool]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    """A member's own name, by which an import's is known to be theirs."""

    def mates(self, viewer: str) -> set[str]:
        shares = [group for group in self.groups if group.get(viewer)]
        found = {member for group in shares for member, does in group.items() if does}
        return found - {viewer} - blocked_by(self.network, viewer)

    def visible(self, viewer: str) -> list[Person]:
        blocked = blocked_by(self.network, viewer)
        own = {viewer, *self.network.ties[viewer]}

        def is_hidden(person: Person) -> bool:
            members = {member for member, name in self.named.items() if name in person.names}
            return bool(members & (own if person.owner == viewer else own | blocked))

        owners = self.mates(viewer) | {viewer}
        return [one for one in self.people if one.owner in owners and not is_hidden(one)]

    def same(self, viewer: str, person: Person) -> list[Person]:
        """All of the pool, hidden ones too, who are the same person."""
        owners = self.mates(viewer) | {viewer}
        return [
            other
            for other in self.people
            if other.owner in owners and (other is person or other.names & person.names)
        ]

    def degree(self, viewer: str, person: Person) -> int:
        return 1 if viewer in {one.owner for one in self.same(viewer, person)} else 2


def random_pool(draw: random.Random, prefix: str) -> Pool:
    network = random_network(draw, prefix)
    members = [*network.ties]
    pool = Pool(network)
    for _ in range(draw.randint(1, 2)):
        inside = draw.sample(members, draw.randint(2, len(members)))
        pool.groups.append({member: draw.random() < 0.8 for member in inside})
    names = [f"url:{prefix}/{number}" for number in range(4)]
    for number in range(draw.randint(1, 8)):
        context = draw.choice(STRENGTHS)
        counted = draw.choice(COUNTED) if draw.random() < 0.3 else None
        pool.people.append(
            Person(
                owner=draw.choice(members),
                id=f"{prefix}.u{draw.choice('abz')}{number}",
                names=set(draw.sample(names, draw.choice([0, 1, 1, 2]))),
                stored=strength_after(context, *counted[:2], 0) if counted else context,
                now=strength_after(context, *counted) if counted else context,
                at_company=draw.random() < 0.5,
                counted=counted,
                context=context,
            )
        )
    for member in draw.sample(members, draw.choice([0, 0, 1, 2])):
        pool.named[member] = draw.choice(names)
    return pool


def ways_to(pool: Pool, viewer: str, ends: list[tuple[Person, str]], most: int) -> Ranked:
    """Every path to these people, each with the id it ends under, the best first."""
    network = pool.network
    ties = network.ties.subgraph(set(network.ties) - blocked_by(network, viewer))
    best: dict[tuple[str | None, ...], list[Any]] = {}
    for person, end in ends:
        owner = person.owner
        if owner == viewer:
            continue
        degree = pool.degree(viewer, next(one for one in pool.people if one.id == end))
        last = math.floor(person.now * 20) / 20
        found: list[tuple[list[str], list[float]]] = []
        if not ties.has_edge(viewer, owner):
            count = sum(viewer in group and owner in group for group in pool.groups)
            found.append(([viewer, owner], [min(0.05 * count, 0.1), last]))
        for path in nx.all_simple_paths(ties, viewer, owner, cutoff=most - 1):
            strengths = [ties.edges[pair]["strength"] for pair in itertools.pairwise(path)]
            found.append((path, [*strengths, last]))
        for path, strengths in found:
            if is_asked(network, path[1]):
                score = prod(strengths) * 0.5 ** (len(strengths) - 2)
                look = (*masked(network, path), end)
                best[look] = max(best.get(look, []), [score, strengths, degree])
    ranking: Ranked = [
        (look, score, shown(look, strengths), degree)
        for look, (score, strengths, degree) in best.items()
    ]
    return in_order(ranking)


def masked(network: Network, path: list[str]) -> tuple[str | None, ...]:
    """The members up to the pool mate, as the viewer sees them: the hop after is always seen."""
    # One who shows everything stands for the person at the end.
    seen = Network(network.ties.copy(), settings=network.settings | {"": SHOWS_ALL})
    seen.ties.add_edge(path[-1], "")
    return look_of(seen, [*path, ""])[:-1]


SHOWS_ALL: dict[str, object] = {"connections_visible_to": "everyone"}


def in_order(ranking: Ranked) -> Ranked:
    return sorted(
        ranking,
        key=lambda entry: (-entry[1], len(entry[0]), [(not name, name or "") for name in entry[0]]),
    )


def at_company(pool: Pool, viewer: str) -> list[tuple[Person, str]]:
    """Who of the pool works there, each with the id of the same person's strongest tie."""
    there = [person for person in pool.visible(viewer) if person.at_company]

    def best(person: Person) -> str:
        same = [one for one in pool.same(viewer, person) if one.at_company]
        return min(same, key=lambda one: (one.owner != viewer, -one.stored, one.id)).id

    return [(person, best(person)) for person in there]


def second_degree(pool: Pool, viewer: str) -> set[str]:
    """Of each person whom only the pool knows, the id that the strongest tie has."""
    found = set()
    for person in pool.visible(viewer):
        same = pool.same(viewer, person)
        is_best = min(same, key=lambda one: (-one.stored, one.id)) is person
        if is_best and viewer not in {one.owner for one in same}:
            found.add(person.id)
    return found


@pytest.fixture
async def pools(graph: Graph, server: Server) -> list[Pool]:
    del graph  # needed for what it does
    draw = random.Random(12)
    pools = [random_pool(draw, f"p{number}") for number in range(60)]
    await write(server, *(pool.network for pool in pools))
    run(
        server,
        """
        UNWIND $parts AS part
        MATCH (member:Member {id: part.member_id})
        MERGE (group:Group {id: part.group_id})
        CREATE (member)-[:MEMBER_OF {shares_imports: part.shares}]->(group)
        """,
        parts=[
            {"member_id": member, "group_id": f"g{number}.{position}", "shares": shares or None}
            for number, pool in enumerate(pools)
            for position, group in enumerate(pool.groups)
            for member, shares in group.items()
        ],
    )
    write_imports(
        server,
        *(
            written(person, company)
            for pool in pools
            for company in pool.network.employees
            for person in pool.people
        ),
    )
    run(
        server,
        """
        UNWIND $named AS entry
        MATCH (member:Member {id: entry[0]})
        MERGE (identity:Identity {id: entry[1]})
        CREATE (member)-[:IDENTIFIED_BY]->(identity)
        """,
        named=[list(entry) for pool in pools for entry in pool.named.items()],
    )
    return pools


def written(person: Person, company: str) -> dict[str, Any]:
    entry = known(person.owner, person.id, strength=person.stored, identities=sorted(person.names))
    entry["person"]["company_id"] = company if person.at_company else None
    entry["knows"]["context"] = person.context
    if person.counted is not None:
        forward, backward, days = person.counted
        entry["knows"] |= {
            "forward": forward,
            "backward": backward,
            "counted_at": NOW - timedelta(days=days),
        }
    return entry


def questions(number: int, asked: int) -> list[tuple[int, int]]:
    return [(most, LIMITS[(number + asked + most) % len(LIMITS)]) for most in HOPS]


async def test_paths_to_a_person(graph: Graph, pools: list[Pool]) -> None:
    wrong: list[object] = []
    for number, pool in enumerate(pools):
        viewer = [*pool.network.ties][number % 3]
        for asked, target in enumerate(pool.people[:4]):
            sees = target in pool.visible(viewer)
            same = [one for one in pool.same(viewer, target) if one in pool.visible(viewer)]
            for most, limit in questions(number, asked):
                ends = [(one, target.id) for one in same] if sees else []
                expected = ways_to(pool, viewer, ends, most)[:limit]
                try:
                    found = ranked(
                        await introduction_paths(
                            graph.reader, viewer, target.id, most, limit, default_cap=CAP, now=NOW
                        )
                    )
                except MemberNotFoundError:
                    if sees:
                        wrong.append((viewer, target, "not found"))
                    continue
                if not sees or differs(found, expected):
                    wrong.append((viewer, target, most, limit, found, expected))
    assert wrong == []


async def test_paths_into_a_company(graph: Graph, pools: list[Pool]) -> None:
    wrong: list[object] = []
    for number, pool in enumerate(pools):
        viewer = [*pool.network.ties][number % 3]
        [(company, employees)] = pool.network.employees.items()
        for most, limit in questions(number, 0):
            ways = enumerated(pool.network, viewer, employees, most)
            ways += ways_to(pool, viewer, at_company(pool, viewer), most)
            expected = in_order(ways)[:limit]
            found = ranked(
                await company_introduction_paths(
                    graph.reader, viewer, company, most, limit, default_cap=CAP, now=NOW
                )
            )
            if differs(found, expected):
                wrong.append((viewer, company, most, limit, found, expected))
    assert wrong == []


async def test_degrees_and_lists(graph: Graph, pools: list[Pool]) -> None:
    wrong: list[object] = []
    for number, pool in enumerate(pools):
        viewer = [*pool.network.ties][number % 3]
        visible = pool.visible(viewer)
        expected = [
            pool.degree(viewer, person) if person in visible else None for person in pool.people
        ]
        asked = [person.id for person in pool.people]
        found = [one.degree for one in await degrees(graph.reader, viewer, asked)]
        if found != expected:
            wrong.append((viewer, asked, found, expected))
        own = {person.id for person in visible if person.owner == viewer}
        for degree, people in ((1, own), (2, second_degree(pool, viewer))):
            items, total, _ = await connections(
                graph.reader, viewer, 1 if degree == 1 else 2, ConnectionFilters(), 100, None
            )
            listed = {item.id for item in items if not item.confirmed}
            if listed != people or total != len(items):
                wrong.append((viewer, degree, listed, people))
    assert wrong == []


async def test_the_pools_have_something_of_everything() -> None:
    """Masked pool mates, people in several imports, and such as are hidden."""
    draw = random.Random(12)
    pools = [random_pool(draw, f"p{number}") for number in range(60)]
    viewers = [(pool, [*pool.network.ties][number % 3]) for number, pool in enumerate(pools)]
    ways = [
        way
        for pool, viewer in viewers
        for way in ways_to(pool, viewer, [(one, one.id) for one in pool.visible(viewer)], 4)
    ]
    assert len(ways) > 250
    assert sum(way[0][-2] is None for way in ways) > 10
    assert (
        sum(
            len(pool.same(viewer, one)) > 1
            for pool, viewer in viewers
            for one in pool.visible(viewer)
        )
        > 40
    )
    assert (
        sum(
            one not in pool.visible(viewer) and one.owner in pool.mates(viewer)
            for pool, viewer in viewers
            for one in pool.people
        )
        > 10
    )
