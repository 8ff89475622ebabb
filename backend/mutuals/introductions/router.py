"""HTTP of introduction paths."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from mutuals.http.auth import Viewer
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.introductions import queries
from mutuals.introductions.models import IntroductionPaths
from mutuals.members.names import ID_PATTERN
from mutuals.members.router import MemberPath

router = APIRouter(prefix="/v1", tags=["introductions"])

CompanyPath = Annotated[
    str,
    Path(
        alias="id",
        pattern=ID_PATTERN,
        description="A company's id.",
        examples=["analytical-engines"],
    ),
]
PathLimit = Annotated[int, Query(ge=1, le=50, description="How many paths at most.")]
MaxHops = Annotated[int, Query(ge=2, le=4, description="The longest path to look for.")]


@router.get(
    "/members/{id}/introduction-paths",
    operation_id="list_introduction_paths",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_introduction_paths(
    state: AppState,
    viewer_id: Viewer,
    member_id: MemberPath,
    limit: PathLimit = 5,
    max_hops: MaxHops = 3,
) -> IntroductionPaths:
    """Who can introduce the viewer to a member, the best path first, each tie explained."""
    paths = await queries.introduction_paths(
        state.graph.reader,
        viewer_id,
        member_id,
        max_hops,
        limit,
        default_cap=state.settings.introductions_cap,
        now=state.clock(),
    )
    return IntroductionPaths(paths=paths)


@router.get(
    "/companies/{id}/introduction-paths",
    operation_id="list_company_introduction_paths",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_company_introduction_paths(
    state: AppState,
    viewer_id: Viewer,
    company_id: CompanyPath,
    limit: PathLimit = 5,
    max_hops: MaxHops = 3,
) -> IntroductionPaths:
    """Who can introduce the viewer to anyone who works at a company now, the best path first."""
    paths = await queries.company_introduction_paths(
        state.graph.reader,
        viewer_id,
        company_id,
        max_hops,
        limit,
        default_cap=state.settings.introductions_cap,
        now=state.clock(),
    )
    return IntroductionPaths(paths=paths)
