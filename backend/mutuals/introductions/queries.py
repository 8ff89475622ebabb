"""Reads of introduction paths, for a viewer."""

from mutuals.connections.models import MemberSummary
from mutuals.connections.strength import factors, tier
from mutuals.errors import CompanyNotFoundError, MemberNotFoundError
from mutuals.graph.driver import Reader, Row
from mutuals.introductions.models import Hop, IntroductionPath
from mutuals.members.queries import find_missing


async def introduction_paths(
    reader: Reader, viewer_id: str, target_id: str, max_hops: int, limit: int
) -> list[IntroductionPath]:
    """The best paths of 2 to max_hops hops to a member, at most limit, the best first.

    Raises:
        MemberNotFoundError: viewer or target does not exist.
    """
    rows = await reader.rows(
        "introductions.find_paths",
        viewer_id=viewer_id,
        target_id=target_id,
        max_hops=max_hops,
        limit=limit,
    )
    if not rows:
        for missing in await find_missing(reader, viewer_id, target_id):
            raise MemberNotFoundError(missing)
    return [_path(row) for row in rows]


async def company_introduction_paths(
    reader: Reader, viewer_id: str, company_id: str, max_hops: int, limit: int
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
    )
    if not rows:
        if await reader.row("introductions.find_company", company_id=company_id) is None:
            raise CompanyNotFoundError(company_id)
        for missing in await find_missing(reader, viewer_id):
            raise MemberNotFoundError(missing)
    return [_path(row) for row in rows]


def _path(row: Row) -> IntroductionPath:
    hops = [_hop(**tie) for tie in row["ties"]]
    strengths = [hop.strength for hop in hops]
    members = [MemberSummary(**member) for member in row["members"]]
    return IntroductionPath(
        members=members,
        hops=hops,
        connector_id=members[1].id,
        weakest_hop=strengths.index(min(strengths)),
        score=row["score"],
        degree=row["degree"],
    )


def _hop(
    strength: float,
    imported_strength: float | None,
    shared_employer: bool | None,
    shared_school: bool | None,
    common_share: float | None,
) -> Hop:
    return Hop(
        strength=strength,
        tier=tier(strength),
        factors=factors(imported_strength, shared_employer, shared_school, common_share),
    )
