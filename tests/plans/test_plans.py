"""Neo4j plans every Cypher file as its header declares.

`mutuals queries check` asks the same of the embedded Neo4j; this asks the other line of Neo4j, and
`pytest tests/plans` alone runs it.
"""

import pytest

from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Graph
from mutuals.graph.plans import plan_problems


@pytest.mark.anyio
async def test_neo4j_plans_each_as_it_is_declared(graph: Graph) -> None:
    wrong = {query.name: await plan_problems(graph, query) for query in load_catalogue()}
    assert {name: found for name, found in wrong.items() if found} == {}
