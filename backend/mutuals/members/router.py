"""HTTP of members."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from mutuals.connections.queries import relation
from mutuals.erasure.commands import erase_member
from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Transaction
from mutuals.http.auth import MembersWriter, Viewer
from mutuals.http.idempotency import MembersWriterOnce
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.identities.commands import recognise
from mutuals.members import commands, queries
from mutuals.members.models import MemberChange, MemberMade, NewMember, Profile, ViewedProfile
from mutuals.members.names import ID_PATTERN
from mutuals.pooling.queries import find_person

router = APIRouter(prefix="/v1/members", tags=["members"])

MemberPath = Annotated[
    str, Path(alias="id", pattern=ID_PATTERN, description="A member's id.", examples=["ada"])
]


@router.get(
    "/{id}",
    operation_id="get_member",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_member(state: AppState, viewer_id: Viewer, member_id: MemberPath) -> ViewedProfile:
    """A member's profile, and how the viewer is connected to them."""
    try:
        profile = await queries.get_profile(state.graph.reader, viewer_id, member_id)
    except MemberNotFoundError:
        person = await find_person(state.graph.reader, viewer_id, member_id)
        if person is None:
            raise
        return person.profile()
    found = await relation(state.graph.reader, viewer_id, member_id)
    return ViewedProfile(**profile.model_dump(), relation=found)


@router.post(
    "",
    operation_id="create_member",
    status_code=201,
    responses=declared_problems(400, 401, 403, 409, 413, 422, 503),
)
async def create_member(
    state: AppState, once: MembersWriterOnce, member: NewMember, response: Response
) -> Profile:
    """Create a member; for services. Members whose import named this address are connected."""
    member_id, now = member.id or state.new_id(), state.clock()

    async def work(transaction: Transaction) -> MemberMade:
        await commands.make_member(transaction, member_id, member, now)
        await recognise(
            transaction,
            member_id,
            member,
            most_connections=state.settings.most_connections,
            now=now,
        )
        return MemberMade(id=member_id)

    with commands.id_taken(member_id):
        made = await once(MemberMade, work)
    response.headers["Location"] = f"/v1/members/{made.id}"
    return await queries.get_profile(state.graph.reader, made.id, made.id)


@router.patch(
    "/{id}",
    operation_id="update_member",
    responses=declared_problems(400, 401, 403, 404, 413, 422, 503),
)
async def update_member(
    state: AppState, _service: MembersWriter, member_id: MemberPath, change: MemberChange
) -> Profile:
    """Change a member; for services."""
    await commands.update_vouched_member(
        state.graph.writer,
        member_id,
        change,
        most_connections=state.settings.most_connections,
        now=state.clock(),
    )
    return await queries.get_profile(state.graph.reader, member_id, member_id)


@router.delete(
    "/{id}",
    operation_id="delete_member",
    status_code=204,
    responses=declared_problems(401, 403, 404, 422, 503),
)
async def delete_member(state: AppState, _service: MembersWriter, member_id: MemberPath) -> None:
    """Erase a member at once, with all that is theirs; for services."""
    await erase_member(state.graph.writer, state.settings, member_id, state.clock())
