"""Queries that analysts write, with their parameters and the rows that are right."""

from typing import Any

Honest = tuple[str, dict[str, Any], list[list[Any]]]

HONEST: list[Honest] = [
    ("RETURN 1", {}, [[1]]),
    ("MATCH (m:Member) RETURN count(*) AS members", {}, [[5]]),
    ("match (m:Member) return count(m) as members;", {}, [[5]]),
    (
        "MATCH (m:Member) RETURN m.industry AS industry, count(*) AS members ORDER BY members DESC, industry",
        {},
        [["Biotech", 2], ["Software", 2], [None, 1]],
    ),
    ("MATCH (m:Member {id: $id}) RETURN m.name", {"id": "ada"}, [["Ada"]]),
    (
        "MATCH (m:Member) WHERE m.id IN $ids RETURN m.id ORDER BY m.id",
        {"ids": ["ada", "eve", "x"]},
        [["ada"], ["eve"]],
    ),
    (
        "MATCH (m:Member) WHERE m.name STARTS WITH 'A' OR m.name ENDS WITH 'e' RETURN m.name ORDER BY m.name",
        {},
        [["Ada"], ["Eve"]],
    ),
    (
        "MATCH (m:Member) WHERE NOT m.name CONTAINS 'a' RETURN m.name ORDER BY m.name",
        {},
        [["Bob"], ["Cleo"], ["Eve"]],
    ),
    ("MATCH (m:Member) WHERE m.industry IS NULL RETURN m.id", {}, [["eve"]]),
    ("MATCH (m:Member) WHERE m.industry IS NOT NULL RETURN count(*)", {}, [[4]]),
    # Degrees.
    (
        "MATCH (m:Member) RETURN m.id AS id, COUNT { (m)-[:CONNECTED_TO]-() } AS degree ORDER BY degree DESC, id LIMIT 2",
        {},
        [["cleo", 3], ["ada", 2]],
    ),
    (
        "MATCH (m:Member)-[:CONNECTED_TO]-(n) RETURN m.id, count(n) AS degree ORDER BY degree DESC, m.id LIMIT 1",
        {},
        [["cleo", 3]],
    ),
    (
        "MATCH (m:Member) WITH COUNT { (m)-[:CONNECTED_TO]-(:Member) } AS degree RETURN degree, count(*) AS members ORDER BY degree",
        {},
        [[0, 1], [1, 1], [2, 2], [3, 1]],
    ),
    ("MATCH (m:Member) WHERE NOT EXISTS { (m)-[:CONNECTED_TO]-() } RETURN m.id", {}, [["eve"]]),
    ("MATCH (m:Member) WHERE NOT (m)-[:CONNECTED_TO]-(:Member) RETURN m.id", {}, [["eve"]]),
    (
        "MATCH (m:Member) OPTIONAL MATCH (m)-[c:CONNECTED_TO]-(:Member) RETURN m.id, count(c) ORDER BY m.id",
        {},
        [["ada", 2], ["bob", 2], ["cleo", 3], ["dan", 1], ["eve", 0]],
    ),
    # Mutual connections, triangles, brokers.
    (
        "MATCH (a:Member {id: 'ada'})-[:CONNECTED_TO]-(x)-[:CONNECTED_TO]-(b:Member {id: 'dan'}) RETURN x.name",
        {},
        [["Cleo"]],
    ),
    (
        "MATCH (a:Member)-[:CONNECTED_TO]-(b)-[:CONNECTED_TO]-(c)-[:CONNECTED_TO]-(a) WHERE a.id < b.id AND b.id < c.id RETURN count(*) AS triangles",
        {},
        [[1]],
    ),
    (
        "MATCH (a:Member)-[:CONNECTED_TO]-(b:Member)-[:CONNECTED_TO]-(c:Member) WHERE a.id < c.id AND NOT (a)-[:CONNECTED_TO]-(c) RETURN b.id, count(*) AS bridged ORDER BY bridged DESC",
        {},
        [["cleo", 2]],
    ),
    (
        "MATCH (a:Member)-[:CONNECTED_TO]-(b:Member) WHERE a.id < b.id AND a.industry <> b.industry RETURN a.id, b.id ORDER BY a.id, b.id",
        {},
        [["ada", "bob"], ["bob", "cleo"], ["cleo", "dan"]],
    ),
    # Paths.
    (
        "MATCH p = shortestPath((a:Member {id: 'ada'})-[:CONNECTED_TO*..6]-(b:Member {id: 'dan'})) RETURN length(p)",
        {},
        [[2]],
    ),
    (
        "MATCH p = shortestPath((a:Member {id: $a})-[:CONNECTED_TO*..6]-(b:Member {id: $b})) RETURN [n IN nodes(p) | n.name] AS names",
        {"a": "ada", "b": "dan"},
        [[["Ada", "Cleo", "Dan"]]],
    ),
    (
        "MATCH p = allShortestPaths((a:Member {id: 'ada'})-[:CONNECTED_TO*..4]-(b:Member {id: 'dan'})) RETURN count(p)",
        {},
        [[1]],
    ),
    (
        "MATCH (a:Member {id: 'ada'})-[:CONNECTED_TO*2]-(b:Member) RETURN DISTINCT b.id ORDER BY b.id",
        {},
        [["bob"], ["cleo"], ["dan"]],
    ),
    (
        "MATCH p = (a:Member {id: 'ada'})-[:CONNECTED_TO*1..3]-(b:Member {id: 'dan'}) RETURN length(p) AS hops, reduce(s = 1.0, r IN relationships(p) | s * r.strength) AS strength ORDER BY hops",
        {},
        [[2, 0.4 * 0.2], [3, 0.7 * 0.5 * 0.2]],
    ),
    (
        "MATCH p = (a:Member {id: 'ada'})-[:CONNECTED_TO*2]-(b:Member {id: 'dan'}) RETURN reduce(w = 1.0, r IN relationships(p) | CASE WHEN r.strength < w THEN r.strength ELSE w END) AS weakest",
        {},
        [[0.2]],
    ),
    (
        "MATCH p = (:Member {id: 'ada'})-[:CONNECTED_TO*1..2]-(:Member) WHERE all(r IN relationships(p) WHERE r.strength >= 0.4) RETURN count(p)",
        {},
        [[4]],
    ),
    # Ties.
    (
        "MATCH (a:Member)-[c:CONNECTED_TO]->(b:Member) RETURN a.name + ' and ' + b.name AS pair, round(c.strength, 1) AS strength ORDER BY strength DESC LIMIT 1",
        {},
        [["Ada and Bob", 0.7]],
    ),
    (
        "MATCH ()-[c:CONNECTED_TO]->() RETURN avg(c.strength), min(c.strength), max(c.strength)",
        {},
        [[0.45, 0.2, 0.7]],
    ),
    (
        "MATCH ()-[c:CONNECTED_TO]->() RETURN percentileDisc(c.strength, 0.5) AS median, stDevP(c.shared_groups) AS spread",
        {},
        [[0.4, 0.0]],
    ),
    (
        "MATCH ()-[c:CONNECTED_TO]->() RETURN CASE WHEN c.strength >= 0.6 THEN 'strong' WHEN c.strength >= 0.25 THEN 'moderate' ELSE 'weak' END AS tier, count(*) AS ties ORDER BY ties DESC, tier",
        {},
        [["moderate", 2], ["strong", 1], ["weak", 1]],
    ),
    (
        "MATCH ()-[c:CONNECTED_TO]->() WHERE c.counted_at < datetime('2025-01-01T00:00Z') RETURN c.pair",
        {},
        [["ada|bob"]],
    ),
    # Growth.
    (
        "MATCH (m:Member) RETURN m.created_at.year AS year, count(*) AS joined ORDER BY year",
        {},
        [[2024, 3], [2025, 2]],
    ),
    (
        "MATCH ()-[c:CONNECTED_TO]->() RETURN date.truncate('month', c.since) AS month, count(*) AS ties ORDER BY month LIMIT 2",
        {},
        [["2024-03-01", 1], ["2024-04-01", 1]],
    ),
    (
        "MATCH (m:Member) WHERE m.created_at >= datetime('2025-01-01T00:00Z') RETURN count(*)",
        {},
        [[2]],
    ),
    (
        "MATCH (m:Member) WHERE date(m.created_at) = date({year: 2024, month: 1, day: 10}) RETURN m.id",
        {},
        [["ada"]],
    ),
    ("RETURN duration.between(date('2024-01-01'), date('2024-03-01')).months AS months", {}, [[2]]),
    ("RETURN date('2024-01-01') + duration({days: 1}) AS d", {}, [["2024-01-02"]]),
    # Companies.
    (
        "MATCH (m:Member)-[w:WORKS_AT]->(c:Company) WHERE w.ended_on IS NULL WITH c, m ORDER BY m.name RETURN c.name, collect(m.name) AS who ORDER BY c.name",
        {},
        [["Acme", ["Ada"]], ["Zeta", ["Bob", "Cleo"]]],
    ),
    (
        "MATCH (m:Member)-[:WORKS_AT]->(c) RETURN c.name, count(DISTINCT m) ORDER BY c.name",
        {},
        [["Acme", 2], ["Zeta", 2]],
    ),
    (
        "MATCH (a:Company)<-[:WORKS_AT]-(:Member)-[:CONNECTED_TO]-(:Member)-[:WORKS_AT]->(b:Company) WHERE a.name < b.name RETURN a.name, b.name, count(*) AS ties",
        {},
        [["Acme", "Zeta", 3]],
    ),
    (
        "MATCH (m:Member)-[w:WORKS_AT]->(:Company) RETURN w.title, count(*) AS n ORDER BY n DESC LIMIT 1",
        {},
        [["Engineer", 2]],
    ),
    (
        "MATCH (m:Member) RETURN m.id, [(m)-[:WORKS_AT]->(c:Company) | c.name] AS companies ORDER BY m.id LIMIT 1",
        {},
        [["ada", ["Acme"]]],
    ),
    (
        "MATCH (m:Member) WHERE size([(m)-[w:WORKS_AT]->(c) WHERE w.ended_on IS NULL | c]) = 0 RETURN m.id ORDER BY m.id",
        {},
        [["dan"], ["eve"]],
    ),
    # Schools, skills, interests, groups, events.
    (
        "MATCH (m:Member)-[s:STUDIED_AT]->(:School {name: 'ETH'}) RETURN m.name, s.degree, s.field ORDER BY m.name",
        {},
        [["Bob", "MSc", "Chemistry"], ["Dan", "BSc", "Biology"]],
    ),
    (
        "MATCH (s:Skill)<-[:HAS_SKILL]-(m) RETURN s.name, count(m) ORDER BY s.name",
        {},
        [["Cypher", 1], ["Python", 2]],
    ),
    ("MATCH (:Member)-[e:ENDORSES]->(m:Member) RETURN m.id, e.skill_id", {}, [["ada", "python"]]),
    (
        "MATCH (m:Member)-[:INTERESTED_IN]->(i:Interest) WITH i, m ORDER BY m.id RETURN i.name, collect(m.id)[..1] AS first, count(*) AS n",
        {},
        [["Chess", ["ada"], 2]],
    ),
    (
        "MATCH (m:Member)-[r:MEMBER_OF]->(g:Group) RETURN g.name, r.role, count(*) ORDER BY r.role",
        {},
        [["Club", "member", 1], ["Club", "owner", 1]],
    ),
    (
        "MATCH (m:Member)-[r:ATTENDS|ORGANISES]->(e:Event) RETURN type(r), m.id ORDER BY m.id",
        {},
        [["ORGANISES", "ada"], ["ATTENDS", "cleo"]],
    ),
    (
        "MATCH (e:Event)-[:EVENT_OF]->(g) RETURN e.title, g.name, e.starts_at.month",
        {},
        [["Fair", "Club", 9]],
    ),
    # Funnels.
    (
        "MATCH (r:ConnectionRequest) RETURN r.state, count(*) ORDER BY r.state",
        {},
        [["accepted", 1], ["pending", 1]],
    ),
    (
        "MATCH (a:Member)-[:SENT]->(r:ConnectionRequest {state: 'accepted'})-[:SENT_TO]->(b:Member) RETURN a.id, b.id, duration.inDays(r.created_at, r.closed_at).days AS days",
        {},
        [["dan", "cleo", 2]],
    ),
    (
        "MATCH (i:Introduction) RETURN i.state, count(*) ORDER BY i.state",
        {},
        [["declined_by_target", 1], ["introduced", 1]],
    ),
    ("MATCH (r:Recommendation) RETURN r.relationship, count(*)", {}, [["worked_with", 1]]),
    # Posts.
    (
        "MATCH (m:Member)-[:POSTED]->(p:Post) RETURN m.id, p.kind, COUNT { (p)<-[:REACTED_TO]-() } AS likes, COUNT { (p)<-[:COMMENTS_ON]-(:Comment) } AS comments",
        {},
        [["ada", "text", 1, 1]],
    ),
    ("MATCH (p:Post)-[:ABOUT]->(i:Interest) RETURN i.name, count(p)", {}, [["Chess", 1]]),
    ("MATCH (m:Member)<-[:FOLLOWS]-(f:Member) RETURN m.id, count(f)", {}, [["ada", 1]]),
    # What the language can do.
    ("UNWIND range(1, 3) AS n RETURN n * n AS square", {}, [[1], [4], [9]]),
    (
        "UNWIND $rows AS row RETURN row.name AS name",
        {"rows": [{"name": "x"}, {"name": "y"}]},
        [["x"], ["y"]],
    ),
    ("RETURN [x IN range(1, 5) WHERE x % 2 = 1 | x ^ 2] AS odd", {}, [[[1.0, 9.0, 25.0]]]),
    ('RETURN \'it\\\'s\' AS x, "say \\"no\\"" AS y', {}, [["it's", 'say "no"']]),
    (
        "RETURN '// no comment' AS a, '/* nor this */' AS b // but this is",
        {},
        [["// no comment", "/* nor this */"]],
    ),
    ("RETURN /* here */ 1 AS `one of 'em`", {}, [[1]]),
    (
        "RETURN '\\u00e9' = 'é' AS same, 'CREATE (n) DELETE n' AS words",
        {},
        [[True, "CREATE (n) DELETE n"]],
    ),
    (
        "MATCH (m:Member) RETURN m {.id, .name, tags: m.languages} AS m ORDER BY m.id LIMIT 1",
        {},
        [[{"id": "ada", "name": "Ada", "tags": ["English", "French"]}]],
    ),
    (
        "MATCH (m:Member {id: 'bob'})-[c:CONNECTED_TO]-(:Member {id: 'cleo'}) RETURN c, c.since AS since",
        {},
        [
            [
                {
                    "type": "CONNECTED_TO",
                    "properties": {
                        "pair": "bob|cleo",
                        "since": "2024-04-01T00:00:00.000000000+00:00",
                        "strength": 0.5,
                    },
                },
                "2024-04-01T00:00:00.000000000+00:00",
            ]
        ],
    ),
    (
        "MATCH (c:Company {id: 'acme'}) RETURN c",
        {},
        [[{"labels": ["Company"], "properties": {"id": "acme", "name": "Acme"}}]],
    ),
    (
        "MATCH (n:Company|School) RETURN labels(n)[0] AS label, count(*) ORDER BY label",
        {},
        [["Company", 2], ["School", 1]],
    ),
    (
        "MATCH (m:Member) WITH m ORDER BY m.id SKIP 1 LIMIT $n RETURN collect(m.id) AS ids",
        {"n": 2},
        [[["bob", "cleo"]]],
    ),
    (
        "MATCH (m:Member) WITH m.industry AS i, collect(m.name) AS names WHERE size(names) > 1 UNWIND names AS name RETURN i, name ORDER BY name",
        {},
        [["Software", "Ada"], ["Biotech", "Bob"], ["Software", "Cleo"], ["Biotech", "Dan"]],
    ),
    (
        "MATCH (m:Member {id: 'ada'}) CALL (m) { MATCH (m)-[c:CONNECTED_TO]-(n:Member) RETURN n ORDER BY c.strength DESC LIMIT 1 } RETURN n.id",
        {},
        [["bob"]],
    ),
    (
        "MATCH (m:Member {id: 'ada'}) RETURN COLLECT { MATCH (m)-[:CONNECTED_TO]-(n:Member) RETURN n.id ORDER BY n.id } AS ids",
        {},
        [[["bob", "cleo"]]],
    ),
    (
        "MATCH (m:Member {id: 'ada'}) RETURN m.id AS id UNION MATCH (c:Company {id: 'acme'}) RETURN c.id AS id",
        {},
        [["ada"], ["acme"]],
    ),
    ("MATCH (m:Member) WHERE any(l IN m.languages WHERE l = 'French') RETURN m.id", {}, [["ada"]]),
    (
        "MATCH (m:Member) RETURN coalesce(m.industry, 'none') AS i, toUpper(left(m.name, 1)) AS letter ORDER BY letter LIMIT 1",
        {},
        [["Software", "A"]],
    ),
    (
        "RETURN -(2 - 3) AS a, 7 % 4 AS b, 1e2 AS c, abs(-4) AS d, toInteger('12') AS e",
        {},
        [[1, 3, 100.0, 4, 12]],
    ),
    (
        "RETURN split('a,b', ',') AS parts, replace('a-b', '-', '+') AS r, trim('  x ') AS t",
        {},
        [[["a", "b"], "a+b", "x"]],
    ),
    (
        "MATCH (m:Member)\n// who is\nWHERE m.id = 'ada'\n\nRETURN\n  m.name AS name,\n  m.location AS place",
        {},
        [["Ada", "London"]],
    ),
    (
        "RETURN $text AS text",
        {"text": "'; MATCH (n) DETACH DELETE n //"},
        [["'; MATCH (n) DETACH DELETE n //"]],
    ),
    ("MATCH (m:Member) WHERE m:Member RETURN count(*)", {}, [[5]]),
    (
        "MATCH (m:Member) RETURN count(DISTINCT m.industry) AS industries, sum(size(coalesce(m.languages, []))) AS languages",
        {},
        [[2, 3]],
    ),
]
