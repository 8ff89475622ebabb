"""Reads of goals and of who fits them, for a viewer."""

import asyncio
from datetime import datetime
from typing import Literal

from mutuals.connections.models import MemberSummary
from mutuals.connections.strength import activity, decayed, strength, tier
from mutuals.errors import MemberNotFoundError, NotFoundError
from mutuals.goals.fit import NEARNESS, asked_for, reasons
from mutuals.goals.models import Fitting, Goal, Goals, Kind, Match, Matches, OwnMatch
from mutuals.graph.driver import Reader, Row
from mutuals.introductions.models import IntroductionPath
from mutuals.introductions.queries import introduction_paths
from mutuals.members.queries import find_missing
from mutuals.tokens.signing import Signer

MOST_FOUND = 500
"""By each fact of a goal, so many members are found at most."""
MOST_WALKED = 5_000
"""Where those are too few, so many steps are gone from the viewer to the second degree."""
MOST_LOOKED_AT = 50
"""Of so many who fit best, it is looked at how near they are."""
MAX_HOPS = 3
WAYS_AT_ONCE = 4
"""So many connections to Neo4j one request takes."""


async def list_goals(
    reader: Reader, viewer_id: str, *, after: str | None, limit: int, goal_id: str | None = None
) -> list[Goal]:
    """The viewer's goals, the newest first, after an id; all, or the one with an id.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    rows = await reader.rows(
        "goals.list", viewer_id=viewer_id, id=goal_id, after=after, limit=limit
    )
    if not rows:
        for missing in await find_missing(reader, viewer_id):
            raise MemberNotFoundError(missing)
    return [Goal.model_validate(row) for row in rows]


async def goals_page(
    reader: Reader, signer: Signer, viewer_id: str, limit: int, cursor: str | None
) -> Goals:
    """The viewer's goals, the newest first, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"goals {viewer_id}"
    after = signer.after(listing, cursor)[0] if cursor else None
    found = await list_goals(reader, viewer_id, after=after, limit=limit + 1)
    items = found[:limit]
    following = signer.cursor(listing, [items[-1].id]) if len(found) > limit else None
    return Goals(items=items, next=following)


async def get_goal(reader: Reader, viewer_id: str, goal_id: str) -> Goal:
    """One goal of the viewer's.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: the viewer has no such goal.
    """
    found = await list_goals(reader, viewer_id, after=None, limit=1, goal_id=goal_id)
    if not found:
        raise NotFoundError("goal", goal_id)
    return found[0]


async def matches(
    reader: Reader, viewer_id: str, goal_id: str, limit: int, *, default_cap: int, now: datetime
) -> Matches:
    """Who fits a goal of the viewer's: at most limit of the second and third degree, the best and
    then the more warmly known first, and at most limit of the viewer's connections.

    Without a cap of their own, connectors are asked for up to `default_cap` introductions at once.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        NotFoundError: the viewer has no such goal.
    """
    goal = await get_goal(reader, viewer_id, goal_id)
    asked = asked_for(goal.kind, goal)
    rows = await reader.rows(
        "goals.find_matches",
        viewer_id=viewer_id,
        asked=asked,
        most_found=MOST_FOUND,
        most_walked=MOST_WALKED,
        most_looked_at=MOST_LOOKED_AT,
        limit=limit,
    )
    far = [(row["fit"] * NEARNESS[row["degree"]], row) for row in rows if row["degree"] > 1]
    far.sort(key=lambda entry: (-entry[0], -entry[1]["mutual_count"], entry[1]["member"]["id"]))
    far = far[:limit]
    at_once = asyncio.Semaphore(WAYS_AT_ONCE)

    async def way_to(member_id: str) -> IntroductionPath | None:
        async with at_once:
            paths = await introduction_paths(
                reader, viewer_id, member_id, MAX_HOPS, 1, default_cap=default_cap, now=now
            )
        return paths[0] if paths else None

    ways = await asyncio.gather(*(way_to(row["member"]["id"]) for _, row in far))
    items = [
        _match(_fitting(goal, asked["weights"], row), row, score, way)
        for (score, row), way in zip(far, ways, strict=True)
    ]
    # Of equals the more warmly known come first; the others stay as they are.
    items.sort(key=lambda item: (-item.score, -(item.way.score if item.way else 0.0)))
    connections = [
        _own(goal.kind, _fitting(goal, asked["weights"], row), row, now)
        for row in rows
        if row["degree"] == 1
    ]
    connections.sort(key=lambda item: (-item.fit, -item.strength, item.member.id))
    return Matches(items=items, connections=connections)


def _fitting(goal: Goal, weights: dict[str, float], row: Row) -> Fitting:
    return Fitting(
        member=MemberSummary.model_validate(row["member"]),
        fit=min(row["fit"], 1.0),
        reasons=reasons(goal, weights, row),
    )


def _match(fitting: Fitting, row: Row, score: float, way: IntroductionPath | None) -> Match:
    name = fitting.member.name or fitting.member.id
    if way is None:
        advice = f"Nobody on the way to {name} takes introductions now: ask to connect with a note."
    else:
        connector = way.members[1].name or way.connector_id
        advice = f"Ask {connector} for an introduction to {name}."
    return Match(
        **dict(fitting),
        degree=row["degree"],
        mutual_count=row["mutual_count"],
        score=min(score, 1.0),
        way=way,
        advice=advice,
    )


def _own(kind: Kind, fitting: Fitting, row: Row, now: datetime) -> OwnMatch:
    tie = row["tie"]
    active = 0.0
    if tie["counted_at"] is not None:
        age = now - tie["counted_at"]
        active = activity(decayed(tie["forward"], age), decayed(tie["backward"], age))
    now_strength = strength(tie["context"], active)
    return OwnMatch(
        **dict(fitting),
        help=_help(kind, row),
        strength=now_strength,
        tier=tier(now_strength),
    )


def _help(kind: Kind, row: Row) -> Literal["refer", "advise", "join"]:
    """What a connection who fits could do: who works there now refers, who could do it joins."""
    if kind in {Kind.COLLABORATION, Kind.HIRE}:
        return "join"
    works_there = any(position["is_named"] and position["is_now"] for position in row["positions"])
    return "refer" if works_there and kind is not Kind.MENTOR else "advise"
