"""A small network to ask about, and beside it a secret in every place that no analyst may read."""

import tomllib
from typing import Any

from neo4j import Driver

from mutuals.adhoc.readable import readable
from mutuals.graph.catalogue import cypher_folder

SECRET = "SECRET"
"""Stands in every value that no answer may have."""
MODEL = tomllib.loads((cypher_folder() / "model.toml").read_text("utf-8"))

NETWORK = """
CREATE
  (ada:Member {id: 'ada', name: 'Ada', industry: 'Software', location: 'London',
    languages: ['English', 'French'], created_at: datetime('2024-01-10T08:00Z')}),
  (bob:Member {id: 'bob', name: 'Bob', industry: 'Biotech', location: 'Bern',
    languages: ['German'], created_at: datetime('2024-02-20T08:00Z')}),
  (cleo:Member {id: 'cleo', name: 'Cleo', industry: 'Software', location: 'Cairo',
    languages: [], created_at: datetime('2024-02-21T08:00Z')}),
  (dan:Member {id: 'dan', name: 'Dan', industry: 'Biotech', location: 'Bern',
    created_at: datetime('2025-03-01T08:00Z')}),
  (eve:Member {id: 'eve', name: 'Eve', created_at: datetime('2025-03-02T08:00Z')}),
  (ada)-[:CONNECTED_TO {pair: 'ada|bob', since: datetime('2024-03-01T00:00Z'), strength: 0.7,
    shared_groups: 1, counted_at: datetime('2024-06-01T00:00Z')}]->(bob),
  (bob)-[:CONNECTED_TO {pair: 'bob|cleo', since: datetime('2024-04-01T00:00Z'), strength: 0.5}]->(cleo),
  (cleo)-[:CONNECTED_TO {pair: 'cleo|dan', since: datetime('2025-04-01T00:00Z'), strength: 0.2}]->(dan),
  (ada)-[:CONNECTED_TO {pair: 'ada|cleo', since: datetime('2025-05-01T00:00Z'), strength: 0.4}]->(cleo),
  (acme:Company {id: 'acme', name: 'Acme'}),
  (zeta:Company {id: 'zeta', name: 'Zeta'}),
  (ada)-[:WORKS_AT {title: 'Engineer', started_on: date('2020-01-01')}]->(acme),
  (bob)-[:WORKS_AT {title: 'Chemist', started_on: date('2019-01-01'), ended_on: date('2021-01-01')}]->(acme),
  (bob)-[:WORKS_AT {title: 'Head', started_on: date('2021-02-01')}]->(zeta),
  (cleo)-[:WORKS_AT {title: 'Engineer', started_on: date('2022-01-01')}]->(zeta),
  (eth:School {id: 'eth', name: 'ETH'}),
  (bob)-[:STUDIED_AT {degree: 'MSc', field: 'Chemistry'}]->(eth),
  (dan)-[:STUDIED_AT {degree: 'BSc', field: 'Biology'}]->(eth),
  (python:Skill {id: 'python', name: 'Python'}),
  (cypher:Skill {id: 'cypher', name: 'Cypher'}),
  (ada)-[:HAS_SKILL]->(python),
  (ada)-[:HAS_SKILL]->(cypher),
  (cleo)-[:HAS_SKILL]->(python),
  (cleo)-[:ENDORSES {skill_id: 'python', created_at: datetime('2025-06-01T00:00Z')}]->(ada),
  (chess:Interest {id: 'chess', name: 'Chess'}),
  (ada)-[:INTERESTED_IN]->(chess),
  (dan)-[:INTERESTED_IN]->(chess),
  (club:Group {id: 'club', name: 'Club', joining: 'open'}),
  (ada)-[:MEMBER_OF {role: 'owner', since: datetime('2024-05-01T00:00Z')}]->(club),
  (bob)-[:MEMBER_OF {role: 'member', since: datetime('2024-05-02T00:00Z')}]->(club),
  (fair:Event {id: 'fair', title: 'Fair', starts_at: datetime('2025-09-01T18:00Z'), capacity: 10}),
  (ada)-[:ORGANISES]->(fair),
  (cleo)-[:ATTENDS {since: datetime('2025-08-01T00:00Z')}]->(fair),
  (fair)-[:EVENT_OF]->(club),
  (eve)-[:SENT]->(:ConnectionRequest {id: 'r1', pair: 'ada|eve', state: 'pending',
    created_at: datetime('2025-07-01T00:00Z')})-[:SENT_TO]->(ada),
  (dan)-[:SENT]->(:ConnectionRequest {id: 'r2', pair: 'cleo|dan', state: 'accepted',
    created_at: datetime('2025-03-30T00:00Z'), closed_at: datetime('2025-04-01T00:00Z')})-[:SENT_TO]->(cleo),
  (post:Post {id: 'p1', kind: 'text', audience: 'everyone', author_id: 'ada',
    created_at: datetime('2025-10-01T00:00Z')}),
  (ada)-[:POSTED {author_id: 'ada', created_at: datetime('2025-10-01T00:00Z')}]->(post),
  (post)-[:ABOUT]->(chess),
  (bob)-[:REACTED_TO {kind: 'like', member_id: 'bob', created_at: datetime('2025-10-02T00:00Z')}]->(post),
  (bob)-[:COMMENTED {member_id: 'bob'}]->(comment:Comment {id: 'c1', created_at: datetime('2025-10-03T00:00Z')}),
  (comment)-[:COMMENTS_ON]->(post),
  (eve)-[:FOLLOWS {since: datetime('2025-01-01T00:00Z')}]->(ada),
  (:Introduction {state: 'introduced', purpose: 'job', created_at: datetime('2025-01-01T00:00Z'),
    answered_at: datetime('2025-01-04T00:00Z')}),
  (:Introduction {state: 'declined_by_target', purpose: 'job', created_at: datetime('2025-01-01T00:00Z')}),
  (:Recommendation {state: 'accepted', relationship: 'worked_with'})
"""


