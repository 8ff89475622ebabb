"""Reads of connections, for a viewer."""

from datetime import datetime
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from mutuals.connections.factors import TieFacts, factors
from mutuals.connections.models import (
    ConnectionFilters,
    ConnectionItem,
    Degree,
    ExplainedTie,
    MemberDegree,
    MemberSummary,
    Reach,
    Relation,
)
from mutuals.connections.strength import tier
from mutuals.errors import NotFoundError
from mutuals.graph.driver import Reader, Row
from mutuals.members.names import named_id
from mutuals.members.queries import find_missing, missing_member
from mutuals.pooling.models import headline
from mutuals.pooling.queries import find_people, find_person, people_page

HUB_SIZE = 1000
"""From this many connections on, degrees are found from the members' side (measured)."""

NO_MEMBER = -1
"""What connections.degrees says of an id that is no member's."""

SortKey = list[str]
"""Where a page ended: the last member's name in lower case, and id."""


class Page(NamedTuple):
    """Rows of a list, how many the list has in all, and where the next page starts."""

    rows: list[Row]
    total: int
    after: SortKey | None


async def relation(reader: Reader, viewer_id: str, member_id: str) -> Relation:
    """The viewer's degree to a member and the number of their mutual connections.

    Raises:
        MemberNotFoundError: either does not exist.
    """
    row = await reader.row("connections.relation", viewer_id=viewer_id, member_id=member_id)
    if row is None:
        if (person := await find_person(reader, viewer_id, member_id)) is not None:
            return person.relation()
        raise await missing_member(reader, viewer_id, member_id)
    return Relation(member_id=member_id, **row)


async def tie(reader: Reader, viewer_id: str, member_id: str, now: datetime) -> ExplainedTie:
    """The viewer's tie with a connection of theirs, as of now.

    Raises:
        MemberNotFoundError: either does not exist.
        NotFoundError: the two are not connected.
    """
    pair = f"{min(viewer_id, member_id)}|{max(viewer_id, member_id)}"
    row = await reader.row(
        "connections.get_tie", viewer_id=viewer_id, member_id=member_id, pair=pair
    )
    if row is None:
        if await find_missing(reader, viewer_id, member_id):
            raise await missing_member(reader, viewer_id, member_id)
        raise NotFoundError("connection", member_id)
    facts = TieFacts(**row["facts"])
    strength = facts.strength(now)
    return ExplainedTie(
        member_id=member_id,
        since=row["since"],
        last_contact_at=facts.counted_at,
        strength=strength,
        tier=tier(strength),
        factors=factors(facts, now),
    )


async def degrees(reader: Reader, viewer_id: str, member_ids: list[str]) -> list[MemberDegree]:
    """The viewer's degree to each member, in the order given.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    rows = await reader.rows(
        "connections.degrees", viewer_id=viewer_id, member_ids=member_ids, hub_size=HUB_SIZE
    )
    if not rows:
        raise await missing_member(reader, viewer_id)
    found: dict[str, Degree] = {
        member_id: row["degree"] for member_id, row in zip(member_ids, rows, strict=True)
    }
    if others := [member_id for member_id, degree in found.items() if degree == NO_MEMBER]:
        found |= dict.fromkeys(others)
        people = await find_people(reader, viewer_id, others)
        found |= {person.id: person.degree for person in people}
    return [MemberDegree(member_id=member_id, degree=found[member_id]) for member_id in member_ids]


async def reach(reader: Reader, viewer_id: str) -> Reach:
    """How many members the viewer has at the first, second and third degree.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row("connections.reach", viewer_id=viewer_id)
    if row is None:
        raise await missing_member(reader, viewer_id)
    return Reach(**row)


async def mutual_connections(
    reader: Reader, viewer_id: str, member_id: str, limit: int, after: SortKey | None
) -> tuple[list[MemberSummary], int, SortKey | None]:
    """A page of the connections both have, their number, and where the next page starts.

    Raises:
        MemberNotFoundError: either does not exist.
    """
    row = await reader.row(
        "connections.list_mutual",
        viewer_id=viewer_id,
        member_id=member_id,
        limit=limit + 1,
        after=after,
    )
    if row is None:
        raise await missing_member(reader, viewer_id, member_id)
    page = _page(row, limit)
    return [MemberSummary(**item) for item in page.rows], page.total, page.after


async def connections(
    reader: Reader,
    viewer_id: str,
    degree: Literal[1, 2],
    filters: ConnectionFilters,
    limit: int,
    after: SortKey | None,
) -> tuple[list[ConnectionItem], int, SortKey | None]:
    """A page of the viewer's first or second degree, its number, and where the next page starts.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    company_ids = _ids(filters.company)
    parameters: dict[str, Any] = {
        "viewer_id": viewer_id,
        # One map: parameters that may be null are a plan for each way of setting them.
        "filters": {
            "company_ids": company_ids,
            "title": filters.title,
            "school_ids": _ids(filters.school),
            "skill_ids": _ids(filters.skill),
            "industry": filters.industry,
            "location": filters.location,
        },
        "after": after,
        "limit": limit + 1,
    }
    if degree == 1:
        row = await reader.row("connections.list_first_degree", **parameters)
    else:
        row = await reader.row("connections.list_second_degree", **parameters)
    if row is None:
        raise await missing_member(reader, viewer_id)
    # What an import says of nobody lets none of its people through.
    if row["may_know_others"] and not (
        filters.school or filters.skill or filters.industry or filters.location
    ):
        others = await people_page(
            reader,
            viewer_id,
            degree=degree,
            company_ids=company_ids,
            title=filters.title,
            after=after,
            limit=limit + 1,
        )
        row["total"] += others["total"]
        row["items"] += [
            {
                "id": item["id"],
                "name": item["name"],
                "headline": headline(item["position"], item["company"]),
                "mutual_count": item["mutual_count"],
                "sort_key": item["sort_key"],
                "confirmed": False,
            }
            for item in others["items"]
        ]
        row["items"].sort(key=itemgetter("sort_key"))
    page = _page(row, limit)
    return [ConnectionItem(degree=degree, **item) for item in page.rows], page.total, page.after


def _ids(name_or_id: str | None) -> list[str] | None:
    """A company, school or skill may be named by its id or by its name."""
    return None if name_or_id is None else [name_or_id, named_id(name_or_id)]


def _page(row: Row, limit: int) -> Page:
    """Cut off what was asked for only to know whether more follow."""
    items: list[Row] = row["items"]
    keys = [item.pop("sort_key") for item in items[: limit + 1]]
    after = keys[limit - 1] if len(items) > limit else None
    return Page(items[:limit], row["total"], after)
