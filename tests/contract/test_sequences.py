"""What one answer names is asked for next, along the document's links."""

import re
from collections import Counter
from typing import Any

import httpx
import pytest
import uvloop
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider
from neo4j import GraphDatabase
from schemathesis import Case, Response
from tests.conftest import NOW, as_member
from tests.contract.kept import check, schema

from mutuals.demo.commands import load
from mutuals.demo.models import DemoNetwork
from mutuals.demo.network import generate
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Server, connected

MOST_CONNECTED = """
MATCH (member:Member)-[:CONNECTED_TO]-()
RETURN member.id AS id, count(*) AS connections ORDER BY connections DESC, id LIMIT 1
"""


# Hypothesis's own choices, but as another's: of its own it demands that the same choices meet the
# same answers, and a server remembers what it was asked before.
AVAILABLE_PROVIDERS["of a server"] = HypothesisProvider


@pytest.fixture
def lively(api: httpx.Client, empty_server: Server) -> None:
    """A network in which something is in every list of the most connected member's."""
    network = generate(60)
    uvloop.run(_written(empty_server, network))
    with GraphDatabase.driver(
        empty_server.uri, auth=(empty_server.user, empty_server.password)
    ) as driver:
        viewer = str(driver.execute_query(MOST_CONNECTED).records[0]["id"])
    ties = [{one.smaller_id, one.greater_id} for one in network.connections]
    known = set().union(*(ids for ids in ties if viewer in ids))
    friend = min(known - {viewer})
    stranger = next(member.id for member in network.members if member.id not in known)
    good = {"step": "write", "relationship": "worked_with", "text": "Good."}
    hour = {"starts_at": "2030-05-01T18:00:00Z", "ends_at": "2030-05-01T19:00:00Z"}
    for member, path, body in [
        (viewer, "groups", {"name": "Compilers", "joining": "open"}),
        (viewer, "events", {"title": "Tea", "time_zone": "UTC"} | hour),
        (viewer, "posts", {"text": "Hello"}),
        (viewer, "me/goals", {"kind": "role", "title": "Engineer"}),
        (friend, "messages", {"member_id": viewer, "text": "Hello"}),
        (friend, "recommendations", {"member_id": viewer} | good),
        (friend, "meetups", {"member_id": viewer, "kind": "coffee", "times": [hour["starts_at"]]}),
        (stranger, "connection-requests", {"member_id": viewer}),
    ]:
        api.post(f"/v1/{path}", json=body, headers=as_member(member)).raise_for_status()


async def _written(server: Server, network: DemoNetwork) -> None:
    async with connected(server, load_catalogue()) as graph:
        await load(graph, network, NOW)


def from_lists_on() -> type[Any]:
    """The machine of the document's links, without rules that begin with an id of no one's."""
    # A run of the graph algorithms goes on by itself: what is asked of it twice differs.
    still = schema.exclude(path_regex="^/v1/analytics/runs")
    machine: type[Any] = still.as_state_machine()
    for name in machine.root_rules:
        if re.search(r"_id_", f"{name}_"):
            delattr(machine, name)
    machine._root_labels = frozenset(one for one in machine._root_labels if "{" not in one)
    machine.root_rules = frozenset(name for name in machine.root_rules if hasattr(machine, name))
    return machine


@pytest.mark.usefixtures("lively")
def test_answers_along_links_are_those_declared(api: httpx.Client, server: Server) -> None:
    """Asked by an admin, who may do all; with nothing undone between two scenarios."""
    answers: Counter[int] = Counter()
    along_links = 0

    class Scenario(from_lists_on()):  # type: ignore[misc]
        def setup(self) -> None:
            # Of themselves an admin may delete anybody.
            self.viewer = str(driver.execute_query(MOST_CONNECTED).records[0]["id"])

        def get_call_kwargs(self, _case: Case[Any]) -> dict[str, Any]:
            return {"base_url": str(api.base_url), "headers": as_member(self.viewer, "admin")}

        def step(self, input: Any) -> Any:  # noqa: A002  # Schemathesis's name
            nonlocal along_links
            along_links += bool(input.applied_parameters)
            return super().step(input)

        def validate_response(
            self, response: Response, case: Case[Any], *_: Any, **options: Any
        ) -> None:
            answers[response.status_code] += 1
            check(case, response, recorder=self.recorder, transport_kwargs=options)

    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        Scenario.run(
            settings=settings(
                max_examples=120,
                stateful_step_count=12,
                deadline=None,
                derandomize=True,
                database=None,
                backend="of a server",
                suppress_health_check=list(HealthCheck),
            )
        )
    assert answers.total() >= 1000
    assert along_links >= answers.total() / 10, f"{along_links} of {answers.total()}"
    assert answers[200] + answers[201] + answers[204] >= answers.total() / 4, answers
