"""Who is answered what about a member: every route, asked by everybody, against docs/privacy.md.

Ada is the member. Fay is connected to her, Sue to Fay, Tom to Sue; Sam, Ann and Adm know none of
them. Bob knows Fay, and Ada has blocked him. Zoe has asked Ada to connect; Fay has approved of
introducing Sue to her. What more there is of hers stands with each part of the scene.
"""

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from neo4j import Driver
from tests.conftest import as_member
from tests.linkedin.exports import connection, table, zip_of

from mutuals.app import create_app
from mutuals.graph.driver import Server
from mutuals.graph.opening import utc_now
from mutuals.settings import Settings

TABLE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text("utf-8")
COLUMNS = [
    "anonymous",
    "stranger",
    "third",
    "second",
    "first",
    "blocked",
    "owner",
    "service",
    "analyst",
    "admin",
]
MEMBERS = {
    "stranger": "sam",
    "third": "tom",
    "second": "sue",
    "first": "fay",
    "blocked": "bob",
    "owner": "ada",
    "analyst": "ann",
    "admin": "adm",
}
NAME = "Ada Lovelace"
CONTACT = "ada@example.org"
MARKS = {"name": NAME, "contact": CONTACT}

SCENE = """
MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock AND NOT n:ServiceToken
CALL (n) { DETACH DELETE n }
WITH count(*) AS cleared
CREATE
  (ada:Member {id: 'ada', name: $name, contact_email: $contact}),
  (fay:Member {id: 'fay', name: 'Fay'}),
  (sue:Member {id: 'sue', name: 'Sue'}),
  (tom:Member {id: 'tom', name: 'Tom'}),
  (sam:Member {id: 'sam', name: 'Sam'}),
  (ann:Member {id: 'ann', name: 'Ann'}),
  (adm:Member {id: 'adm', name: 'Adm'}),
  (bob:Member {id: 'bob', name: 'Bob'}),
  (zoe:Member {id: 'zoe', name: 'Zoe'}),
  (ada)-[:WORKS_AT]->(:Company {id: 'acme', name: 'Acme'}),
  (ada)-[:CONNECTED_TO {pair: 'ada|fay', strength: 0.5, context: 0.5, since: $now}]->(fay),
  (fay)-[:CONNECTED_TO {pair: 'fay|sue', strength: 0.5, context: 0.5, since: $now}]->(sue),
  (sue)-[:CONNECTED_TO {pair: 'sue|tom', strength: 0.5, context: 0.5, since: $now}]->(tom),
  (bob)-[:CONNECTED_TO {pair: 'bob|fay', strength: 0.5, context: 0.5, since: $now}]->(fay),
  (ada)-[:BLOCKS {since: $now}]->(bob),
  (zoe)-[:SENT]->(:ConnectionRequest {
    id: 'request',
    pair: 'ada|zoe',
    open_pair: 'ada|zoe',
    state: 'pending',
    created_at: $now,
    expires_at: $later
  })-[:SENT_TO]->(ada),
  (talk:Conversation {
    id: 'talk', kind: 'direct', pair: 'ada|fay', created_at: $now, last_number: 1
  }),
  (ada)-[:TAKES_PART_IN {member_id: 'ada', active_at: $now, read_number: 1, unread: 0}]->(talk),
  (fay)-[:TAKES_PART_IN {member_id: 'fay', active_at: $now, read_number: 0, unread: 1}]->(talk),
  (ada)-[:WROTE]->(:Message {
    id: 'message', conversation_id: 'talk', number: 1, text: 'Hello', created_at: $now
  })-[:PART_OF]->(talk),
  (sue)-[:ASKED_FOR]->(introduction:Introduction {
    id: 'introduction',
    state: 'approved',
    reason: 'Work',
    purpose: 'job',
    wants_connection: false,
    created_at: $now,
    approved_at: $now,
    expires_at: $later
  })-[:INTRODUCES_TO]->(ada),
  (introduction)-[:VIA {position: 0}]->(fay),
  (introduction)-[:AWAITS]->(ada),
  (:Notification {
    member_id: 'fay', number: 1, kind: 'message', actor_id: 'ada', subject_id: 'talk',
    created_at: $now
  })-[:TELLS]->(fay),
  (:Notification {
    member_id: 'bob', number: 1, kind: 'request', actor_id: 'ada', subject_id: 'gone',
    created_at: $now
  })-[:TELLS]->(bob)
SET fay.last_notification = 1, bob.last_notification = 1
"""

