"""HTTP of search."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from mutuals.http.auth import Viewer
from mutuals.http.pagination import Cursor, Limit
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.members.names import ID_PATTERN
from mutuals.search import queries
from mutuals.search.models import (
    LONGEST_QUERY,
    Employed,
    FoundCompanies,
    FoundEvents,
    FoundGroups,
    FoundMembers,
    FoundSchools,
    MemberFilters,
)
from mutuals.search.pages import cursor_to, members_page, start_of

router = APIRouter(prefix="/v1", tags=["search"])

ANSWERS = declared_problems(401, 404, 422, 503)

Filter = Annotated[str | None, Query(min_length=1, max_length=200)]
Text = Annotated[
    str,
    Query(
        max_length=LONGEST_QUERY,
        description="Words, of which each has to be there: with or without accents, from their "
        "start on, with a typo. Anything but words is passed over.",
        examples=["grace hopper"],
    ),
]


@router.get("/members", operation_id="search_members", responses=ANSWERS)
async def search_members(
    state: AppState,
    viewer_id: Viewer,
    q: Annotated[
        str | None,
        Query(
            max_length=LONGEST_QUERY,
            description="Words of name, headline, titles, companies, skills, of which each has to "
            "be there: with or without accents, from their start on, with a typo. Anything but "
            "words is passed over.",
            examples=["grace hopper"],
        ),
    ] = None,
    degree: Annotated[
        Literal["1", "2", "3"] | None, Query(description="First, second or third degree.")
    ] = None,
    company: Annotated[Filter, Query(description="Id or name of an employer.")] = None,
    company_when: Annotated[
        Employed | None, Query(description="An employer now, or before; both if left out.")
    ] = None,
    title: Annotated[Filter, Query(description="Words of a current title.")] = None,
    industry: Annotated[Filter, Query(description="An industry.")] = None,
    school: Annotated[Filter, Query(description="Id or name of a school.")] = None,
    location: Annotated[Filter, Query(description="Words of a location.")] = None,
    skill: Annotated[Filter, Query(description="Id or name of a skill.")] = None,
    connections_of: Annotated[
        str | None,
        Query(
            pattern=ID_PATTERN,
            description="A member whose connections they are, as far as the viewer may know them.",
        ),
    ] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> FoundMembers:
    """Find members by words and filters, the best by relevance and nearness first; who is near
    where nothing is asked for.

    Of very many the 500 best by text are looked at (5,000 where a degree or `connections_of` is
    given), and of these the 150 best are ranked and counted.
    """
    filters = MemberFilters(
        q=q,
        degree=None if degree is None else DEGREES[degree],
        company=company,
        company_when=company_when,
        title=title,
        industry=industry,
        school=school,
        location=location,
        skill=skill,
        connections_of=connections_of,
    )
    return await members_page(state.graph.reader, state.signer, viewer_id, filters, limit, cursor)


DEGREES: dict[Literal["1", "2", "3"], Literal[1, 2, 3]] = {"1": 1, "2": 2, "3": 3}


@router.get("/companies", operation_id="search_companies", responses=ANSWERS)
async def search_companies(
    state: AppState, viewer_id: Viewer, q: Text, limit: Limit = 20, cursor: Cursor = None
) -> FoundCompanies:
    """Find companies by name, the best first."""
    listing = f"companies {viewer_id} {q}"
    items, following = await queries.search_companies(
        state.graph.reader, viewer_id, q, limit, start_of(state.signer, listing, cursor)
    )
    return FoundCompanies(items=items, next=cursor_to(state.signer, listing, following))


@router.get("/schools", operation_id="search_schools", responses=ANSWERS)
async def search_schools(
    state: AppState, viewer_id: Viewer, q: Text, limit: Limit = 20, cursor: Cursor = None
) -> FoundSchools:
    """Find schools by name, the best first."""
    listing = f"schools {viewer_id} {q}"
    items, following = await queries.search_schools(
        state.graph.reader, viewer_id, q, limit, start_of(state.signer, listing, cursor)
    )
    return FoundSchools(items=items, next=cursor_to(state.signer, listing, following))


@router.get("/groups", operation_id="search_groups", responses=ANSWERS)
async def search_groups(
    state: AppState, viewer_id: Viewer, q: Text, limit: Limit = 20, cursor: Cursor = None
) -> FoundGroups:
    """Find groups by name and description, the best first."""
    listing = f"groups {viewer_id} {q}"
    items, following = await queries.search_groups(
        state.graph.reader, viewer_id, q, limit, start_of(state.signer, listing, cursor)
    )
    return FoundGroups(items=items, next=cursor_to(state.signer, listing, following))


@router.get("/events", operation_id="search_events", responses=ANSWERS)
async def search_events(
    state: AppState, viewer_id: Viewer, q: Text, limit: Limit = 20, cursor: Cursor = None
) -> FoundEvents:
    """Find events by title and description, the best first; cancelled ones are not found."""
    listing = f"events {viewer_id} {q}"
    items, following = await queries.search_events(
        state.graph.reader, viewer_id, q, limit, start_of(state.signer, listing, cursor)
    )
    return FoundEvents(items=items, next=cursor_to(state.signer, listing, following))
