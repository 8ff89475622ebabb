"""Reads that an approach is made of."""

import asyncio
from datetime import datetime, timedelta

from mutuals.approach import asking, steps, value
from mutuals.approach.facts import Facts
from mutuals.approach.known import Known
from mutuals.approach.models import Approach, Move, Step
from mutuals.common_ground.models import Ground
from mutuals.common_ground.queries import find_ground
from mutuals.connections.models import Relation
from mutuals.connections.queries import relation
from mutuals.graph.driver import Reader
from mutuals.introductions.models import IntroductionPath
from mutuals.introductions.queries import introduction_paths
from mutuals.members.queries import missing_member

MOST_OF_EACH = 3
POSTS_SINCE = timedelta(days=90)
PATHS_LOOKED_AT = 5


async def approach_member(
    reader: Reader,
    viewer_id: str,
    member_id: str,
    *,
    default_cap: int,
    cooldown: timedelta,
    now: datetime,
) -> Approach:
    """The plan to come to know a member, with what is done of it ticked; of a connection, the one
    step that is left.

    Without a cap of their own, connectors are asked for up to `default_cap` introductions at once;
    `cooldown` is the time from a withdrawal to the next request.

    Raises:
        MemberNotFoundError: viewer or member does not exist, or one has blocked the other.
        ConflictError: they are one.
    """
    ground = await find_ground(reader, viewer_id, member_id, limit=MOST_OF_EACH, now=now)
    facts, paths = await asyncio.gather(
        _facts(reader, viewer_id, ground, now),
        _paths(reader, viewer_id, ground, default_cap, now),
    )
    known = Known(ground, facts, paths, cooldown, now)
    if ground.connected:
        found = [asking.accepted(known)]
    else:
        found = [
            steps.mutual_connections(known),
            steps.posts(known),
            steps.places(known),
            steps.background(known),
            value.value(known),
            asking.request(known),
            asking.patience(known),
        ]
    return Approach(
        member=ground.member,
        relation=await _relation(reader, viewer_id, ground, paths),
        steps=found,
        next_step=next((one.number for one in found if not one.done and _due(one, now)), None),
        come_back_at=min(
            (move.not_before for one in found for move in one.moves if move.not_before),
            default=None,
        ),
    )


def _due(step: Step, now: datetime) -> bool:
    """Whether the step has a move that changes something and can be made now."""
    return any(_can_be_made(move, now) for move in step.moves)


def _can_be_made(move: Move, now: datetime) -> bool:
    return (
        not move.done
        and move.waits_for is None
        and (move.not_before is None or move.not_before <= now)
        and any(request.method != "GET" for request in move.requests)
    )


async def _facts(reader: Reader, viewer_id: str, ground: Ground, now: datetime) -> Facts:
    member_id = ground.member.id
    row = await reader.row(
        "approach.find_facts",
        viewer_id=viewer_id,
        member_id=member_id,
        pair=f"{min(viewer_id, member_id)}|{max(viewer_id, member_id)}",
        near=ground.connected or ground.mutual_count > 0,
        posts_since=now - POSTS_SINCE,
        now=now,
    )
    if row is None:
        raise await missing_member(reader, viewer_id, member_id)
    return Facts.model_validate(row)


async def _paths(
    reader: Reader, viewer_id: str, ground: Ground, default_cap: int, now: datetime
) -> list[IntroductionPath]:
    """Through a mutual connection where one takes introductions; else a hop further."""
    if ground.connected:
        return []
    for hops in (2, 3) if ground.mutual_count else (3,):
        found = await introduction_paths(
            reader,
            viewer_id,
            ground.member.id,
            hops,
            PATHS_LOOKED_AT,
            default_cap=default_cap,
            now=now,
        )
        if found:
            return found
    return []


async def _relation(
    reader: Reader, viewer_id: str, ground: Ground, paths: list[IntroductionPath]
) -> Relation:
    if ground.connected or ground.mutual_count or paths:
        degree = 1 if ground.connected else 2 if ground.mutual_count else paths[0].degree
        return Relation(member_id=ground.member.id, degree=degree, mutual_count=ground.mutual_count)
    return await relation(reader, viewer_id, ground.member.id)