def plant(driver: Driver) -> None:
    """Write the network, and a secret under every label, type and property that is private."""
    driver.execute_query(NETWORK)
    known = readable()
    for label, names in MODEL["nodes"].items():
        if label in {"Migration", "MigrationLock"}:
            continue
        private = [name for name in names if name not in known.nodes.get(label, ())]
        # A node of its own where the label is private, else those above.
        found = f"MATCH (n:{label})" if label in known.nodes else f"CREATE (n:{label} {{mark: 1}})"
        driver.execute_query(f"{found} {_secrets('n', label, private)} FINISH")
    for type_, names in MODEL["relationships"].items():
        private = [name for name in names if name not in known.relationships.get(type_, ())]
        if type_ in known.relationships:
            found = f"MATCH ()-[r:{type_}]->()"
        else:
            found = f"MATCH (a:Member {{id: 'ada'}}), (b {{mark: 1}}) CREATE (a)-[r:{type_}]->(b)"
        driver.execute_query(f"{found} {_secrets('r', type_, private)} FINISH")


def _secrets(variable: str, kind: str, names: list[str]) -> str:
    """Each its own, for some are unique."""
    return "".join(
        f"SET {variable}.{name} = '{SECRET} {kind}.{name} ' + elementId({variable}) "
        for name in names
    )


def contents(driver: Driver) -> dict[str, Any]:
    """What a write would change."""
    record = driver.execute_query(
        "MATCH (n) WITH count(n) AS nodes, sum(size(keys(n))) AS properties "
        "OPTIONAL MATCH ()-[r]->() "
        "RETURN nodes, properties, count(r) AS ties, sum(size(keys(r))) AS tie_properties, "
        "COUNT { MATCH (m:Member {id: 'ada', name: 'Ada'}) } AS ada"
    ).records[0]
    indexes = driver.execute_query("SHOW INDEXES YIELD name RETURN collect(name) AS names").records
    users = driver.execute_query("SHOW USERS YIELD user RETURN collect(user) AS names").records
    return {**dict(record), "indexes": indexes[0]["names"], "users": users[0]["names"]}
