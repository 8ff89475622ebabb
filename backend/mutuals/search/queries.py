"""Reads of a search, for a viewer."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from mutuals.graph.driver import Reader, Row
from mutuals.members.names import ID_PATTERN, named_id
from mutuals.members.queries import find_missing, missing_member
from mutuals.pooling.models import headline
from mutuals.pooling.queries import search_people
from mutuals.search.models import (
    Employed,
    EventHit,
    Facets,
    GroupHit,
    MemberFilters,
    MemberHit,
    NamedHit,
)
from mutuals.search.words import escaped, member_query, name_query, person_query, title_query, words

SortKey = list[str]
"""Where a page ended: the last hit's score, and its id."""

HUB_SIZE = 1000
"""From this many connections on, degrees are found from the members' side."""
HITS = 500
"""So many of the best by text are looked at; one who is near is found among them."""
HITS_OF_FEW = 5000
"""The same where a degree or a member's connections let few of them through."""
RANKED = 150
"""So many are ranked and counted, by text and nearness."""
VALUES = 10
"""So many values a facet shows."""
NEARNESS = [2.0, 1.5, 1.0]
"""By how much a score counts at the first, the second and any other degree."""
NOTHING = "+search_keys:none"
"""What no member has: what was written has no word in it."""
NOTHING_IMPORTED = "+owner_id:none -owner_id:none"
"""The same of unconfirmed members."""
FAR = 3
"""The degree that no unconfirmed member has."""


class MembersPage(NamedTuple):
    """A page of members, how many all pages have, what they have, and where the next starts."""

    items: list[MemberHit]
    total: int
    facets: Facets
    after: SortKey | None


async def search_members(
    reader: Reader, viewer_id: str, filters: MemberFilters, limit: int, after: SortKey | None
) -> MembersPage:
    """The members whom the viewer may find, the best by text and nearness first.

    Raises:
        MemberNotFoundError: the viewer, or whose connections are asked for, does not exist.
    """
    few = filters.degree is not None or filters.connections_of is not None
    row = await reader.row(
        "search.find_members",
        viewer_id=viewer_id,
        # One map: parameters that may be null are a plan for each way of setting them.
        filters={
            "query": lucene_query(filters),
            "degree": filters.degree,
            "of_id": filters.connections_of,
            "employed": None if filters.company_when is None else filters.company_when == "now",
        },
        bounds={
            "hub": HUB_SIZE,
            "hits": HITS_OF_FEW if few else HITS,
            "ranked": RANKED,
            "values": VALUES,
        },
        nearness=NEARNESS,
        after=after,
        limit=limit + 1,
    )
    if row is None:
        named = [filters.connections_of] if filters.connections_of else []
        raise await missing_member(reader, viewer_id, *named)
    if row["may_know_others"]:
        await _add_people(reader, row, viewer_id, filters, limit, after)
    things = {entry["kind"]: entry["found"] for entry in row["facets"].pop("things")}
    facets = Facets(
        company=things.get("WORKS_AT", []),
        school=things.get("STUDIED_AT", []),
        skill=things.get("HAS_SKILL", []),
        **row["facets"],
    )
    rows, following = _page(row["items"], limit)
    return MembersPage([MemberHit(**item) for item in rows], row["total"], facets, following)


async def _add_people(
    reader: Reader,
    row: Row,
    viewer_id: str,
    filters: MemberFilters,
    limit: int,
    after: SortKey | None,
) -> None:
    """Add to a page of members the unconfirmed ones who belong there, and count them too."""
    unknown = [
        filters.industry,
        filters.school,
        filters.location,
        filters.skill,
        filters.connections_of,
    ]
    if any(unknown) or filters.degree == FAR or filters.company_when is Employed.BEFORE:
        return  # of which an import says nothing
    asked = [(filters.q, person_query), (filters.title, title_query)]
    parts = [make(text) or NOTHING_IMPORTED for text, make in asked if text is not None]
    if not parts and filters.company is None:
        return
    found = await search_people(
        reader,
        viewer_id,
        query=" ".join(parts) or None,
        company_ids=None if filters.company is None else _ids(filters.company),
        degree=filters.degree,
        bounds={"hits": HITS, "ranked": RANKED, "values": VALUES},
        nearness=NEARNESS,
        after=after,
        limit=limit + 1,
    )
    if found is None:
        return
    row["total"] += found["total"]
    row["items"] += [
        {
            "id": item["id"],
            "name": item["name"],
            "headline": headline(item["position"], item["company"]),
            "degree": item["degree"],
            "mutual_count": item["mutual_count"],
            "score": item["score"],
            "confirmed": False,
        }
        for item in found["items"]
    ]
    row["items"].sort(key=lambda item: (-item["score"], item["id"]))
    for entry in row["facets"]["degree"]:
        entry["count"] += found["degrees"].count(entry["value"])
    for entry in row["facets"]["things"]:
        if entry["kind"] == "WORKS_AT":
            entry["found"] = _counted_together(entry["found"], found["companies"])
            break
    else:
        row["facets"]["things"].append({"kind": "WORKS_AT", "found": found["companies"]})


