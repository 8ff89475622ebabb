"""Writes the demo network to a graph."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from itertools import islice
from typing import TypeVar

from mutuals.demo.models import (
    Connection,
    DemoNetwork,
    Endorsement,
    Event,
    Group,
    Member,
    Post,
)
from mutuals.engine.lifecycle import Progress, silent
from mutuals.graph.driver import Graph, Row, Transaction
from mutuals.members.names import named_id
from mutuals.search.commands import index_members

MEMBERS_A_BATCH = 250
CONNECTIONS_A_BATCH = 2_000
POSTS_A_BATCH = 2_000
OTHERS_A_BATCH = 200
ENDORSEMENTS_A_BATCH = 5_000

Item = TypeVar("Item")


async def load(
    graph: Graph, network: DemoNetwork, now: datetime, progress: Progress = silent
) -> None:
    """Write every member with the whole profile, every connection with a strength to be computed,
    and what the members do.

    Loading the same network again changes nothing, strengths computed meanwhile included.
    """
    await write_members(graph, network.members, len(network.members), now, progress)
    await _write(
        network.connections,
        len(network.connections),
        CONNECTIONS_A_BATCH,
        lambda batch: graph.writer.rows(
            "demo.write_connections", connections=[_connection_row(one) for one in batch], now=now
        ),
        "Writing connections",
        progress,
    )
    await write_groups(graph, network.groups, len(network.groups), now, progress)
    await write_events(graph, network.events, len(network.events), now, progress)
    await write_posts(graph, network.posts, len(network.posts), now, progress)
    await write_endorsements(graph, network.endorsements, len(network.endorsements), now, progress)


async def write_members(
    graph: Graph, members: Iterable[Member], total: int, now: datetime, progress: Progress
) -> None:
    """Write members with their whole profiles."""

    async def write(batch: list[Member]) -> None:
        rows = [_member_row(member) for member in batch]
        await graph.writer.transaction(partial(_write_members, rows, now))

    await _write(members, total, MEMBERS_A_BATCH, write, "Writing members", progress)


async def _write_members(rows: list[Row], now: datetime, transaction: Transaction) -> None:
    await transaction.rows("demo.write_members", members=rows, now=now)
    await index_members(transaction, [row["id"] for row in rows])


async def write_groups(
    graph: Graph, groups: Iterable[Group], total: int, now: datetime, progress: Progress
) -> None:
    """Write groups with their members."""

    async def write(batch: list[Group]) -> None:
        rows = [asdict(group) | {"created_at": now - group.age} for group in batch]
        await graph.writer.rows("demo.write_groups", groups=rows)

    await _write(groups, total, OTHERS_A_BATCH, write, "Writing groups", progress)


async def write_events(
    graph: Graph, events: Iterable[Event], total: int, now: datetime, progress: Progress
) -> None:
    """Write events with who comes."""
    hour = now.replace(minute=0, second=0, microsecond=0)

    async def write(batch: list[Event]) -> None:
        rows = [asdict(event) | {"starts_at": hour + event.starts_in} for event in batch]
        await graph.writer.rows("demo.write_events", events=rows, now=now)

    await _write(events, total, OTHERS_A_BATCH, write, "Writing events", progress)


async def write_posts(
    graph: Graph, posts: Iterable[Post], total: int, now: datetime, progress: Progress
) -> None:
    """Write posts, the oldest first, with what came of them."""

    async def write(batch: list[Post]) -> None:
        rows = [_post_row(post, now) for post in batch]
        await graph.writer.rows("demo.write_posts", posts=rows)

    await _write(posts, total, POSTS_A_BATCH, write, "Writing posts", progress)


async def write_endorsements(
    graph: Graph,
    endorsements: Iterable[Endorsement],
    total: int,
    now: datetime,
    progress: Progress,
) -> None:
    """Endorse skills."""

    async def write(batch: list[Endorsement]) -> None:
        rows = [_endorsement_row(one) for one in batch]
        await graph.writer.rows("demo.write_endorsements", endorsements=rows, now=now)

    await _write(endorsements, total, ENDORSEMENTS_A_BATCH, write, "Endorsing skills", progress)


async def _write(
    items: Iterable[Item],
    total: int,
    size: int,
    write: Callable[[list[Item]], Awaitable[object]],
    what: str,
    progress: Progress,
) -> None:
    left, done = iter(items), 0
    while batch := list(islice(left, size)):
        await write(batch)
        done += len(batch)
        progress(what, done, total)


def _member_row(member: Member) -> Row:
    return {
        "id": member.id,
        "name": member.name,
        "headline": member.headline,
        "industry": member.industry,
        "location": member.location,
        "positions": [
            {**asdict(position), "company_id": named_id(position.company)}
            for position in member.positions
        ],
        "schools": [
            {**asdict(study), "school_id": named_id(study.school)} for study in member.schools
        ],
        "skills": _named(member.skills),
        "interests": _named(member.interests),
    }


def _named(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"id": named_id(name), "name": name} for name in names]


def _post_row(post: Post, now: datetime) -> Row:
    return {
        "id": post.id,
        "author_id": post.author_id,
        "kind": post.kind,
        "audience": post.audience,
        "text": post.text,
        "link": post.link,
        "created_at": now - post.age,
        "topics": _named(post.topics),
        "group_id": post.group_id,
        "shared_id": post.shared_id,
        "reactions": [
            {"member_id": one.member_id, "kind": one.kind, "created_at": now - one.age}
            for one in post.reactions
        ],
        "comments": [
            {
                "id": one.id,
                "member_id": one.member_id,
                "text": one.text,
                "created_at": now - one.age,
            }
            for one in post.comments
        ],
    }


def _endorsement_row(endorsement: Endorsement) -> Row:
    skill_id = named_id(endorsement.skill)
    return {
        "endorser_id": endorsement.endorser_id,
        "member_id": endorsement.member_id,
        "skill_id": skill_id,
        "key": f"{endorsement.endorser_id}|{endorsement.member_id}|{skill_id}",
    }


def _connection_row(connection: Connection) -> Row:
    return {**asdict(connection), "pair": f"{connection.smaller_id}|{connection.greater_id}"}
