"""Reads of introduction paths, for a viewer."""

import math
from datetime import datetime

from mutuals.connections.factors import TieFacts, factors
from mutuals.connections.strength import ACTIVITY_WEIGHTS, tier
from mutuals.errors import CompanyNotFoundError, MemberNotFoundError
from mutuals.graph.driver import Reader, Row
from mutuals.introductions.models import Hop, IntroductionPath, PathMember
from mutuals.members.queries import find_missing


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
        for missing in await find_missing(reader, viewer_id, target_id):
            raise MemberNotFoundError(missing)
    return [_path(row, now) for row in rows]


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
        if await reader.row("introductions.find_company", company_id=company_id) is None:
            raise CompanyNotFoundError(company_id)
        for missing in await find_missing(reader, viewer_id):
            raise MemberNotFoundError(missing)
    return [_path(row, now) for row in rows]


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


def _hop(strength: float, tie: Row | None, now: datetime) -> Hop:
    if tie is None:
        # To the digit, a strength would be found again where the member is not masked.
        return Hop(strength=math.floor(strength * 20) / 20, tier=tier(strength), factors=[])
    return Hop(strength=strength, tier=tier(strength), factors=factors(TieFacts(**tie), now))
