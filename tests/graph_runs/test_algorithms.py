"""What the algorithms find, beside networkx on the same small and random graphs."""

import random

import networkx as nx
import pytest
from neo4j import WRITE_ACCESS
from tests.conftest import NOW
from tests.network import write_network

from mutuals.analytics import queries
from mutuals.graph.driver import Graph, Server
from mutuals.graph_runs.algorithms import BETWEENNESS_ERROR, Results, compute, numbered
from mutuals.graph_runs.snapshot import read_snapshot

pytestmark = pytest.mark.anyio

Ties = dict[tuple[str, str], float]


def random_ties(members: int, ties: int, seed: int) -> Ties:
    rng = random.Random(seed)
    return {
        (f"m{one:02d}", f"m{other:02d}"): round(rng.uniform(0.05, 0.95), 3)
        for one, other in sorted(
            {tuple(sorted(rng.sample(range(members), 2))) for _ in range(ties)}
        )
    }


def as_networkx(ties: Ties, members: list[str]) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(members)
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in ties.items())
    return graph


CASES = {
    "a line": ({("a", "b"): 0.5, ("b", "c"): 0.9, ("c", "d"): 0.1}, []),
    "with some alone": ({("a", "b"): 0.5, ("b", "c"): 0.9, ("x", "y"): 0.1}, ["p", "q"]),
    "one tie": ({("a", "b"): 0.5}, []),
    "sparse": (random_ties(40, 45, 1), [f"m{number:02d}" for number in range(40)]),
    "dense": (random_ties(30, 160, 2), []),
}


async def found_of(graph: Graph, server: Server, ties: Ties, members: list[str]) -> Results:
    write_network(server, ties, members)
    return compute(await read_snapshot(graph.reader), lambda _stage: None)


@pytest.mark.parametrize("case", CASES)
async def test_all_that_has_one_answer_is_what_networkx_finds(
    graph: Graph, empty_server: Server, case: str
) -> None:
    ties, more = CASES[case]
    found = await found_of(graph, empty_server, ties, more)
    reference = as_networkx(ties, sorted({member for pair in ties for member in pair} | {*more}))

    def by_member(values: object) -> dict[str, float]:
        return dict(zip(found.ids, values, strict=True))  # type: ignore[call-overload]

    assert sorted(found.ids) == sorted(reference)
    assert by_member(found.pagerank) == pytest.approx(
        nx.pagerank(reference, max_iter=1000, tol=1e-10), abs=1e-6
    )
    assert by_member(found.betweenness) == pytest.approx(
        nx.betweenness_centrality(reference, normalized=True), abs=1e-9
    )
    assert by_member(found.core) == nx.core_number(reference)
    parts: dict[float, set[str]] = {}
    for member, number in by_member(found.component).items():
        parts.setdefault(number, set()).add(member)
    assert [parts[number] for number in range(len(parts))] == sorted(
        parts.values(), key=lambda part: -len(part)
    )
    assert {frozenset(part) for part in parts.values()} == {
        frozenset(part) for part in nx.connected_components(reference)
    }
    assert found.connections == len(ties)
    assert found.betweenness_error == 0.0


async def test_communities_are_those_that_hold_together(graph: Graph, empty_server: Server) -> None:
    groups = [["ada", "bob", "cem", "dan", "eve"], ["pat", "quin", "ron", "sue"]]
    ties = {
        (one, other): 0.8 for group in groups for one in group for other in group if one < other
    }
    found = await found_of(graph, empty_server, ties | {("eve", "pat"): 0.1}, ["fay"])
    assert dict(zip(found.ids, found.community, strict=True)) == {
        **dict.fromkeys(groups[0], 0),
        **dict.fromkeys(groups[1], 1),
        "fay": 2,
    }
    reference = as_networkx(ties | {("eve", "pat"): 0.1}, [])
    parts = [{*groups[0]}, {*groups[1]}]
    assert found.modularity == pytest.approx(nx.community.modularity(reference, parts))


