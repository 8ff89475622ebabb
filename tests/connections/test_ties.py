"""How strong a tie is: what stands on the edge, when it is computed, and from which facts."""

import itertools
from typing import Any

import pytest
from neo4j import AsyncGraphDatabase
from tests.conftest import NOW
from tests.network import create_member, write_network

from mutuals.connections import commands
from mutuals.connections.commands import connect, renew_ties
from mutuals.connections.models import Tie
from mutuals.connections.strength import Tier
from mutuals.graph.driver import Graph, Server
from mutuals.introductions.queries import introduction_paths
from mutuals.members.commands import update_member
from mutuals.members.models import MemberChange

pytestmark = pytest.mark.anyio


async def connected_with(graph: Graph, ada: dict[str, Any], grace: dict[str, Any]) -> Tie:
    """The tie of ada and grace, who have these profiles."""
    for member_id, profile in (("ada", ada), ("grace", grace)):
        await create_member(graph.writer, member_id, MemberChange.model_validate(profile), NOW)
    tie, _ = await connect(graph, "ada", "grace", NOW)
    return tie


def works(company: str, since: str | None = None, until: str | None = None) -> dict[str, Any]:
    return {"positions": [{"company": company, "started_on": since, "ended_on": until}]}


async def stored_strength(graph: Graph) -> float:
    """Of the tie of ada and grace, as linus meets it, who knows ada."""
    [path] = await introduction_paths(
        graph.reader, "linus", "grace", max_hops=2, limit=1, default_cap=10, now=NOW
    )
    return path.hops[1].strength


@pytest.mark.parametrize(
    ("ada", "grace", "together"),
    [
        (works("Acme"), works("Acme"), True),
        (works("Acme"), works("acme"), True),
        (works("Acme"), works("Navy"), False),
        (works("Acme", "2010-01-01", "2015-01-01"), works("Acme", "2014-01-01"), True),
        (works("Acme", "2010-01-01", "2015-01-01"), works("Acme", "2016-01-01"), False),
        (works("Acme", "2016-01-01"), works("Acme", "2010-01-01", "2015-01-01"), False),
        (works("Acme", "2010-01-01", "2015-01-01"), works("Acme", "2015-01-01"), True),
        (works("Acme", None, "2015-01-01"), works("Acme", "2016-01-01"), False),
        (works("Acme", None, "2015-01-01"), works("Acme", "2014-01-01"), True),
        (works("Acme", "2016-01-01"), works("Acme", None, "2020-01-01"), True),
        (works("Acme", "2016-01-01"), works("Acme", "2015-01-01", None), True),
    ],
)
async def test_an_employer_at_the_same_time_adds_a_fifth(
    graph: Graph, ada: dict[str, Any], grace: dict[str, Any], together: bool
) -> None:
    tie = await connected_with(graph, ada, grace)
    assert tie.strength == (0.20 if together else 0.0)
    assert [factor.name for factor in tie.factors] == ["shared_employer"] * together


async def test_the_same_school_adds_a_tenth(graph: Graph) -> None:
    tie = await connected_with(
        graph,
        {"schools": [{"school": "Yale", "ended_on": "1950-01-01"}]},
        {"schools": [{"school": "MIT"}, {"school": "yale", "started_on": "1990-01-01"}]},
    )
    assert (tie.strength, tie.tier) == (0.10, Tier.WEAK)


async def test_employer_and_school_add_up(graph: Graph) -> None:
    both = works("Acme") | {"schools": [{"school": "Yale"}]}
    tie = await connected_with(graph, both, both)
    assert (tie.strength, tie.tier) == (0.20 + 0.10, Tier.MODERATE)


async def test_of_all_who_know_either_the_share_who_know_both_adds_up_to_a_fifth(
    graph: Graph, server: Server
) -> None:
    """barbara knows both, linus and tim one of them: a third."""
    write_network(
        server, [("ada", "barbara"), ("grace", "barbara"), ("ada", "linus"), ("grace", "tim")]
    )
    tie, _ = await connect(graph, "ada", "grace", NOW)
    assert tie.strength == 0.20 * (1 / 3)
    [factor] = tie.factors
    assert (factor.name, factor.weight) == ("common_connections", tie.strength)
    assert factor.detail.startswith("33%")


