"""HTTP of endorsements."""

from typing import Annotated

from fastapi import APIRouter, Path

from mutuals.endorsements import commands, queries
from mutuals.endorsements.models import EndorsedSkills, EndorsementChange, Endorsements
from mutuals.http.auth import Viewer
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.members.router import MemberPath

router = APIRouter(prefix="/v1", tags=["endorsements"])

SkillPath = Annotated[
    str,
    Path(alias="skill", pattern=ID_PATTERN, description="A skill's id.", examples=["mathematics"]),
]
EndorserPath = Annotated[
    str, Path(alias="member_id", pattern=ID_PATTERN, description="Who endorses it.")
]


@router.get(
    "/members/{id}/skills",
    operation_id="list_skills",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_skills(
    state: AppState,
    viewer_id: Viewer,
    member_id: MemberPath,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> EndorsedSkills:
    """A member's skills, the most endorsed first, and whom of their endorsers the viewer knows."""
    return await queries.skills_page(
        state.graph.reader, state.signer, viewer_id, member_id, limit, cursor
    )


@router.put(
    "/members/{id}/skills/{skill}/endorsement",
    operation_id="endorse_skill",
    status_code=204,
    responses=declared_problems(401, 403, 404, 409, 422, 503),
)
async def endorse_skill(
    state: AppState, viewer_id: Viewer, member_id: MemberPath, skill_id: SkillPath
) -> None:
    """Vouch for a skill of a connection's. To somebody else the answer says the ways."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.endorse_skill(
            transaction,
            state.graph.reader,
            endorser_id=viewer_id,
            member_id=member_id,
            skill_id=skill_id,
            default_cap=state.settings.introductions_cap,
            now=now,
        )
    )


@router.delete(
    "/members/{id}/skills/{skill}/endorsement",
    operation_id="take_endorsement_back",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def take_endorsement_back(
    state: AppState, viewer_id: Viewer, member_id: MemberPath, skill_id: SkillPath
) -> None:
    """End the viewer's endorsement, if there is one; the other is not told."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.take_endorsement_back(
            transaction, viewer_id, member_id, skill_id, now
        )
    )


@router.get(
    "/me/skills/{skill}/endorsements",
    operation_id="list_endorsements",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_endorsements(
    state: AppState,
    viewer_id: Viewer,
    skill_id: SkillPath,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Endorsements:
    """Who endorses a skill of the viewer's, by name, the hidden endorsements too."""
    return await queries.endorsements_page(
        state.graph.reader, state.signer, viewer_id, skill_id, limit, cursor
    )


@router.patch(
    "/me/skills/{skill}/endorsements/{member_id}",
    operation_id="hide_endorsement",
    status_code=204,
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def hide_endorsement(
    state: AppState,
    viewer_id: Viewer,
    skill_id: SkillPath,
    endorser_id: EndorserPath,
    change: EndorsementChange,
) -> None:
    """Hide an endorsement of a skill of the viewer's, or show it again; who made it is not told."""
    now = state.clock()
    await state.graph.writer.transaction(
        lambda transaction: commands.set_hidden(
            transaction, viewer_id, skill_id, endorser_id, hidden=change.hidden, now=now
        )
    )
