"""Every Cypher file keeps the catalogue's rules: its header and its one caller."""

from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW

from mutuals.analytics.queries import FOLDER, listed
from mutuals.graph.catalogue import Access, Query, load_catalogue, problems
from mutuals.graph.driver import Graph
from mutuals.suggestions.weights import BOUNDS, WEIGHTS

QUERIES = {query.name: query for query in load_catalogue()}
BACKEND = Path(__file__).parents[2] / "backend" / "mutuals"
SOURCES = [path.read_text() for path in BACKEND.rglob("*.py")]

OF_A_VIEWER = [query for query in QUERIES.values() if "viewer_id" in query.parameters]
EXISTING: dict[str, Any] = {
    "member_id": "ada",
    "target_id": "ada",
    "company_id": "acme",
    "member_ids": ["ada"],
    "max_hops": 4,
    "query": "search_name:ada",
    "filters": {"query": "search_name:ada"},
    "nearness": [1.0, 1.0, 1.0],
    "weights": WEIGHTS,
    "bounds": BOUNDS | {"hits": 10, "ranked": 10, "values": 10},
    "candidates": [{"id": "ada", "shown": 0}],
}
OF_TYPE: dict[str, Any] = {
    "string": "none",
    "integer": 10,
    "float": 0.5,
    "boolean": False,
    "map": {},
    "datetime": NOW,
}
"""Of the other parameters; lists are empty."""

each_query = pytest.mark.parametrize("query", QUERIES.values(), ids=[*QUERIES])


@each_query
def test_the_header_says_what_the_statement_does(query: Query) -> None:
    [path_name] = [name for name, found in QUERIES.items() if found is query]
    assert problems(path_name, query) == []


@each_query
def test_one_place_in_the_backend_calls_it(query: Query) -> None:
    if query.name.startswith(FOLDER):
        # The analysts' runner calls all of these, and nobody else calls any.
        assert query.name.removeprefix(FOLDER) in {item.name for item in listed().items}
        assert not [source for source in SOURCES if f'"{query.name}"' in source]
        return
    assert sum(source.count(f'"{query.name}"') for source in SOURCES) == 1


@pytest.mark.anyio
@pytest.mark.parametrize("query", OF_A_VIEWER, ids=[query.name for query in OF_A_VIEWER])
async def test_a_viewer_who_is_nobody_is_answered_no_row(graph: Graph, query: Query) -> None:
    position = {"company": "Acme", "company_id": "acme"}
    await graph.writer.rows("members.create", member_id="ada", properties={}, now=None)
    await graph.writer.rows("members.replace_positions", member_id="ada", positions=[position])
    parameters = {
        name: EXISTING.get(name, OF_TYPE.get(kind, []))
        for name, kind in query.parameters.items()
        if name != "viewer_id"
    }
    assert query.access is Access.READ
    assert await graph.reader.rows(query.name, viewer_id="nobody", **parameters) == []
