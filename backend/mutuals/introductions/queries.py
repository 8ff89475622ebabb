"""Reads of introduction paths, for a viewer."""

import math
from datetime import datetime
from typing import NamedTuple

from mutuals.connections.factors import Factor, TieFacts, factors
from mutuals.connections.strength import ACTIVITY_WEIGHTS, tier
from mutuals.errors import CompanyNotFoundError, MemberNotFoundError
from mutuals.graph.driver import Reader, Row
from mutuals.introductions.models import Hop, IntroductionPath, PathMember
from mutuals.members.queries import find_missing
from mutuals.pooling.models import headline
from mutuals.pooling.queries import pool_paths


async def introduction_paths(
    reader: Reader,
    viewer_id: str,
    target_id: str,
    max_hops: int,
    limit: int,
    *,
    default_cap: int,
    now: datetime,
) -> list[IntroductionPath]:
    """The best paths of 2 to max_hops hops to a member, at most limit, the best first.

    To an unconfirmed member they end with what a member of the viewer's pool imported.

    Without a cap of their own, connectors are asked for up to `default_cap` introductions at once.

    Raises:
        MemberNotFoundError: viewer or target does not exist, or one has blocked the other.
    """
    rows = await reader.rows(
        "introductions.find_paths",
        viewer_id=viewer_id,
        target_id=target_id,
        max_hops=max_hops,
        limit=limit,
        default_cap=default_cap,
        activity_weights=ACTIVITY_WEIGHTS,
        now=now,
    )
    if not rows:
        missing = await find_missing(reader, viewer_id, target_id)
        if missing == [target_id]:
            found = await pool_paths(
                reader,
                viewer_id,
                target_id=target_id,
                max_hops=max_hops,
                limit=limit,
                default_cap=default_cap,
                now=now,
            )
            if found is not None:
                return [_pool_path(row, now) for row in found]
        for missing_id in missing:
            raise MemberNotFoundError(missing_id)
    return [_path(row, now) for row in rows]


class PathsToMembers(NamedTuple):
    """Paths to members, and whether there may be more through the viewer's pool."""

    paths: list[IntroductionPath]
    may_have_more: bool


async def company_introduction_paths(
    reader: Reader,
    viewer_id: str,
    company_id: str,
    max_hops: int,
    limit: int,
    *,
    default_cap: int,
    now: datetime,
) -> list[IntroductionPath]:
    """The best paths of 2 to max_hops hops to anyone who works at a company now.

    Those to unconfirmed members, through the viewer's pool, are among them.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        CompanyNotFoundError: the company does not exist, and the viewer sees nobody there.
    """
    unknown: CompanyNotFoundError | None = None
    try:
        members = await paths_to_employees(
            reader, viewer_id, company_id, max_hops, limit, default_cap=default_cap, now=now
        )
    except CompanyNotFoundError as error:
        unknown, members = error, PathsToMembers([], may_have_more=True)
    if not members.may_have_more:
        return members.paths
    found = await pool_paths(
        reader,
        viewer_id,
        company_id=company_id,
        max_hops=max_hops,
        limit=limit,
        default_cap=default_cap,
        now=now,
    )
    if found is None and unknown is not None:
        raise unknown
    paths = members.paths + [_pool_path(row, now) for row in found or []]
    return sorted(paths, key=_rank)[:limit]


async def paths_to_employees(
    reader: Reader,
    viewer_id: str,
    company_id: str,
    max_hops: int,
    limit: int,
    *,
    default_cap: int,
    now: datetime,
) -> PathsToMembers:
    """The best paths of 2 to max_hops hops to members who work at a company now.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        CompanyNotFoundError: the company does not exist.
    """
    rows = await reader.rows(
        "introductions.find_company_paths",
        viewer_id=viewer_id,
        company_id=company_id,
        max_hops=max_hops,
        limit=limit,
        default_cap=default_cap,
        activity_weights=ACTIVITY_WEIGHTS,
        now=now,
    )
    if not rows:
        for missing in await find_missing(reader, viewer_id):
            raise MemberNotFoundError(missing)
        if await reader.row("introductions.find_company", company_id=company_id) is None:
            raise CompanyNotFoundError(company_id)
    return PathsToMembers(
        [_path(row, now) for row in rows],
        may_have_more=not rows or rows[0]["shares_imports"],
    )


def _rank(path: IntroductionPath) -> tuple[float, int, list[tuple[bool, str]]]:
    """As Neo4j orders them: by score, then fewer hops, then ids, a masked member last."""
    ids = [(member.id is None, member.id or "") for member in path.members]
    return (-path.score, len(path.hops), ids)


def _path(row: Row, now: datetime) -> IntroductionPath:
    strengths: list[float] = row["strengths"]
    return IntroductionPath(
        members=[
            PathMember(**(member or {"id": None, "name": None, "headline": None}))
            for member in row["members"]
        ],
        hops=[
            _hop(strength, tie, now) for strength, tie in zip(strengths, row["ties"], strict=True)
        ],
        connector_id=row["members"][1]["id"],
        weakest_hop=strengths.index(min(strengths)),
        score=row["score"],
        degree=row["degree"],
    )


def _pool_path(row: Row, now: datetime) -> IntroductionPath:
    """A path whose last hop another member imported."""
    *before, last = row["strengths"]
    person = row["person"]
    ties = row["ties"] or [_groups_in_common(row["group_count"], before[0])]
    owner = row["members"][-1]
    path = _path(
        {
            "members": row["members"],
            "strengths": before,
            "ties": ties,
            "score": row["score"],
            "degree": row["degree"],
        },
        now,
    )
    return path.model_copy(
        update={
            "members": [
                *path.members,
                PathMember(
                    id=person["id"],
                    name=person["name"],
                    headline=headline(person["position"], person["company"]),
                    confirmed=False,
                ),
            ],
            "hops": [*path.hops, _imported_hop(last, owner, row["imported"])],
            "weakest_hop": row["strengths"].index(min(row["strengths"])),
        }
    )


def _groups_in_common(count: int, strength: float) -> Row:
    """The facts of two who share imports and are not connected."""
    return {
        "context": strength,
        "imported_strength": None,
        "shared_employer": None,
        "shared_school": None,
        "recommended": None,
        "endorsements": None,
        "shared_groups": count,
        "common_share": None,
        "forward": None,
        "backward": None,
        "counted_at": None,
        "answered": False,
    }


def _imported_hop(strength: float, owner: Row | None, facts: Row | None) -> Hop:
    """What an import says of two, in the words that its owner shares: how much is not told."""
    if owner is None or facts is None:
        return Hop(strength=strength, tier=tier(strength), factors=[])
    said = [
        words
        for words, holds in [
            ("in touch", facts["in_touch"]),
            ("endorsed", facts["endorsed"]),
            ("recommended", facts["recommended"]),
        ]
        if holds
    ]
    source = f"from {owner['name'] or owner['id']}'s import"
    detail = f"{source}: {', '.join(said)}" if said else source
    return Hop(
        strength=strength,
        tier=tier(strength),
        factors=[Factor(name="imported", weight=strength, detail=detail)],
    )


def _hop(strength: float, tie: Row | None, now: datetime) -> Hop:
    if tie is None:
        # To the digit, a strength would be found again where the member is not masked.
        return Hop(strength=math.floor(strength * 20) / 20, tier=tier(strength), factors=[])
    return Hop(strength=strength, tier=tier(strength), factors=factors(TieFacts(**tie), now))
