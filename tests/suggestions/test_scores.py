"""The parts of a suggestion's score against networkx, on random graphs and on the real ones."""

import json
import math
import random
from pathlib import Path
from typing import Any

import anyio
import httpx
import networkx as nx
import pytest
from tests.conftest import NOW, as_member
from tests.network import write_network
from tests.real_graphs.test_expected import DATA, imported

from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Server, connected
from mutuals.suggestions.models import Order, Suggestion
from mutuals.suggestions.queries import suggestions
from mutuals.suggestions.weights import BOUNDS


def listed(api: httpx.Client, viewer: str, **query: str | int) -> list[dict[str, Any]]:
    answer = api.get("/v1/me/suggestions", params=query, headers=as_member(viewer))
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def adamic_adar(item: dict[str, Any]) -> float:
    [weight] = [
        reason["weight"] for reason in item["reasons"] if reason["kind"] == "mutual_connections"
    ]
    return float(weight)


def strangers(graph: "nx.Graph[str]", viewer: str) -> set[str]:
    """The second degree, as networkx finds it."""
    return {
        member
        for member, length in nx.single_source_shortest_path_length(graph, viewer, 2).items()
        if length == 2
    }


@pytest.mark.parametrize("seed", range(3))
def test_scores_on_random_graphs(api: httpx.Client, empty_server: Server, seed: int) -> None:
    rng = random.Random(seed)
    graph: nx.Graph[str] = nx.relabel_nodes(
        nx.gnm_random_graph(40, 130, seed=seed), lambda number: f"m{number:02}"
    )
    strengths = {(min(pair), max(pair)): round(rng.random(), 3) for pair in graph.edges}
    write_network(empty_server, strengths, members=graph.nodes)
    viewer = "m00"
    expected: dict[Any, Any] = {}
    for member in strangers(graph, viewer):
        [(_, _, weight)] = nx.adamic_adar_index(graph, [(viewer, member)])
        warmth = sum(
            strengths[min(viewer, mutual), max(viewer, mutual)] / math.log(graph.degree(mutual))
            for mutual in nx.common_neighbors(graph, viewer, member)
        )
        count = len(list(nx.common_neighbors(graph, viewer, member)))
        expected[member] = (count, pytest.approx(weight), pytest.approx(weight + warmth))
    items = listed(api, viewer, limit=100)
    assert {
        item["member_id"]: (item["mutual_count"], adamic_adar(item), item["score"])
        for item in items
    } == expected
    assert items == sorted(items, key=lambda item: (-item["score"], item["member_id"]))


@pytest.mark.parametrize("seed", range(2))
def test_of_hubs_what_is_said_is_exact_too(
    api: httpx.Client, empty_server: Server, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Who is found through hubs alone is left out; of the others nothing is."""
    hub = 6
    monkeypatch.setattr("mutuals.suggestions.queries.HUB_SIZE", hub)
    monkeypatch.setitem(BOUNDS, "hub", hub)
    graph: nx.Graph[str] = nx.relabel_nodes(
        nx.gnm_random_graph(30, 90, seed=seed), lambda number: f"m{number:02}"
    )
    write_network(empty_server, [*graph.edges], members=graph.nodes)
    degree = dict(graph.degree())
    viewers = sorted(graph, key=lambda member: (degree[member], member))
    for viewer in (viewers[4], viewers[-1]):  # of a few connections, and a hub
        is_hub = degree[viewer] > hub
        expected: dict[str, Any] = {}
        for member in strangers(graph, viewer):
            mutual = [*nx.common_neighbors(graph, viewer, member)]
            if any(degree[one] <= hub for one in mutual) and not (is_hub and degree[member] > hub):
                [(_, _, weight)] = nx.adamic_adar_index(graph, [(viewer, member)])
                expected[member] = (len(mutual), pytest.approx(weight))
        found = {
            item["member_id"]: (item["mutual_count"], adamic_adar(item))
            for item in listed(api, viewer, limit=100)
        }
        assert found == expected


async def ask_all(server: Server, viewers: list[str], order: Order) -> dict[str, list[Suggestion]]:
    async with connected(server, load_catalogue()) as graph:
        return {
            viewer: await suggestions(graph.reader, viewer, order, 10, NOW) for viewer in viewers
        }


@pytest.mark.long
@pytest.mark.skipif(not DATA.is_dir(), reason=f"the real networks are not in {DATA}")
@pytest.mark.parametrize(
    ("folder", "file"),
    [("lastfm-asia", "edges.csv"), ("ca-grqc", "edges.csv")],
    ids=["lastfm-asia", "ca-grqc"],
)
def test_the_top_ten_of_the_real_graphs(empty_server: Server, folder: str, file: str) -> None:
    """Their counts on every graph are held in tests/real_graphs."""
    anyio.run(imported, empty_server, DATA / folder / file)
    graph = read_graph(DATA / folder / file)
    rows = [*map(json.loads, (DATA / folder / "expected.jsonl").read_text().splitlines())]
    expected = {str(row["src"]): row for row in rows if row["q"] == "pymk"}
    found = anyio.run(ask_all, empty_server, [*expected], Order.MUTUAL)
    wrong = []
    for viewer, row in expected.items():
        counts = [count for _, count in row["top10_by_mutual_then_id"]]
        told = [item.mutual_count for item in found[viewer]]
        true = [
            len(list(nx.common_neighbors(graph, viewer, item.member_id))) for item in found[viewer]
        ]
        weights = [
            next(reason.weight for reason in item.reasons if reason.kind == "mutual_connections")
            for item in found[viewer]
        ]
        pairs = [(viewer, item.member_id) for item in found[viewer]]
        own = [weight for _, _, weight in nx.adamic_adar_index(graph, pairs)]
        if told != counts or told != true or weights != pytest.approx(own):
            wrong.append((viewer, told, counts, true, weights, own))
    assert (len(expected) >= 50, wrong) == (True, [])


def read_graph(path: Path) -> "nx.Graph[str]":
    """Lines of two ids; what is no pair of numbers is a header."""
    graph: nx.Graph[str] = nx.Graph()
    for line in path.read_text().splitlines():
        one, other = line.replace(",", " ").split()[:2]
        if one != other and one.isdigit():
            graph.add_edge(one, other)
    return graph
