"""Reads of unconfirmed members, for who imported them and for the pool of who shares imports."""

from datetime import datetime

from mutuals.connections.strength import ACTIVITY_WEIGHTS, CONTEXT_WEIGHTS
from mutuals.errors import NotFoundError, NotPermittedError
from mutuals.graph.driver import Reader, Row
from mutuals.pooling.models import ImportSharing, Person

MOST_NAMED = 100
"""So many of who shares in a group are named; all are counted."""


async def find_people(reader: Reader, viewer_id: str, member_ids: list[str]) -> list[Person]:
    """Of these ids those that are unconfirmed members whom the viewer may see, in no order."""
    rows = await reader.rows("pooling.find_people", viewer_id=viewer_id, member_ids=member_ids)
    return [Person.model_validate(row) for row in rows]


async def find_person(reader: Reader, viewer_id: str, member_id: str) -> Person | None:
    """The unconfirmed member of this id; None where the viewer may not see one."""
    found = await find_people(reader, viewer_id, [member_id])
    return found[0] if found else None


async def people_page(
    reader: Reader,
    viewer_id: str,
    *,
    degree: int,
    company_ids: list[str] | None,
    title: str | None,
    after: list[str] | None,
    limit: int,
) -> Row:
    """The first unconfirmed members after a sort key, `items`, and how many there are, `total`.

    Of the first degree are those that the viewer imported, of the second those that others in
    their pool did. The columns are those of connections.list_first_degree.
    """
    row = await reader.row(
        "pooling.list_people",
        viewer_id=viewer_id,
        degree=degree,
        filters={"company_ids": company_ids, "title": title},
        after=after,
        limit=limit,
    )
    return row or {"total": 0, "items": []}


async def search_people(
    reader: Reader,
    viewer_id: str,
    *,
    query: str | None,
    company_ids: list[str] | None,
    degree: int | None,
    bounds: dict[str, int],
    nearness: list[float],
    after: list[str] | None,
    limit: int,
) -> Row | None:
    """The unconfirmed members whom a Lucene query finds, and how many; see the Cypher file.

    With no query, all at the companies. None where the viewer does not exist.
    """
    return await reader.row(
        "pooling.search_people",
        viewer_id=viewer_id,
        filters={"query": query, "company_ids": company_ids, "degree": degree},
        bounds=bounds,
        nearness=nearness,
        after=after,
        limit=limit,
    )


async def pool_paths(
    reader: Reader,
    viewer_id: str,
    *,
    target_id: str | None = None,
    company_id: str | None = None,
    max_hops: int,
    limit: int,
    default_cap: int,
    now: datetime,
) -> list[Row] | None:
    """The rows of the viewer's best paths to an unconfirmed member, or to any at a company.

    None where there is nobody of that id, or at that company, whom the viewer may see.
    """
    row = await reader.row(
        "pooling.find_paths",
        viewer_id=viewer_id,
        wanted={"target_id": target_id, "company_id": company_id},
        max_hops=max_hops,
        limit=limit,
        default_cap=default_cap,
        context_weights=CONTEXT_WEIGHTS,
        activity_weights=ACTIVITY_WEIGHTS,
        now=now,
    )
    if row is None or not row["found"]:
        return None
    paths: list[Row] = row["paths"]
    return paths


async def import_sharing(reader: Reader, viewer_id: str, group_id: str) -> ImportSharing:
    """Who shares their imports in a group of the viewer's, and what the viewer sees through them.

    Raises:
        NotFoundError: there is no such group.
        NotPermittedError: the viewer is not in it.
    """
    row = await reader.row(
        "pooling.get_sharing", viewer_id=viewer_id, group_id=group_id, most_named=MOST_NAMED
    )
    if row is None:
        raise NotFoundError("group", group_id)
    if not row.pop("is_member"):
        raise NotPermittedError(JOIN_FIRST)
    return ImportSharing(group_id=group_id, **row)


JOIN_FIRST = "Only members of the group share their imports in it: join it first."