REPUTATION = """
CREATE
  (ada)-[:HAS_SKILL]->(skill:Skill {id: 'mathematics', name: 'Mathematics'}),
  (fay)-[:HAS_SKILL]->(skill),
  (ada)-[:ENDORSES {
    key: 'ada|fay|mathematics', skill_id: 'mathematics', hidden: false, created_at: $now
  }]->(fay),
  (ada)-[:RECOMMENDS]->(:Recommendation {
    id: 'recommendation',
    key: 'ada|fay',
    state: 'accepted',
    relationship: 'worked_with',
    text: 'She is good.',
    created_at: $now,
    written_at: $now,
    accepted_at: $now
  })-[:RECOMMENDATION_OF]->(fay),
  (sue)-[:HAS_GOAL]->(:Goal {
    id: 'goal',
    kind: 'employer',
    companies: ['Acme'],
    industries: [],
    skills: [],
    places: [],
    created_at: $now,
    updated_at: $now
  })
"""
"""Ada endorses a skill that both have, and has written a recommendation of Fay. Sue looks for an
employer, Ada's."""

# Ada owns a club by approval, which Fay and Sue are in and Tom asks to join; she organises a party
# that she and Sue attend. Fay has proposed a coffee to her, and Sue has asked to write with her.
GATHERINGS = """
CREATE
  (club:Group {id: 'club', name: 'Club', joining: 'approval', created_at: $now}),
  (ada)-[:MEMBER_OF {role: 'owner', since: $now}]->(club),
  (fay)-[:MEMBER_OF {role: 'member', since: $now}]->(club),
  (sue)-[:MEMBER_OF {role: 'member', since: $now}]->(club),
  (tom)-[:ASKS_TO_JOIN {since: $now}]->(club),
  (party:Event {
    id: 'party', title: 'Party', starts_at: $later, ends_at: $later + duration('PT1H'),
    time_zone: 'UTC', created_at: $now, changed_at: $now, sequence: 0
  }),
  (ada)-[:ORGANISES]->(party),
  (ada)-[:ATTENDS {since: $now}]->(party),
  (sue)-[:ATTENDS {since: $now}]->(party),
  (fay)-[:PROPOSED]->(:Meetup {
    id: 'coffee', kind: 'coffee', state: 'accepted', times: [$later], minutes: 30,
    starts_at: $later, created_at: $now, answered_at: $now
  })-[:PROPOSED_TO]->(ada),
  (sue)-[:SENT]->(:MessageRequest {
    id: 'asking', pair: 'ada|sue', open_pair: 'ada|sue', state: 'pending', text: 'Hello',
    created_at: $now
  })-[:SENT_TO]->(ada)
"""
SCENE += REPUTATION + GATHERINGS
# Search and suggestions: Ada's words, as they are indexed.
SCENE += """
SET ada.search_name = 'ada lovelace', ada.search_keys = 'now:acme'
"""
POSTS = """
CREATE
  (ada)-[:POSTED {author_id: 'ada', created_at: $now}]->(post:Post {
    id: 'post', author_id: 'ada', kind: 'update', audience: 'second_degree', text: 'Hello',
    created_at: $now
  }),
  (fay)-[:COMMENTED {member_id: 'fay', posted_at: $now, created_at: $now}]->
  (:Comment {id: 'comment', text: 'Hello', created_at: $now})-[:COMMENTS_ON]->(post),
  (fay)-[:REACTED_TO {member_id: 'fay', posted_at: $now, created_at: $now, kind: 'like'}]->(post),
  (ada)-[:REACHED]->(:Milestone {
    id: 'milestone', kind: 'anniversary', state: 'draft', text: '1 year at Acme', created_at: $now
  })
"""
SCENE += POSTS
# The operator has said whose this address is.
SCENE += """
CREATE (ada)-[:IDENTIFIED_BY]->(:Identity {id: 'email:' + $contact})
"""

# What a run of the graph algorithms found, which analysts read.
SCENE += """
CREATE (:AnalyticsRun {
  id: 'run', number: 1, slot: 'a', state: 'complete', stage: 'writing', done: 1.0,
  started_at: $now, engine: 'networkit'
})
"""
# Ada and Fay share what they imported in the club.
SCENE += """
WITH club, ada, fay
MATCH (member:Member)-[part:MEMBER_OF]->(club)
WHERE member IN [ada, fay]
SET part.shares_imports = true
"""

