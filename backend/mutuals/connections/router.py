"""HTTP of connections."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from mutuals.connections import commands, queries
from mutuals.connections.models import (
    ConnectionFilters,
    Connections,
    ExplainedTie,
    MemberDegrees,
    MutualConnections,
    Reach,
    Relation,
    RelationsRequest,
    Tie,
)
from mutuals.connections.pages import connections_page, mutual_connections_page
from mutuals.http.auth import ConnectionsWriter, Viewer
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.members.router import MemberPath

router = APIRouter(prefix="/v1", tags=["connections"])

OtherPath = Annotated[
    str,
    Path(
        alias="other_id",
        pattern=ID_PATTERN,
        description="The other member's id.",
        examples=["grace"],
    ),
]
Filter = Annotated[str | None, Query(min_length=1, max_length=200)]


@router.get(
    "/members/{id}/relation",
    operation_id="get_relation",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_relation(state: AppState, viewer_id: Viewer, member_id: MemberPath) -> Relation:
    """The viewer's degree to a member, and how many connections both have."""
    return await queries.relation(state.graph.reader, viewer_id, member_id)


@router.get(
    "/members/{id}/tie",
    operation_id="get_tie",
    responses=declared_problems(401, 404, 422, 503),
)
async def get_tie(state: AppState, viewer_id: Viewer, member_id: MemberPath) -> ExplainedTie:
    """How strong the viewer's tie with a connection is now, and what it is made of."""
    return await queries.tie(state.graph.reader, viewer_id, member_id, state.clock())


@router.post(
    "/relations",
    operation_id="list_relations",
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def list_relations(
    state: AppState, viewer_id: Viewer, request: RelationsRequest
) -> MemberDegrees:
    """The viewer's degree to each of up to 500 members, in the order asked."""
    found = await queries.degrees(state.graph.reader, viewer_id, request.member_ids)
    return MemberDegrees(relations=found)


@router.get(
    "/members/{id}/mutual-connections",
    operation_id="list_mutual_connections",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_mutual_connections(
    state: AppState,
    viewer_id: Viewer,
    member_id: MemberPath,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> MutualConnections:
    """Who is connected to both the viewer and a member, by name."""
    return await mutual_connections_page(
        state.graph.reader, state.signer, viewer_id, member_id, limit, cursor
    )


@router.get(
    "/me/connections",
    operation_id="list_connections",
    responses=declared_problems(401, 404, 422, 503),
)
async def list_connections(
    state: AppState,
    viewer_id: Viewer,
    degree: Annotated[int, Query(ge=1, le=2, description="First or second degree.")] = 1,
    company: Annotated[Filter, Query(description="Id or name of a current employer.")] = None,
    title: Annotated[Filter, Query(description="Part of a current title.")] = None,
    school: Annotated[Filter, Query(description="Id or name of a school.")] = None,
    skill: Annotated[Filter, Query(description="Id or name of a skill.")] = None,
    industry: Annotated[Filter, Query(description="An industry.")] = None,
    location: Annotated[Filter, Query(description="Part of a location.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Connections:
    """The viewer's first or second degree, by name; every filter given must fit."""
    filters = ConnectionFilters(
        company=company,
        title=title,
        school=school,
        skill=skill,
        industry=industry,
        location=location,
    )
    return await connections_page(
        state.graph.reader,
        state.signer,
        viewer_id,
        1 if degree == 1 else 2,
        filters,
        limit,
        cursor,
    )


@router.delete(
    "/me/connections/{id}",
    operation_id="remove_connection",
    status_code=204,
    responses=declared_problems(401, 404, 409, 422, 503),
)
async def remove_connection(state: AppState, viewer_id: Viewer, member_id: MemberPath) -> None:
    """End the viewer's connection to a member, if there is one; the other is not told."""
    await commands.remove_connection(state.graph, viewer_id, member_id, state.clock())


@router.get("/me/reach", operation_id="get_reach", responses=declared_problems(401, 404, 422, 503))
async def get_reach(state: AppState, viewer_id: Viewer) -> Reach:
    """How many members the viewer has at each degree."""
    return await queries.reach(state.graph.reader, viewer_id)


@router.put(
    "/members/{id}/connections/{other_id}",
    operation_id="connect_members",
    responses=declared_problems(401, 403, 404, 409, 422, 503)
    | {201: {"model": Tie, "description": "Connected now"}},
)
async def connect_members(
    state: AppState,
    _service: ConnectionsWriter,
    member_id: MemberPath,
    other_id: OtherPath,
    response: Response,
) -> Tie:
    """Connect two members; for services. A connection that stands stays as it is."""
    tie, created = await commands.connect(state.graph, member_id, other_id, state.clock())
    if created:
        response.status_code = 201
    return tie


@router.delete(
    "/members/{id}/connections/{other_id}",
    operation_id="disconnect_members",
    status_code=204,
    responses=declared_problems(401, 403, 404, 409, 422, 503),
)
async def disconnect_members(
    state: AppState, _service: ConnectionsWriter, member_id: MemberPath, other_id: OtherPath
) -> None:
    """End the connection of two members, if there is one; for services."""
    await commands.disconnect(state.graph, member_id, other_id, state.clock())
