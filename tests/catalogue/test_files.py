"""Every Cypher file keeps the catalogue's rules: its header, its plan, its one caller."""

from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW

from mutuals.graph.catalogue import Access, Query, load_catalogue, problems
from mutuals.graph.driver import Graph
from mutuals.graph.plans import declare_model, plan_problems

QUERIES = {query.name: query for query in load_catalogue()}
BACKEND = Path(__file__).parents[2] / "backend" / "mutuals"
SOURCES = [path.read_text() for path in BACKEND.rglob("*.py")]

OF_A_VIEWER = [query for query in QUERIES.values() if "viewer_id" in query.parameters]
EXISTING: dict[str, Any] = {
    "member_id": "ada",
    "target_id": "ada",
    "company_id": "acme",
    "member_ids": ["ada"],
    "company_ids": None,
    "school_ids": None,
    "skill_ids": None,
    "title": None,
    "industry": None,
    "location": None,
    "after": None,
    "limit": 10,
    "max_hops": 4,
    "hub_size": 1000,
    "pair": "ada|nobody",
    "activity_weights": {},
    "default_cap": 10,
    "event_id": "none",
    "group_id": "none",
    "most_named": 10,
    "most_shared": 3,
    "degree": None,
    "past": False,
    "now": NOW,
    "id": None,
    "direction": None,
    "state": None,
    "role": None,
    "unread": False,
    "advice_topic": None,
    "conversation_id": "none",
    "before": None,
    "skill_id": "none",
    "skill_count": 0,
    "title_words": [],
    "industries": [],
    "places": [],
    "title_query": None,
    "background_query": None,
    "separators": [" "],
    "weights": {},
    "past": 0.5,
    "most_found": 10,
    "most_walked": 10,
    "most_looked_at": 10,
    "before_count": 0,
    "most_known": 5,
    "older_than": None,
    "newer_than": None,
    "open_states": [],
    "made_states": [],
    "declined_states": [],
    "near": True,
    "posts_since": NOW,
    "strong": 0.6,
    "moderate": 0.25,
    "active_since": NOW,
    "dormant_since": NOW,
    "milestones_since": NOW,
    "events_since": NOW,
    "events_until": NOW,
}

each_query = pytest.mark.parametrize("query", QUERIES.values(), ids=[*QUERIES])


@each_query
def test_the_header_says_what_the_statement_does(query: Query) -> None:
    [path_name] = [name for name, found in QUERIES.items() if found is query]
    assert problems(path_name, query) == []


@each_query
def test_one_place_in_the_backend_calls_it(query: Query) -> None:
    assert sum(source.count(f'"{query.name}"') for source in SOURCES) == 1


@pytest.mark.anyio
async def test_neo4j_plans_each_as_it_is_declared(graph: Graph) -> None:
    await declare_model(graph)
    wrong = {query.name: await plan_problems(graph, query) for query in QUERIES.values()}
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.anyio
@pytest.mark.parametrize("query", OF_A_VIEWER, ids=[query.name for query in OF_A_VIEWER])
async def test_a_viewer_who_is_nobody_is_answered_no_row(graph: Graph, query: Query) -> None:
    position = {"company": "Acme", "company_id": "acme"}
    await graph.writer.rows("members.create", member_id="ada", properties={}, now=None)
    await graph.writer.rows("members.replace_positions", member_id="ada", positions=[position])
    parameters = {name: EXISTING[name] for name in query.parameters if name != "viewer_id"}
    assert query.access is Access.READ
    assert await graph.reader.rows(query.name, viewer_id="nobody", **parameters) == []