PATHS = {
    "/v1/analytics/runs/{id}": "run",
    "/v1/posts/{id}": "post",
    "/v1/comments/{id}": "comment",
    "/v1/me/hidden-posts/{id}": "post",
    "/v1/me/milestone-drafts/{id}": "milestone",
    "/v1/companies/{id}": "acme",
    "/v1/connection-requests/{id}": "request",
    "/v1/conversations/{id}": "talk",
    "/v1/messages/{id}": "message",
    "/v1/introductions/{id}": "introduction",
    "/v1/recommendations/{id}": "recommendation",
    "/v1/me/goals/{id}": "goal",
    "/v1/me/follow-ups/{id}": "request",
    "/v1/groups/{id}": "club",
    "/v1/events/{id}": "party",
    "/v1/meetups/{id}": "coffee",
    "/v1/message-requests/{id}": "asking",
}
"""What stands for {id}; everywhere else it is Ada's."""

EXPORT = zip_of({"Connections.csv": table("Connections.csv", [connection(NAME, CONTACT)])})
"""A LinkedIn export that anybody may forge, and that names Ada."""

BODIES: dict[str, dict[str, Any]] = {
    "GET /v1/companies": {"params": {"q": "Acme"}},
    "GET /v1/events": {"params": {"q": "Acme"}},
    "GET /v1/groups": {"params": {"q": "Acme"}},
    "GET /v1/members": {"params": {"q": "Lovelace", "company": "acme"}},
    "GET /v1/schools": {"params": {"q": "Acme"}},
    "POST /v1/me/imports": {"content": EXPORT, "headers": {"Content-Type": "application/zip"}},
    "POST /v1/me/suggestions/shown": {"json": {"member_ids": ["ada"]}},
    "PATCH /v1/accounts/{id}": {"json": {"role": "analyst"}},
    "PATCH /v1/events/{id}": {"json": {"place": "Here"}},
    "PATCH /v1/groups/{id}": {"json": {"description": "Ours"}},
    "PATCH /v1/groups/{id}/members/{member_id}": {"json": {"role": "moderator"}},
    "PATCH /v1/me": {"json": {"headline": "Analyst"}},
    "PATCH /v1/me/connections/{id}": {"json": {"how_well": 0.5}},
    "PATCH /v1/me/introduction-settings": {"json": {"paused": True}},
    "PATCH /v1/me/notification-preferences": {"json": {"muted": ["message"]}},
    "PATCH /v1/me/privacy": {"json": {"requests_from": "nobody"}},
    "PATCH /v1/members/{id}": {"json": {"headline": "Analyst"}},
    "PATCH /v1/me/skills/{skill}/endorsements/{member_id}": {"json": {"hidden": True}},
    "PATCH /v1/messages/{id}": {"json": {"text": "Good day"}},
    "POST /v1/accounts": {
        "json": {"email": "new@example.org", "password": "a long password", "name": "New"}
    },
    "POST /v1/analytics/cypher": {"json": {"query": "MATCH (m:Member) RETURN m"}},
    "POST /v1/auth/password": {
        "json": {"old_password": "a long password", "new_password": "another password"}
    },
    "POST /v1/auth/refresh": {"json": {"refresh_token": "none"}},
    "POST /v1/auth/token": {"data": {"username": CONTACT, "password": "a long password"}},
    "POST /v1/connection-requests": {"json": {"member_id": "ada"}},
    "POST /v1/conversations/{id}/read": {"json": {"number": 1}},
    "POST /v1/events": {
        "json": {
            "title": "Talk",
            "starts_at": "2099-01-01T18:00:00Z",
            "ends_at": "2099-01-01T19:00:00Z",
            "time_zone": "UTC",
            "group_id": "club",
        }
    },
    "POST /v1/groups": {"json": {"name": "Another"}},
    "POST /v1/introductions": {
        "json": {"connector_id": "fay", "target_id": "ada", "reason": "Work", "purpose": "job"}
    },
    "POST /v1/introductions/{id}/approve": {"json": {"words": "You should meet."}},
    "POST /v1/introductions/{id}/forward": {"json": {"connector_id": "ada"}},
    "POST /v1/meetups": {
        "json": {"member_id": "ada", "kind": "coffee", "times": ["2099-01-01T18:00:00Z"]}
    },
    "POST /v1/meetups/{id}/accept": {"json": {"time": "2099-01-01T18:00:00Z"}},
    "POST /v1/message-requests": {"json": {"member_id": "ada", "text": "Hello"}},
    "POST /v1/me/notifications/read": {"json": {"up_to": 1}},
    "POST /v1/members": {"json": {"id": "new", "name": "New"}},
    "POST /v1/messages": {"json": {"member_id": "ada", "text": "Hello"}},
    "POST /v1/me/goals": {"json": {"kind": "role", "companies": ["Acme"]}},
    "PATCH /v1/me/goals/{id}": {"json": {"title": "Analyst"}},
    "POST /v1/recommendations": {
        "json": {
            "step": "write",
            "member_id": "ada",
            "relationship": "worked_with",
            "text": "She is good.",
        }
    },
    "POST /v1/recommendations/{id}/return": {"json": {"wish": "Please name the engine."}},
    "POST /v1/recommendations/{id}/write": {"json": {"text": "She is very good."}},
    "PATCH /v1/me/milestone-settings": {"json": {"milestones": "post"}},
    "POST /v1/me/milestone-drafts/{id}/post": {"json": {}},
    "PATCH /v1/comments/{id}": {"json": {"text": "Good day"}},
    "PATCH /v1/posts/{id}": {"json": {"text": "Good day"}},
    "POST /v1/posts": {"json": {"text": "Hello"}},
    "POST /v1/posts/{id}/comments": {"json": {"text": "Hello"}},
    "POST /v1/posts/{id}/shares": {"json": {"text": "Hello"}},
    "PUT /v1/posts/{id}/reaction": {"json": {"kind": "like"}},
    "POST /v1/relations": {"json": {"member_ids": ["ada"]}},
}


