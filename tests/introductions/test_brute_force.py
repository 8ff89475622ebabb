"""Ranked paths equal the enumeration of all simple paths, on 200 random small networks."""

import itertools
import math
import random
from math import prod

import networkx as nx
import pytest
from tests.conftest import NOW
from tests.introductions.random_networks import Network, random_network, write

from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Graph, Server
from mutuals.introductions.models import IntroductionPath
from mutuals.introductions.queries import company_introduction_paths, introduction_paths

pytestmark = [pytest.mark.long, pytest.mark.anyio]

HOPS = [2, 3, 4]
LIMITS = [1, 3, 5, 50]
CAP = 2

Look = tuple[str | None, ...]
"""The ids of a path's members; None for one who is masked."""
Ranked = list[tuple[Look, float, list[float], int | None]]
"""Of each path its look, score, strengths as shown, and the viewer's degree to the last member."""


def blocked_by(network: Network, viewer: str) -> set[str]:
    return {member for pair in network.blocks if viewer in pair for member in pair} - {viewer}


def is_asked(network: Network, member: str) -> bool:
    """Whether a path may start with a member, who takes introductions."""
    settings = network.settings[member]
    open_count = sum(days > 0 for days in network.introductions[member])
    return (
        settings.get("appears_as_connector") is not False
        and not settings.get("introductions_paused")
        and open_count < int(str(settings.get("introductions_cap", CAP)))
    )


def look_of(network: Network, path: list[str]) -> Look:
    """The path as its viewer may see it: beside a hidden hop all but the connector are masked."""
    viewer, *_ = path

    def shows(member: str) -> bool:
        said = network.settings[member].get("connections_visible_to", "connections")
        is_near = network.ties.has_edge(viewer, member)
        return member == viewer or said == "everyone" or (said == "connections" and is_near)

    hidden = [not shows(one) and not shows(other) for one, other in itertools.pairwise(path)]
    hidden[-1] &= len(path) > 3  # the hops through a mutual connection are always seen
    return tuple(
        None if 2 <= at < len(path) - 1 and (hidden[at - 1] or hidden[at]) else member
        for at, member in enumerate(path)
    )


def shown(look: Look, strengths: list[float]) -> list[float]:
    """Strengths as told: beside a masked member, rounded down to a twentieth."""
    return [
        math.floor(strength * 20) / 20 if None in ends else strength
        for strength, ends in zip(strengths, itertools.pairwise(look), strict=True)
    ]


def enumerated(network: Network, viewer: str, targets: set[str], most: int) -> Ranked:
    """Every simple path of 2 to `most` hops, the best first, found without a database."""
    blocked = blocked_by(network, viewer)
    ties = network.ties.subgraph(set(network.ties) - blocked)
    degrees = nx.single_source_shortest_path_length(ties, viewer, cutoff=3)
    best: dict[Look, list[float]] = {}
    for target in targets - {viewer} - blocked:
        for path in nx.all_simple_paths(ties, viewer, target, cutoff=most):
            hops = len(path) - 1
            if hops >= 2 and is_asked(network, path[1]):
                strengths = [ties.edges[pair]["strength"] for pair in itertools.pairwise(path)]
                score = prod(strengths) * 0.5 ** (hops - 2)
                look = look_of(network, path)
                best[look] = max(best.get(look, []), [score, *strengths])
    found: Ranked = [
        (look, score, shown(look, strengths), degrees.get(look[-1] or ""))
        for look, (score, *strengths) in best.items()
    ]
    return sorted(
        found,
        key=lambda entry: (-entry[1], len(entry[0]), [(not name, name or "") for name in entry[0]]),
    )


def questions(number: int) -> list[tuple[int, int]]:
    """Every max_hops with one limit; after four networks, with every limit."""
    return [(most, LIMITS[(number + most) % len(LIMITS)]) for most in HOPS]


def ranked(paths: list[IntroductionPath]) -> Ranked:
    return [
        (
            tuple(member.id for member in path.members),
            path.score,
            [hop.strength for hop in path.hops],
            path.degree,
        )
        for path in paths
    ]


def differs(found: Ranked, expected: Ranked) -> bool:
    """Other paths or another order; numbers may differ in what exp() makes of their last digits."""
    if [(path[0], path[3]) for path in found] != [(path[0], path[3]) for path in expected]:
        return True
    numbers = [[path[1], *path[2]] for path in found]
    others = [[path[1], *path[2]] for path in expected]
    return any(
        one != pytest.approx(other, abs=1e-12) for one, other in zip(numbers, others, strict=True)
    )


@pytest.fixture
async def networks(graph: Graph, server: Server) -> list[Network]:
    del graph  # needed for what it does
    draw = random.Random(7)
    networks = [random_network(draw, f"n{number}") for number in range(200)]
    await write(server, *networks)
    return networks


async def test_paths_to_a_member(graph: Graph, networks: list[Network]) -> None:
    wrong: list[object] = []
    for number, network in enumerate(networks):
        viewer, target, *_ = network.ties
        is_blocked = target in blocked_by(network, viewer)
        for most, limit in questions(number):
            expected = enumerated(network, viewer, {target}, most)[:limit]
            try:
                paths = await introduction_paths(
                    graph.reader, viewer, target, most, limit, default_cap=CAP, now=NOW
                )
            except MemberNotFoundError:
                if not is_blocked:
                    wrong.append((viewer, target, "not found"))
                continue
            found = ranked(paths)
            if is_blocked or differs(found, expected):
                wrong.append((viewer, target, most, limit, found, expected))
    assert wrong == []


async def test_paths_to_anyone_at_a_company(graph: Graph, networks: list[Network]) -> None:
    wrong: list[object] = []
    for number, network in enumerate(networks):
        viewer, *_ = network.ties
        [(company, employees)] = network.employees.items()
        for most, limit in questions(number):
            expected = enumerated(network, viewer, employees, most)[:limit]
            found = ranked(
                await company_introduction_paths(
                    graph.reader, viewer, company, most, limit, default_cap=CAP, now=NOW
                )
            )
            if differs(found, expected):
                wrong.append((viewer, company, most, limit, found, expected))
    assert wrong == []


async def test_the_networks_have_something_of_everything() -> None:
    """Masked members, blocked ones, and connectors who are not asked."""
    draw = random.Random(7)
    networks = [random_network(draw, f"n{number}") for number in range(200)]
    viewers = [(network, next(iter(network.ties))) for network in networks]
    masked = [
        look
        for network, viewer in viewers
        for look, *_ in enumerated(network, viewer, set(network.ties), 4)
        if None in look
    ]
    not_asked = [
        member
        for network, viewer in viewers
        for member in network.ties[viewer]
        if not is_asked(network, member)
    ]
    assert len(masked) > 200
    assert len(not_asked) > 100
    assert sum(len(blocked_by(network, viewer)) for network, viewer in viewers) > 30