@pytest.mark.parametrize("hub_size", [0, 1, 1000])
async def test_a_hubs_ties_are_computed_from_the_other_end(
    graph: Graph, server: Server, monkeypatch: pytest.MonkeyPatch, hub_size: int
) -> None:
    monkeypatch.setattr(commands, "HUB_SIZE", hub_size)
    write_network(
        server, [("ada", "barbara"), ("grace", "barbara"), ("ada", "linus"), ("grace", "tim")]
    )
    tie, _ = await connect(graph, "ada", "grace", NOW)
    assert tie.strength == 0.20 * (1 / 3)


async def test_an_imported_strength_wins(graph: Graph, server: Server) -> None:
    write_network(server, {("ada", "grace"): 0.9, ("ada", "linus"): 0.5})
    for member_id in ("ada", "grace"):
        change = MemberChange.model_validate(works("Acme"))
        await update_member(graph.writer, member_id, change, NOW)
    assert await stored_strength(graph) == 0.9


async def test_connecting_again_leaves_time_and_edge_and_tells_so(graph: Graph) -> None:
    first = await connected_with(graph, {}, {})
    again, created = await connect(graph, "grace", "ada", NOW.replace(year=2030))
    assert (again.since, created) == (first.since, False)
    assert again.member_ids == ("ada", "grace")


@pytest.mark.parametrize(
    ("change", "strength"),
    [(works("Acme"), 0.20), ({"schools": [{"school": "Yale"}]}, 0.10), ({"skills": ["Go"]}, 0.0)],
    ids=["positions", "schools", "skills"],
)
async def test_a_members_change_is_felt_by_their_ties_at_once(
    graph: Graph, server: Server, change: dict[str, Any], strength: float
) -> None:
    write_network(server, [("ada", "linus")])
    await create_member(graph.writer, "grace", MemberChange.model_validate(change), NOW)
    await connect(graph, "ada", "grace", NOW)
    assert await stored_strength(graph) == 0.0
    await update_member(graph.writer, "ada", MemberChange.model_validate(change), NOW)
    assert await stored_strength(graph) == strength
    await update_member(graph.writer, "ada", MemberChange(positions=[], schools=[]), NOW)
    assert await stored_strength(graph) == 0.0


async def test_every_tie_of_a_member_feels_the_change(graph: Graph, server: Server) -> None:
    write_network(server, [], members=["ada"])
    others = [f"m{number}" for number in range(5)]
    for other in others:
        change = MemberChange.model_validate(works("Acme"))
        await create_member(graph.writer, other, change, NOW)
        await connect(graph, other, "ada", NOW)
    await update_member(graph.writer, "ada", MemberChange.model_validate(works("Acme")), NOW)
    for one, other in itertools.pairwise(others):
        [path] = await introduction_paths(
            graph.reader, one, other, max_hops=2, limit=1, default_cap=10, now=NOW
        )
        assert path.score == 0.20 * 0.20


async def test_renewal_goes_through_all_pages(
    graph: Graph, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who knows whom has moved since the ties were made: all five know one another now."""
    monkeypatch.setattr(commands, "RENEWED_AT_ONCE", 3)
    members = ["ada", "alan", "grace", "linus", "tim"]
    pairs = [(one, other) for one in members for other in members if one < other]
    write_network(server, [], members=members)
    for one, other in pairs:
        await connect(graph, one, other, NOW)
    counts: list[int] = []
    assert await renew_ties(graph, renewed=counts.append) == 10
    assert counts == [3, 6, 9, 10]
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        answer = await driver.execute_query(
            "MATCH (:Member)-[tie:CONNECTED_TO]->() "
            "RETURN collect(DISTINCT [tie.common_share, tie.strength]) AS found",
            database_=server.database,
        )
    assert answer.records[0]["found"] == [[1.0, 0.20]]


async def test_renewal_of_an_empty_graph_does_nothing(graph: Graph) -> None:
    assert await renew_ties(graph) == 0