def _counted_together(some: list[Row], others: list[Row]) -> list[Row]:
    """The values of both, the most frequent first."""
    counts = {entry["value"]: dict(entry) for entry in some}
    for entry in others:
        if entry["value"] in counts:
            counts[entry["value"]]["count"] += entry["count"]
        else:
            counts[entry["value"]] = entry
    return sorted(counts.values(), key=lambda entry: (-entry["count"], entry["value"]))[:VALUES]


def lucene_query(filters: MemberFilters) -> str | None:
    """What is asked of the index of members; null where nothing is, so that who is near is found.

    All but the degree and whose connections they are is asked of the index, so that what fits is
    found among however many.
    """
    asked = [] if filters.q is None else [member_query(filters.q) or NOTHING]
    if filters.company is not None:
        whens = ["now", "before"] if filters.company_when is None else [filters.company_when.value]
        asked.append(_any(f"{when}:{name}" for when in whens for name in _ids(filters.company)))
    if filters.school is not None:
        asked.append(_any(f"school:{name}" for name in _ids(filters.school)))
    if filters.skill is not None:
        asked.append(_any(f"skill:{name}" for name in _ids(filters.skill)))
    if filters.industry is not None:
        asked.append(_any([f"industry:{named_id(filters.industry)}"]))
    for kind, text in (("title", filters.title), ("location", filters.location)):
        if text is not None:
            asked += [_any([f"{kind}:{word}"], "*") for word in words(text)] or [NOTHING]
    return " ".join(asked) or None


async def search_companies(
    reader: Reader, viewer_id: str, q: str, limit: int, after: SortKey | None
) -> tuple[list[NamedHit], SortKey | None]:
    """A page of the companies of that name, the best first, and where the next starts.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    query = name_query(q, ["name"])
    rows, following = await _found(reader, "search.find_companies", viewer_id, query, limit, after)
    return [NamedHit(**row) for row in rows], following


async def search_schools(
    reader: Reader, viewer_id: str, q: str, limit: int, after: SortKey | None
) -> tuple[list[NamedHit], SortKey | None]:
    """A page of the schools of that name, the best first, and where the next starts.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    query = name_query(q, ["name"])
    rows, following = await _found(reader, "search.find_schools", viewer_id, query, limit, after)
    return [NamedHit(**row) for row in rows], following


async def search_groups(
    reader: Reader, viewer_id: str, q: str, limit: int, after: SortKey | None
) -> tuple[list[GroupHit], SortKey | None]:
    """A page of the groups of that name or description, the best first, and where the next starts.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    rows, following = await _found(
        reader,
        "search.find_groups",
        viewer_id,
        name_query(q, ["name", "description"]),
        limit,
        after,
    )
    return [GroupHit(**row) for row in rows], following


async def search_events(
    reader: Reader, viewer_id: str, q: str, limit: int, after: SortKey | None
) -> tuple[list[EventHit], SortKey | None]:
    """A page of the events of that title or description, the best first, and where the next starts.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    rows, following = await _found(
        reader,
        "search.find_events",
        viewer_id,
        name_query(q, ["title", "description"]),
        limit,
        after,
    )
    return [EventHit(**row) for row in rows], following


async def _found(
    reader: Reader,
    name: str,
    viewer_id: str,
    query: str | None,
    limit: int,
    after: SortKey | None,
) -> tuple[list[Row], SortKey | None]:
    row = None
    if query is None:
        if not await find_missing(reader, viewer_id):
            return [], None
    else:
        row = await reader.row(name, viewer_id=viewer_id, query=query, after=after, limit=limit + 1)
    if row is None:
        raise await missing_member(reader, viewer_id)
    return _page(row["items"], limit)


def _page(items: list[Row], limit: int) -> tuple[list[Row], SortKey | None]:
    """Cut off the one item that was asked for only to know whether more follow."""
    keys = [[repr(item.pop("score")), str(item["id"])] for item in items]
    return items[:limit], keys[limit - 1] if len(items) > limit else None


def _ids(name_or_id: str) -> list[str]:
    """A company, school or skill may be named by its id or by its name."""
    given = [name_or_id] if re.fullmatch(ID_PATTERN, name_or_id) else []
    return [*given, named_id(name_or_id)]


def _any(keys: Iterable[str], suffix: str = "") -> str:
    return f"+({' '.join(f'search_keys:{escaped(key)}{suffix}' for key in keys)})"
