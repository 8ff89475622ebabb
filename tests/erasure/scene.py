"""A network in which one member has a part in everything that the model names."""

import tomllib
from datetime import datetime
from typing import Any

from neo4j import Driver, GraphDatabase

from mutuals.graph.catalogue import cypher_folder
from mutuals.graph.driver import Server

MODEL: dict[str, dict[str, list[str]]] = tomllib.loads(
    (cypher_folder() / "model.toml").read_text("utf-8")
)
MARK = "qzmark"
"""Stands in everything of hers, and nowhere else."""
ADA = f"{MARK}-ada-{'x' * 50}"
"""As long as makes Neo4j store it as text: it packs short ones into fewer bits a letter."""
LONG = f"{MARK} said something that is long enough to be stored as a text, and not packed."

NOT_A_MEMBERS = {"AnalyticsRun", "ServiceToken", "NightlyRun", "Migration", "MigrationLock"}
"""Labels of nodes that are about no member."""

# Of ada's: she owns a group alone and one with others, and whatever stands in the model is hers.
SCENE = """
CREATE
  (ada:Member {id: $ada}),
  (ben:Member {id: 'ben', name: 'Ben'}),
  (cid:Member {id: 'cid', name: 'Cid'}),
  (ada)-[:WORKS_AT]->(:Company {id: $mark + '-co'}),
  (ada)-[:WORKS_AT]->(acme:Company {id: 'acme', name: 'Acme'}),
  (ben)-[:WORKS_AT]->(acme),
  (ada)-[:STUDIED_AT]->(:School {id: $mark + '-school'}),
  (ada)-[:HAS_SKILL]->(:Skill {id: $mark + '-skill'}),
  (ada)-[:INTERESTED_IN]->(interest:Interest {id: $mark + '-interest'}),
  (account:Account {id: $ada, email: $mark + '@example.org'}),
  (account)-[:HAS_SESSION]->(:Session {id: $mark + '-session'}),
  (ada)-[:CONNECTED_TO {pair: $ada + '|ben'}]->(ben),
  (ben)-[:CONNECTED_TO {pair: 'ben|cid', strength: 0.5}]->(cid),
  (ada)-[:KNOWS_UNCONFIRMED]->(person:UnconfirmedMember {id: $mark + '-person', owner_id: $ada}),
  (person)-[:IDENTIFIED_BY]->(:Identity {id: 'email:' + $mark + '@example.com'}),
  (ada)-[:IDENTIFIED_BY]->(:Identity {id: 'url:linkedin.com/in/' + $mark}),
  (ada)-[:SENT]->(:ConnectionRequest {id: $mark + '-1', pair: $ada + '|cid'})-[:SENT_TO]->(cid),
  (cid)-[:SENT]->(:MessageRequest {id: $mark + '-2', pair: $ada + '|cid'})-[:SENT_TO]->(ada),
  (talk:Conversation {id: 'talk', kind: 'direct', pair: $ada + '|ben', last_number: 2}),
  (ada)-[:TAKES_PART_IN {member_id: $ada}]->(talk),
  (ben)-[:TAKES_PART_IN {member_id: 'ben', unread: 1, read_number: 0}]->(talk),
  (said:Message {
    id: 'said', conversation_id: 'talk', number: 1, text: $long, advice_topic: $long,
    created_at: $now
  }),
  (ada)-[:WROTE]->(said)-[:PART_OF]->(talk),
  (ben)-[:WROTE]->(:Message {
    id: 'answered', conversation_id: 'talk', number: 2, text: 'Good day', created_at: $now
  })-[:PART_OF]->(talk),
  (ben)-[:ASKED_FOR]->(introduction:Introduction {id: $mark + '-3'})-[:INTRODUCES_TO]->(cid),
  (introduction)-[:VIA {position: 0}]->(ada),
  (introduction)-[:AWAITS]->(ada),
  (ben)-[:RECOMMENDS]->(:Recommendation {id: $mark + '-4'})-[:RECOMMENDATION_OF]->(ada),
  (ada)-[:RECOMMENDS]->(:Recommendation {id: $mark + '-5'})-[:RECOMMENDATION_OF]->(ben),
  (ada)-[:ENDORSES {key: $ada + '|ben|skill'}]->(ben),
  (ben)-[:USED_TO_ENDORSE {key: 'ben|' + $ada + '|skill'}]->(ada),
  (ada)-[:HAS_GOAL]->(:Goal {id: $mark + '-6'}),
  (ada)-[:POSTED {author_id: $ada}]->(post:Post {id: $mark + '-7'})-[:ABOUT]->(interest),
  (fine:Comment {id: $mark + '-8', text: 'Fine'}),
  (ben)-[:COMMENTED {member_id: 'ben'}]->(fine)-[:COMMENTS_ON]->(post),
  (ben)-[:POSTED {author_id: 'ben'}]->(other:Post {id: 'other', author_id: 'ben', text: 'News'}),
  (other)-[:SHARES]->(post),
  (comment:Comment {id: 'commented', text: $long, created_at: $now}),
  (ada)-[:COMMENTED {member_id: $ada}]->(comment)-[:COMMENTS_ON]->(other),
  (reply:Comment {id: 'reply', text: 'Thanks', created_at: $now}),
  (cid)-[:COMMENTED {member_id: 'cid', created_at: $now}]->(reply)-[:COMMENTS_ON]->(other),
  (reply)-[:REPLIES_TO]->(comment),
  (ada)-[:REACTED_TO {member_id: $ada}]->(other),
  (ada)-[:TOOK_BACK]->(other),
  (ada)-[:HIDES]->(other),
  (ada)-[:REACHED]->(:Milestone {id: $mark + '-9', post_id: $mark + '-7'}),
  (ada)-[:FOLLOWS]->(cid),
  (ada)-[:UNFOLLOWS]->(ben),
  (cid)-[:MUTES]->(ada),
  (cid)-[:BLOCKS]->(ada),
  (cid)-[:WAS_SUGGESTED]->(ada),
  (ada)-[:PROPOSED]->(:Meetup {id: $mark + '-10'})-[:PROPOSED_TO]->(ben),
  (:Notification {member_id: $ada, number: 1, actor_id: 'ben'})-[:TELLS]->(ada),
  (:Notification {
    member_id: 'ben', number: 1, kind: 'message', step: 'sent', actor_id: $ada, subject_id: 'talk'
  })-[:TELLS]->(ben),
  (:IdempotencyKey {id: 'hers', result: '{"id":"1","sender_id":"' + $ada + '","text":"x"}'}),
  (:IdempotencyKey {id: 'another', result: '{"id":"1","sender_id":"ben","text":"x"}'}),
  (ada)-[:MEMBER_OF {role: 'owner'}]->(own:Group {id: $mark + '-11'}),
  (post)-[:POSTED_IN {group_id: $mark + '-11'}]->(own),
  (cid)-[:ASKS_TO_JOIN]->(own),
  (ada)-[:MEMBER_OF {role: 'owner'}]->(:Group {id: 'club', name: 'Club'})<-[:MEMBER_OF]-(ben),
  (ada)-[:ORGANISES]->(event:Event {id: $mark + '-12'})-[:EVENT_OF]->(own),
  (ben)-[:ATTENDS]->(event)
"""
# What is named and not given in the scene: a text with the mark, in everything that has the mark.
FILL = """
CALL () {
  MATCH (found)
  WHERE found.id STARTS WITH $mark OR found.member_id = $ada OR found.actor_id = $ada
  UNWIND labels(found) AS kind
  RETURN found, kind
  UNION ALL
  MATCH (:Member {id: $ada})-[found]-()
  RETURN found, type(found) AS kind
}
WITH found, [name IN $names[kind] WHERE found[name] IS NULL] AS missing
UNWIND missing AS name
SET found[name] = $long + ' ' + name + ' ' + elementId(found)
"""
TEMPORAL_OR_COUNTED = (
    "_at", "since", "_on", "number", "unread", "position", "strength", "context", "shared",
)  # fmt: skip
EVERYTHING = """
MATCH (found)
RETURN labels(found)[0] AS kind, properties(found) AS properties
UNION ALL
MATCH ()-[found]->()
RETURN type(found) AS kind, properties(found) AS properties
"""


