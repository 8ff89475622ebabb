"""Ranked paths equal the enumeration of all simple paths, on 200 random small networks."""

import itertools
import random
from math import prod

import networkx as nx
import pytest
from tests.introductions.random_networks import Network, random_network, write

from mutuals.graph.driver import Graph, Server
from mutuals.introductions.models import IntroductionPath
from mutuals.introductions.queries import company_introduction_paths, introduction_paths

pytestmark = pytest.mark.anyio

HOPS = [2, 3, 4]
LIMITS = [1, 3, 5, 50]

Ranked = list[tuple[list[str], float, int | None]]
"""Of each path the members' ids, the score, and the viewer's degree to the last member."""


def enumerated(network: Network, viewer: str, targets: set[str], most: int) -> Ranked:
    """Every simple path of 2 to `most` hops, the best first, found without a database."""
    ties = network.ties
    degrees = nx.single_source_shortest_path_length(ties, viewer, cutoff=3)
    found = []
    for target in targets - {viewer}:
        for path in nx.all_simple_paths(ties, viewer, target, cutoff=most):
            hops = len(path) - 1
            if hops >= 2:
                strengths = [ties.edges[pair]["strength"] for pair in itertools.pairwise(path)]
                found.append((path, prod(strengths) * 0.5 ** (hops - 2), degrees.get(target)))
    return sorted(found, key=lambda entry: (-entry[1], len(entry[0]), entry[0]))


def questions(number: int) -> list[tuple[int, int]]:
    """Every max_hops with one limit; after four networks, with every limit."""
    return [(most, LIMITS[(number + most) % len(LIMITS)]) for most in HOPS]


def ranked(paths: list[IntroductionPath]) -> Ranked:
    return [([member.id for member in path.members], path.score, path.degree) for path in paths]


@pytest.fixture
async def networks(graph: Graph, server: Server) -> list[Network]:
    del graph  # needed for what it does
    draw = random.Random(7)
    networks = [random_network(draw, f"n{number}") for number in range(200)]
    await write(server, *networks)
    return networks


async def test_paths_to_a_member(graph: Graph, networks: list[Network]) -> None:
    wrong = []
    for number, network in enumerate(networks):
        viewer, target, *_ = network.ties
        for most, limit in questions(number):
            expected = enumerated(network, viewer, {target}, most)[:limit]
            found = ranked(await introduction_paths(graph.reader, viewer, target, most, limit))
            if found != expected:
                wrong.append((viewer, target, most, limit, found, expected))
    assert wrong == []


async def test_paths_to_anyone_at_a_company(graph: Graph, networks: list[Network]) -> None:
    wrong = []
    for number, network in enumerate(networks):
        viewer, *_ = network.ties
        [(company, employees)] = network.employees.items()
        for most, limit in questions(number):
            expected = enumerated(network, viewer, employees, most)[:limit]
            found = ranked(
                await company_introduction_paths(graph.reader, viewer, company, most, limit)
            )
            if found != expected:
                wrong.append((viewer, company, most, limit, found, expected))
    assert wrong == []
