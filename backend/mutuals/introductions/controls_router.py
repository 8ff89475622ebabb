"""HTTP of a connector's controls: which introductions they take, and what they say of each
connection."""

from fastapi import APIRouter

from mutuals.http.auth import Viewer
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.introductions import controls, requests
from mutuals.introductions.introduction_models import (
    ConnectionAnswers,
    ConnectionAnswersChange,
    IntroductionSettings,
    IntroductionSettingsChange,
)
from mutuals.members.router import MemberPath

router = APIRouter(prefix="/v1", tags=["introductions"])


@router.get(
    "/me/introduction-settings",
    operation_id="get_introduction_settings",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_introduction_settings(state: AppState, viewer_id: Viewer) -> IntroductionSettings:
    """Which introductions the viewer takes as a connector."""
    return await requests.get_settings(state.graph.reader, viewer_id)


@router.patch(
    "/me/introduction-settings",
    operation_id="update_introduction_settings",
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def update_introduction_settings(
    state: AppState, viewer_id: Viewer, change: IntroductionSettingsChange
) -> IntroductionSettings:
    """Pause introductions, or cap how many open ones the viewer is asked for at once."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: controls.change_settings(transaction, viewer_id, change, now)
    )
    return await requests.get_settings(state.graph.reader, viewer_id)


@router.get(
    "/me/connections/{id}",
    operation_id="get_connection_answers",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_connection_answers(
    state: AppState, viewer_id: Viewer, member_id: MemberPath
) -> ConnectionAnswers:
    """What the viewer says of a connection; the connection is not shown it."""
    return await requests.get_answers(state.graph.reader, viewer_id, member_id)


@router.patch(
    "/me/connections/{id}",
    operation_id="update_connection_answers",
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def update_connection_answers(
    state: AppState, viewer_id: Viewer, member_id: MemberPath, change: ConnectionAnswersChange
) -> ConnectionAnswers:
    """Say how well the viewer knows a connection, which is the tie's context from now on, and
    whether to be written to before an introduction to them."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: controls.change_answers(transaction, viewer_id, member_id, change, now)
    )
    return await requests.get_answers(state.graph.reader, viewer_id, member_id)