@pytest.mark.parametrize("shape", ["a star", "random"])
async def test_a_large_network_s_betweenness_is_near_enough(
    graph: Graph, empty_server: Server, monkeypatch: pytest.MonkeyPatch, shape: str
) -> None:
    monkeypatch.setattr("mutuals.graph_runs.algorithms.EXACT_MEMBERS", 50)
    ties = random_ties(60, 150, 3)
    if shape == "a star":
        ties = {("m00", f"m{other:02d}"): 0.5 for other in range(1, 60)} | random_ties(60, 20, 3)
    found = await found_of(graph, empty_server, ties, ["alone"])
    assert found.betweenness_error == BETWEENNESS_ERROR
    exact = nx.betweenness_centrality(as_networkx(ties, ["alone"]), normalized=True)
    off = [abs(one - exact[who]) for who, one in zip(found.ids, found.betweenness, strict=True)]
    assert max(off) <= found.betweenness_error


async def test_a_tie_of_no_strength_is_a_tie(graph: Graph, empty_server: Server) -> None:
    found = await found_of(graph, empty_server, {("ada", "bob"): 0.0, ("bob", "cem"): 0.0}, [])
    assert sum(found.pagerank) == pytest.approx(1.0)
    assert found.pagerank[found.ids.index("bob")] == max(found.pagerank)


async def test_nobody_and_members_without_ties(graph: Graph, empty_server: Server) -> None:
    assert compute(await read_snapshot(graph.reader), lambda _stage: None).ids == []
    found = await found_of(graph, empty_server, {}, ["ada", "bob"])
    assert [*found.pagerank] == [0.5, 0.5]
    assert [*found.component] == [0, 1]


async def test_a_snapshot_is_the_same_in_pages_of_any_size(
    graph: Graph, empty_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_network(empty_server, random_ties(20, 60, 4), ["z1", "z2", "z3"])
    whole = await read_snapshot(graph.reader)
    monkeypatch.setattr("mutuals.graph_runs.snapshot.TIES_AT_ONCE", 7)
    monkeypatch.setattr("mutuals.graph_runs.snapshot.MEMBERS_AT_ONCE", 3)
    read: list[int] = []
    paged = await read_snapshot(graph.reader, read.append)
    assert read == sorted(read)
    assert (paged.tied, paged.alone) == (whole.tied, whole.alone)
    assert [*paged.graph.iterEdgesWeights()] == [*whole.graph.iterEdgesWeights()]


async def test_the_catalogue_counts_as_networkx_does(graph: Graph, empty_server: Server) -> None:
    ties = random_ties(30, 130, 5)
    write_network(empty_server, ties)
    reference = as_networkx(ties, [])
    answer = await queries.run(graph.reader, "degree_distribution", {}, now=NOW)
    histogram = nx.degree_histogram(reference)
    assert {row["connections"]: row["members"] for row in answer.items} == {
        degree: members for degree, members in enumerate(histogram) if members
    }
    for member in reference:
        answer = await queries.run(graph.reader, "member_triangles", {"member_id": member}, now=NOW)
        [row] = answer.items
        assert row["triangles"] == nx.triangles(reference, member)
        assert row["clustering"] == pytest.approx(nx.clustering(reference, member))


def test_parts_are_numbered_by_size() -> None:
    assert numbered([7, 3, 3, 9, 3, 9]) == [2, 0, 0, 1, 0, 1]
    assert numbered([5, 4]) == [0, 1]


async def test_results_are_gone_with_the_member(graph: Graph, empty_server: Server) -> None:
    """They are properties of the member's own node, and of nothing else."""
    found = await found_of(graph, empty_server, {("ada", "bob"): 0.5}, [])
    [first, _] = found.properties("a")
    assert first["id"] == "ada"
    async with graph.session(access=WRITE_ACCESS) as session:
        await (await session.run("MATCH (m:Member) DETACH DELETE m")).consume()
        left = await (await session.run("MATCH (n) WHERE n.id = 'ada' RETURN count(n)")).single()
    assert left is not None
    assert left[0] == 0
