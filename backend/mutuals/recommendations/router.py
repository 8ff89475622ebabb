"""HTTP of recommendations: asked for, written, answered, listed."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from mutuals.http.auth import Viewer
from mutuals.http.idempotency import Once, ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.members.router import MemberPath
from mutuals.recommendations import commands, queries
from mutuals.recommendations.models import (
    NewRecommendation,
    Recommendation,
    Recommendations,
    Return,
    ShownRecommendations,
    StepTaken,
    Writing,
)
from mutuals.recommendations.states import State, Step

router = APIRouter(prefix="/v1", tags=["recommendations"])

RecommendationPath = Annotated[
    str, Path(alias="id", pattern=ID_PATTERN, description="A recommendation's id.")
]


@router.post(
    "/recommendations",
    operation_id="begin_recommendation",
    status_code=201,
    responses=declared_problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def begin_recommendation(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    begun: NewRecommendation,
    response: Response,
) -> Recommendation:
    """Write a recommendation about a connection, or ask one for theirs.

    It is shown to nobody else before the member it praises accepts it. Of one author and one
    member there is one at a time. To somebody else than a connection the answer says the ways.
    """
    recommendation_id, now = state.new_id(), state.clock()
    made = await once(
        StepTaken,
        lambda transaction: commands.begin_recommendation(
            transaction,
            state.graph.reader,
            viewer_id=viewer_id,
            begun=begun,
            recommendation_id=recommendation_id,
            default_cap=state.settings.introductions_cap,
            now=now,
        ),
    )
    response.headers["Location"] = f"/v1/recommendations/{made.id}"
    return await queries.get_recommendation(state.graph.reader, viewer_id, made.id)


@router.get(
    "/recommendations/{id}",
    operation_id="get_recommendation",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_recommendation(
    state: AppState, viewer_id: Viewer, recommendation_id: RecommendationPath
) -> Recommendation:
    """A recommendation that the viewer writes or is praised by, however it stands."""
    return await queries.get_recommendation(state.graph.reader, viewer_id, recommendation_id)


@router.get(
    "/me/recommendations",
    operation_id="list_recommendations",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_recommendations(
    state: AppState,
    viewer_id: Viewer,
    direction: Annotated[
        queries.Direction | None, Query(description="Only those given, or those received.")
    ] = None,
    recommendation_state: Annotated[
        State | None, Query(alias="state", description="Only those that stand so.")
    ] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Recommendations:
    """The viewer's recommendations, the newest first."""
    return await queries.recommendations_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        direction=direction,
        state=recommendation_state,
        limit=limit,
        cursor=cursor,
    )


@router.get(
    "/members/{id}/recommendations",
    operation_id="list_member_recommendations",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_member_recommendations(
    state: AppState,
    viewer_id: Viewer,
    member_id: MemberPath,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> ShownRecommendations:
    """What is written about a member and was accepted by them, the newest first."""
    return await queries.shown_page(
        state.graph.reader, state.signer, viewer_id, member_id, limit, cursor
    )


@router.post(
    "/recommendations/{id}/write",
    operation_id="write_recommendation",
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def write_recommendation(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    recommendation_id: RecommendationPath,
    writing: Writing,
) -> Recommendation:
    """As the author: write what was asked for, or write anew what was returned."""
    return await _after(
        state,
        once,
        viewer_id,
        recommendation_id,
        Step.WRITE,
        text=writing.text,
        relationship=writing.relationship,
    )


@router.post(
    "/recommendations/{id}/return",
    operation_id="return_recommendation",
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def return_recommendation(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    recommendation_id: RecommendationPath,
    returned: Return,
) -> Recommendation:
    """As the member it praises: ask its author to revise it."""
    return await _after(state, once, viewer_id, recommendation_id, Step.RETURN, wish=returned.wish)


@router.post(
    "/recommendations/{id}/accept",
    operation_id="accept_recommendation",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def accept_recommendation(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, recommendation_id: RecommendationPath
) -> Recommendation:
    """As the member it praises: have it shown on the profile."""
    return await _after(state, once, viewer_id, recommendation_id, Step.ACCEPT)


@router.post(
    "/recommendations/{id}/decline",
    operation_id="decline_recommendation",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def decline_recommendation(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, recommendation_id: RecommendationPath
) -> Recommendation:
    """As the author who was asked, or as the member for whom it was written: say no."""
    return await _after(state, once, viewer_id, recommendation_id, Step.DECLINE)


@router.post(
    "/recommendations/{id}/hide",
    operation_id="hide_recommendation",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def hide_recommendation(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, recommendation_id: RecommendationPath
) -> Recommendation:
    """As the member it praises: show it to nobody else any more; its author is not told."""
    return await _after(state, once, viewer_id, recommendation_id, Step.HIDE)


@router.post(
    "/recommendations/{id}/show",
    operation_id="show_recommendation",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def show_recommendation(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, recommendation_id: RecommendationPath
) -> Recommendation:
    """As the member it praises: show again what was hidden."""
    return await _after(state, once, viewer_id, recommendation_id, Step.SHOW)


@router.post(
    "/recommendations/{id}/withdraw",
    operation_id="withdraw_recommendation",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def withdraw_recommendation(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, recommendation_id: RecommendationPath
) -> Recommendation:
    """As the author: take it back, at any time. As the member: take back that one asked for it."""
    return await _after(state, once, viewer_id, recommendation_id, Step.WITHDRAW)


async def _after(
    state: AppState,
    once: Once,
    viewer_id: str,
    recommendation_id: str,
    step: Step,
    **properties: str | None,
) -> Recommendation:
    """The recommendation after a step, which a repeated Idempotency-Key does not take again."""
    now = state.clock()
    await once(
        StepTaken,
        lambda transaction: commands.take_step(
            transaction, viewer_id, recommendation_id, step, now, **properties
        ),
    )
    return await queries.get_recommendation(state.graph.reader, viewer_id, recommendation_id)
