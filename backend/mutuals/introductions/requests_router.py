"""HTTP of introductions: asked for, answered, listed."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from mutuals.graph.driver import Transaction
from mutuals.http.auth import Viewer
from mutuals.http.idempotency import Once, ViewerOnce
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.introductions import commands, requests
from mutuals.introductions.introduction_models import (
    Acceptance,
    Approval,
    Forwarding,
    Introduction,
    Introductions,
    NewIntroduction,
    Outcomes,
    Refusal,
    RequestedIntroduction,
    StepTaken,
)
from mutuals.introductions.rules import rules_of
from mutuals.introductions.states import Role, State
from mutuals.members.names import ID_PATTERN

router = APIRouter(prefix="/v1", tags=["introductions"])

IntroductionPath = Annotated[
    str, Path(alias="id", pattern=ID_PATTERN, description="An introduction's id.")
]


@router.post(
    "/introductions",
    operation_id="request_introduction",
    status_code=201,
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def request_introduction(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    asked: NewIntroduction,
    response: Response,
) -> RequestedIntroduction:
    """Ask a connection to introduce the viewer to a member they know, or who is one hop further.

    The target learns nothing of it before a connector approves. A connector may want to hear from
    whoever asks first (`ask_first`): then a direct message to them of the last 30 days is needed.
    Of an unconfirmed member the connector is asked in a message: the answer is 409, and says so.
    """
    introduction_id, rules, now = state.new_id(), rules_of(state.settings), state.clock()

    async def work(transaction: Transaction) -> RequestedIntroduction:
        return await commands.request_introduction(
            transaction,
            viewer_id,
            asked,
            introduction_id=introduction_id,
            rules=rules,
            now=now,
        )

    made = await once(RequestedIntroduction, work)
    response.headers["Location"] = f"/v1/introductions/{made.id}"
    return made


@router.get(
    "/introductions/{id}",
    operation_id="get_introduction",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_introduction(
    state: AppState, viewer_id: Viewer, introduction_id: IntroductionPath
) -> Introduction:
    """An introduction that the viewer asked for, was asked for, or is introduced by."""
    return await requests.get_introduction(
        state.graph.reader, viewer_id, introduction_id, state.clock()
    )


@router.get(
    "/me/introductions",
    operation_id="list_introductions",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_introductions(
    state: AppState,
    viewer_id: Viewer,
    role: Annotated[Role | None, Query(description="The viewer's; all if left out.")] = None,
    introduction_state: Annotated[
        State | None, Query(alias="state", description="Only those that stand so.")
    ] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Introductions:
    """The viewer's introductions, the newest first."""
    return await requests.introductions_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        role=role,
        state=introduction_state,
        limit=limit,
        cursor=cursor,
        now=state.clock(),
    )


@router.get(
    "/me/introductions/outcomes",
    operation_id="get_introduction_outcomes",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_introduction_outcomes(state: AppState, viewer_id: Viewer) -> Outcomes:
    """What came of the introductions that the viewer was asked for as a connector."""
    return await requests.count_outcomes(state.graph.reader, viewer_id)


@router.post(
    "/introductions/{id}/approve",
    operation_id="approve_introduction",
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def approve_introduction(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    introduction_id: IntroductionPath,
    approval: Approval,
) -> Introduction:
    """As the connector whose turn it is: put it to the target, with words of one's own."""
    now = state.clock()
    return await _after(
        once,
        viewer_id,
        introduction_id,
        lambda transaction: commands.approve_introduction(
            transaction, viewer_id, introduction_id, approval.words, now
        ),
    )


@router.post(
    "/introductions/{id}/forward",
    operation_id="forward_introduction",
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def forward_introduction(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    introduction_id: IntroductionPath,
    forwarding: Forwarding,
) -> Introduction:
    """As the connector whose turn it is: ask a connection who knows the target in one's place."""
    rules, now = rules_of(state.settings), state.clock()
    return await _after(
        once,
        viewer_id,
        introduction_id,
        lambda transaction: commands.forward_introduction(
            transaction,
            viewer_id,
            introduction_id,
            forwarding.connector_id,
            rules=rules,
            now=now,
        ),
    )


@router.post(
    "/introductions/{id}/decline",
    operation_id="decline_introduction",
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def decline_introduction(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    introduction_id: IntroductionPath,
    refusal: Refusal | None = None,
) -> Introduction:
    """As the connector or the target whose turn it is: say no.

    The requester reads a connector's reason; a target's only the connectors read.
    """
    reason, now = refusal.reason if refusal else None, state.clock()
    return await _after(
        once,
        viewer_id,
        introduction_id,
        lambda transaction: commands.decline_introduction(
            transaction, viewer_id, introduction_id, reason, now
        ),
    )


@router.post(
    "/introductions/{id}/accept",
    operation_id="accept_introduction",
    responses=declared_problems(400, 401, 404, 409, 413, 422, 503),
)
async def accept_introduction(
    state: AppState,
    viewer_id: Viewer,
    once: ViewerOnce,
    introduction_id: IntroductionPath,
    answer: Acceptance | None = None,
) -> Introduction:
    """As the target: be introduced. Requester, connector and target get a conversation of three;
    requester and target are connected if both ticked it."""
    conversation_id, now = state.new_id(), state.clock()
    return await _after(
        once,
        viewer_id,
        introduction_id,
        lambda transaction: commands.accept_introduction(
            transaction,
            viewer_id,
            introduction_id,
            answer or Acceptance(),
            conversation_id=conversation_id,
            now=now,
        ),
    )


@router.post(
    "/introductions/{id}/withdraw",
    operation_id="withdraw_introduction",
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def withdraw_introduction(
    state: AppState, viewer_id: Viewer, once: ViewerOnce, introduction_id: IntroductionPath
) -> Introduction:
    """As the requester: take it back while it is open."""
    now = state.clock()
    return await _after(
        once,
        viewer_id,
        introduction_id,
        lambda transaction: commands.withdraw_introduction(
            transaction, viewer_id, introduction_id, now
        ),
    )


async def _after(
    once: Once,
    viewer_id: str,
    introduction_id: str,
    step: Callable[[Transaction], Awaitable[StepTaken]],
) -> Introduction:
    """The introduction after a step, which a repeated Idempotency-Key does not take again."""
    await once(StepTaken, step)
    state = once.state
    return await requests.get_introduction(
        state.graph.reader, viewer_id, introduction_id, state.clock()
    )
