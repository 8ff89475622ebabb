"""Imports and who shares them: written straight into Neo4j, as the tests' given."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import httpx
from neo4j import GraphDatabase
from tests.conftest import as_member

from mutuals.graph.driver import Server
from mutuals.members.names import named_id

IMPORT = """
UNWIND $people AS entry
MERGE (owner:Member {id: entry.owner_id})
  ON CREATE SET owner.name = toUpper(left(owner.id, 1)) + substring(owner.id, 1)
CREATE (owner)-[knows:KNOWS_UNCONFIRMED]->(person:UnconfirmedMember)
SET person = entry.person, knows = entry.knows
WITH person, entry
UNWIND entry.identities AS identity
MERGE (same:Identity {id: identity})
CREATE (person)-[:IDENTIFIED_BY]->(same)
"""

SHARE = """
MERGE (group:Group {id: $group_id})
  ON CREATE SET group.name = $group_id, group.joining = 'approval', group.created_at = datetime()
WITH group
UNWIND $member_ids AS member_id
MERGE (member:Member {id: member_id})
  ON CREATE SET member.name = toUpper(left(member_id, 1)) + substring(member_id, 1)
MERGE (member)-[part:MEMBER_OF]->(group)
SET part.role = 'member', part.since = datetime(), part.shares_imports = $shares
"""


def run(server: Server, query: str, **parameters: Any) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        records = driver.execute_query(query, parameters, database_=server.database).records
        return [record.data() for record in records]


def known(
    owner: str,
    id_: str,
    name: str | None = None,
    *,
    company: str | None = None,
    position: str | None = None,
    email: str | None = None,
    strength: float = 0.5,
    identities: Iterable[str] = (),
    counted: tuple[float, float, datetime] | None = None,
    endorsements: int | None = None,
) -> dict[str, Any]:
    """One whom an owner imported; counted are messages each way, as of a time."""
    forward, backward, counted_at = counted or (None, None, None)
    return {
        "owner_id": owner,
        "identities": list(identities),
        "person": {
            "id": id_,
            "owner_id": owner,
            "name": name,
            "company": company,
            "company_id": None if company is None else named_id(company),
            "position": position,
            "email": email,
            "profile_url": f"https://www.linkedin.com/in/{id_}",
        },
        "knows": {
            "strength": strength,
            "context": strength,
            "forward": forward,
            "backward": backward,
            "counted_at": counted_at,
            "endorsements": endorsements,
        },
    }


def write_imports(server: Server, *people: dict[str, Any]) -> None:
    run(server, IMPORT, people=list(people))


def share(
    server: Server, *member_ids: str, group_id: str = "team", shares: bool | None = True
) -> None:
    """Have these be in a group and share their imports there; or, with none, be in it alone."""
    run(server, SHARE, group_id=group_id, member_ids=list(member_ids), shares=shares)


def get(api: httpx.Client, viewer: str, path: str, **query: object) -> Any:
    """The answer's JSON, or its status where it is a problem."""
    answer = api.get(f"/v1/{path}", params=query, headers=as_member(viewer))  # type: ignore[arg-type]
    return answer.json() if answer.status_code == 200 else answer.status_code


def degrees(api: httpx.Client, viewer: str, *member_ids: str) -> list[int | None]:
    answer = api.post("/v1/relations", json={"member_ids": member_ids}, headers=as_member(viewer))
    return [relation["degree"] for relation in answer.json()["relations"]]


def listed(api: httpx.Client, viewer: str, degree: int = 1, **query: object) -> list[str]:
    """The ids of the viewer's degree, read page by page of two; the total is right on each."""
    ids: list[str] = []
    cursor: dict[str, str] = {}
    total = None
    while True:
        page = get(api, viewer, "me/connections", degree=degree, limit=2, **query, **cursor)
        ids += [item["id"] for item in page["items"]]
        total = page["total"] if total is None else total
        assert page["total"] == total
        if page["next"] is None:
            assert len(ids) == total
            return ids
        cursor = {"cursor": page["next"]}


def paths(api: httpx.Client, viewer: str, path: str, **query: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(api, viewer, f"{path}/introduction-paths", **query)["paths"]
    return found


def ways(found: list[dict[str, Any]]) -> list[str]:
    """Each path as its members' ids: `ada bea zoe`; a masked one is a star."""
    return [" ".join(member["id"] or "*" for member in path["members"]) for path in found]
