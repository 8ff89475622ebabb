"""HTTP of approaches."""

from fastapi import APIRouter

from mutuals.approach import company, queries
from mutuals.approach.company_models import CompanyApproach
from mutuals.approach.models import Approach
from mutuals.connection_requests.rules import rules_of
from mutuals.http.auth import Viewer
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.introductions.router import CompanyPath
from mutuals.members.router import MemberPath

router = APIRouter(prefix="/v1", tags=["approach"])


@router.get(
    "/members/{id}/approach",
    operation_id="approach_member",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def approach_member(state: AppState, viewer_id: Viewer, member_id: MemberPath) -> Approach:
    """The way to come to know a member, in seven steps: each with its evidence, with the requests
    that carry it out, and ticked by what happened.

    Of a connection only the sixth is left. Nothing in it depends on what the member ignored or
    declined.
    """
    return await queries.approach_member(
        state.graph.reader,
        viewer_id,
        member_id,
        default_cap=state.settings.introductions_cap,
        cooldown=rules_of(state.settings).cooldown,
        now=state.clock(),
    )


@router.get(
    "/companies/{id}/approach",
    operation_id="approach_company",
    responses=declared_problems(401, 404, 422, 503),
)
async def approach_company(
    state: AppState, viewer_id: Viewer, company_id: CompanyPath
) -> CompanyApproach:
    """Who at a company the viewer knows or can reach, by whom, how warmly, and whom to start
    with."""
    return await company.approach_company(
        state.graph.reader,
        viewer_id,
        company_id,
        default_cap=state.settings.introductions_cap,
        now=state.clock(),
    )
