"""Strengths of now, of 1,000 random histories, against the design's formula in plain Python."""

import math
import random
from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from tests.conftest import NOW
from tests.network import write_network

from mutuals.connections.interactions import Interaction, count_interactions
from mutuals.connections.queries import tie
from mutuals.connections.strength import INTRODUCTION_WEIGHT, MESSAGE_WEIGHT
from mutuals.graph.driver import Graph, Server, Transaction
from mutuals.introductions.queries import introduction_paths

pytestmark = [pytest.mark.long, pytest.mark.anyio]

HISTORIES = 1000
ROUNDS = 12
FIRST_DEGREE = 50

Event = tuple[Interaction, datetime]


def member(number: int) -> str:
    return f"m{number:03}"


def recomputed(context: float, one: str, events: list[Event], now: datetime) -> float:
    """The design's formula over all that happened, one side's and the other's."""
    sums = {True: 0.0, False: 0.0}
    for interaction, at in events:
        age = (now - at) / timedelta(days=90)
        sums[interaction.from_id == one] += interaction.weight * 0.5**age
    total = sums[True] + sums[False]
    if total == 0:
        return context
    balance = 0.25 + 0.75 * 2 * min(sums.values()) / total
    return 1 - (1 - (1 - math.exp(-total / 10)) * balance) * (1 - context)


async def test_strengths_are_those_of_their_histories(graph: Graph, server: Server) -> None:
    """ada knows 50 hubs, each of whom knows 20 others: 50 + 1,000 ties, asked for through paths."""
    draw = random.Random(11)
    hubs = [member(number) for number in range(FIRST_DEGREE)]
    pairs = [("ada", hub) for hub in hubs]
    pairs += [
        (hubs[number % FIRST_DEGREE], f"t{number // FIRST_DEGREE:02}")
        for number in range(HISTORIES)
    ]
    contexts = {pair: draw.choice([0.0, 0.1, 0.35, 0.6, 0.9, 1.0]) for pair in pairs}
    write_network(server, contexts)
    histories: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    at = NOW - timedelta(days=500)
    for _ in range(ROUNDS):
        at += timedelta(seconds=draw.uniform(0, 40 * 86400))
        interactions = []
        for pair in draw.sample(pairs, len(pairs) // 2):
            for _ in range(draw.choice([1, 1, 2, 5])):
                from_id, to_id = draw.choice([pair, pair, (pair[1], pair[0])])
                weight = draw.choice([MESSAGE_WEIGHT, INTRODUCTION_WEIGHT])
                interactions.append(Interaction(from_id, to_id, weight))
                histories[pair].append((interactions[-1], at))

        async def work(
            transaction: Transaction,
            interactions: list[Interaction] = interactions,
            at: datetime = at,
        ) -> None:
            await count_interactions(transaction, interactions, at)

        await graph.writer.transaction(work)
    now = at + timedelta(days=draw.uniform(0, 100))
    expected = {pair: recomputed(contexts[pair], pair[0], histories[pair], now) for pair in pairs}
    wrong = []
    for number in range(HISTORIES // FIRST_DEGREE):
        target = f"t{number:02}"
        paths = await introduction_paths(
            graph.reader, "ada", target, 2, FIRST_DEGREE, default_cap=10, now=now
        )
        assert len(paths) == FIRST_DEGREE
        assert [path.score for path in paths] == sorted(
            (path.score for path in paths), reverse=True
        )
        for path in paths:
            ids = [str(found.id) for found in path.members]
            own, other = expected[ids[0], ids[1]], expected[ids[1], ids[2]]
            told = [hop.strength for hop in path.hops] + [path.score]
            if told != pytest.approx([own, other, own * other], abs=1e-9):
                wrong.append((ids, told, own, other))
    for hub in hubs:
        explained = await tie(graph.reader, "ada", hub, now)
        if explained.strength != pytest.approx(expected["ada", hub], abs=1e-9):
            wrong.append((["ada", hub], [explained.strength], expected["ada", hub], 0.0))
    assert wrong == []


async def test_a_tie_that_fades_is_right_without_any_job(graph: Graph, server: Server) -> None:
    """The warmer way of March is the cooler one a year after, when nothing was written."""
    write_network(
        server,
        {
            ("ada", "grace"): 0.2,
            ("grace", "linus"): 0.9,
            ("ada", "tim"): 0.5,
            ("linus", "tim"): 0.9,
        },
    )

    async def work(transaction: Transaction) -> None:
        sent = [Interaction("ada", "grace", 8.0), Interaction("grace", "ada", 8.0)]
        await count_interactions(transaction, sent, NOW)

    await graph.writer.transaction(work)

    async def connectors(now: datetime) -> list[str]:
        paths = await introduction_paths(
            graph.reader, "ada", "linus", 3, 5, default_cap=10, now=now
        )
        return [path.connector_id for path in paths]

    assert await connectors(NOW) == ["grace", "tim"]
    assert await connectors(NOW + timedelta(days=365)) == ["tim", "grace"]
