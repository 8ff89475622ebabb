"""HTTP of suggestions."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from mutuals.http.auth import Viewer
from mutuals.http.pagination import Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.suggestions import commands, queries
from mutuals.suggestions.models import Order, ShownSuggestions, Suggestions

router = APIRouter(prefix="/v1/me/suggestions", tags=["suggestions"])


@router.get("", operation_id="list_suggestions", responses=declared_problems(401, 404, 422, 503))
async def list_suggestions(
    state: AppState,
    viewer_id: Viewer,
    order: Annotated[
        Order, Query(description="By score, or the most mutual connections first.")
    ] = Order.RELEVANCE,
    limit: Limit = 20,
) -> Suggestions:
    """Whom the viewer may know, the best first, each with the reasons.

    Never someone blocked or dismissed, who takes no requests, or with whom a request is open or
    recent. To see others, dismiss some, or say who was shown.
    """
    found = await queries.suggestions(state.graph.reader, viewer_id, order, limit, state.clock())
    return Suggestions(items=found)


@router.post(
    "/shown",
    operation_id="remember_shown_suggestions",
    status_code=204,
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def remember_shown_suggestions(
    state: AppState, viewer_id: Viewer, request: ShownSuggestions
) -> None:
    """Say whom the viewer was shown; who is shown and not taken up sinks.

    The client says it, as it alone knows what was seen: an answer that is fetched ahead, or listed
    below what the screen holds, was not. Counted once a day, so that it may be said twice.
    """
    await commands.remember_shown(state.graph, viewer_id, request.member_ids, state.clock())


@router.delete(
    "/{member_id}",
    operation_id="dismiss_suggestion",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def dismiss_suggestion(
    state: AppState,
    viewer_id: Viewer,
    member_id: Annotated[
        str, Path(pattern=ID_PATTERN, description="The member's id.", examples=["grace"])
    ],
) -> None:
    """Never suggest a member again; they are not told."""
    await commands.dismiss(state.graph, viewer_id, member_id, state.clock())