def texts() -> set[tuple[str, str]]:
    """The label or type, and the name, of each property that may hold a text."""
    return {
        (kind, name)
        for kinds in MODEL.values()
        for kind, names in kinds.items()
        for name in names
        if kind not in NOT_A_MEMBERS and not _is_value(name)
    }


def write_scene(server: Server, now: datetime) -> None:
    """Write it into an empty graph."""
    names: dict[str, list[str]] = {}
    for kind, name in sorted(texts()):
        names.setdefault(kind, []).append(name)
    with opened(server) as driver:
        for query in (SCENE, FILL):
            driver.execute_query(
                query,
                ada=ADA,
                mark=MARK,
                long=LONG,
                names=names,
                now=now,
                database_=server.database,
            )


def everything(server: Server) -> list[tuple[str, dict[str, Any]]]:
    """Every node and relationship: its label or type, and its properties."""
    with opened(server) as driver:
        records = driver.execute_query(EVERYTHING, database_=server.database).records
    return [(record["kind"], record["properties"]) for record in records]


def opened(server: Server) -> Driver:
    return GraphDatabase.driver(server.uri, auth=(server.user, server.password))


def _is_value(name: str) -> bool:
    """Whether queries count on it being a time or a number."""
    return name.endswith(TEMPORAL_OR_COUNTED) or name in {
        "requests_sent_at", "last_notification", "last_read_notification", "erase_at", "shown",
        "forward", "backward", "languages", "links", "muted_kinds", "members", "dismissed_at",
        "companies", "industries", "skills", "places", "times", "scopes",
    }  # fmt: skip