def operations() -> list[str]:
    paths: dict[str, dict[str, object]] = create_app(Settings()).openapi()["paths"]
    return sorted(
        f"{method.upper()} {path}"
        for path, methods in paths.items()
        if path.startswith("/v1/")
        for method in methods
    )


def rows() -> dict[str, list[str]]:
    """The table, by operation."""
    found = {}
    for line in TABLE.splitlines():
        if match := re.fullmatch(r"\| `(\w+ /v1/\S+)` \|(.*)\|", line):
            found[match[1]] = [cell.strip() for cell in match[2].split("|")]
    return found


def set_scene(driver: Driver, server: Server) -> None:
    now = utc_now()
    driver.execute_query(
        SCENE,
        name=NAME,
        contact=CONTACT,
        now=now,
        later=now + timedelta(days=30),
        database_=server.database,
    )


def headers_of(column: str, as_service: dict[str, str]) -> dict[str, str]:
    if column == "anonymous":
        return {}
    if column == "service":
        return as_service | {"Mutuals-Viewer": "sam"}
    if column in {"analyst", "admin"}:
        return as_member(MEMBERS[column], "admin" if column == "admin" else "analyst")
    return as_member(MEMBERS[column])


def path_of(operation: str) -> str:
    path = operation.partition(" ")[2]
    for start, value in PATHS.items():
        if path.startswith(start):
            path = path.replace("{id}", value)
    path = path.replace("{skill}", "mathematics").replace("{name}", "hubs")
    return re.sub(r"\{other_id\}", "fay", re.sub(r"\{\w*id\}", "ada", path, count=1))


def cell(answer: httpx.Response) -> str:
    said = text_of(answer) if answer.is_success and answer.is_stream_consumed else ""
    marks = [mark for mark, text in MARKS.items() if text in said]
    return " ".join([str(answer.status_code), *marks])


def text_of(answer: httpx.Response) -> str:
    if answer.headers.get("content-type") != "application/zip":
        return answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_every_route_has_a_row() -> None:
    assert sorted(rows()) == operations()


@pytest.mark.parametrize("operation", operations())
def test_everybody_is_answered_as_the_table_says(
    api: httpx.Client,
    server: Server,
    driver: Driver,
    as_service: dict[str, str],
    operation: str,
) -> None:
    method = operation.partition(" ")[0]
    path = path_of(operation)
    found = []
    fresh = False
    for column in COLUMNS:
        if not fresh:
            set_scene(driver, server)
        body = dict(BODIES.get(operation, {}))
        headers = headers_of(column, as_service) | body.pop("headers", {})
        with api.stream(method, path, headers=headers, **body) as answer:
            if not path.endswith("/stream") or not answer.is_success:  # which has no end
                answer.read()
            found.append(cell(answer))
        fresh = method == "GET" or not answer.is_success
    expected = rows().get(operation, [])
    assert found == expected, f"| `{operation}` | {' | '.join(found)} |"
