"""Every query of the catalogue on small named networks whose answers are counted by hand."""

import math
from collections.abc import Awaitable, Callable

import pytest
from tests.analytics.conftest import Ask, Rows, Write, ago, on
from tests.network import write_network

from mutuals.analytics.queries import queries
from mutuals.graph.driver import Server

pytestmark = pytest.mark.anyio

# Ada knows Bob, Cem and Dan; Bob and Cem know each other; Dan knows Eve; Fay knows nobody.
SIX = {
    ("ada", "bob"): 0.9,
    ("ada", "cem"): 0.5,
    ("bob", "cem"): 0.4,
    ("ada", "dan"): 0.2,
    ("dan", "eve"): 0.7,
}
PEOPLE = """
UNWIND $people AS row
MATCH (member:Member {id: row[0]})
SET member.industry = row[2]
MERGE (company:Company {id: row[1]}) ON CREATE SET company.name = toUpper(row[1])
CREATE (member)-[:WORKS_AT {title: 'Engineer'}]->(company)
"""
WORK = [
    ["ada", "acme", "Software"],
    ["bob", "acme", "Software"],
    ["cem", "globex", "Media"],
    ["dan", "globex", "Media"],
    ["eve", "initech", "Software"],
]


@pytest.fixture
async def six(graph: object, empty_server: Server, write: Write) -> None:
    """The six, five of whom work."""
    del graph  # its schema is needed
    write_network(empty_server, SIX, ["fay"])
    await write(PEOPLE, people=WORK)


def picked(rows: Rows, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


ANSWERED: set[str] = set()


def answers(
    *names: str,
) -> Callable[[Callable[..., Awaitable[None]]], Callable[..., Awaitable[None]]]:
    """Notes which queries a test is of."""
    ANSWERED.update(names)
    return lambda test: test


@pytest.mark.usefixtures("six")
@answers("degree_distribution", "hubs", "isolates")
async def test_how_many_have_how_many_connections(ask: Ask) -> None:
    assert await ask("degree_distribution") == [
        {"connections": 0, "members": 1, "share": pytest.approx(1 / 6)},
        {"connections": 1, "members": 1, "share": pytest.approx(1 / 6)},
        {"connections": 2, "members": 3, "share": 0.5},
        {"connections": 3, "members": 1, "share": pytest.approx(1 / 6)},
    ]
    assert picked(await ask("hubs", limit=3), "member_id", "name", "connections", "core") == [
        ("ada", "Ada", 3, None),
        ("bob", "Bob", 2, None),
        ("cem", "Cem", 2, None),
    ]
    assert picked(await ask("isolates"), "member_id") == [("fay",)]


@pytest.mark.usefixtures("six")
@answers("reach_by_degree")
async def test_how_many_are_reached_at_each_degree(ask: Ask) -> None:
    # First: 3 2 2 2 1 0. Second: 1 1 1 2 1 0. Third: 0 1 1 0 2 0.
    assert await ask("reach_by_degree", sample=20) == [
        {
            "degree": 1,
            "mean_members": pytest.approx(10 / 6),
            "fewest_members": 0,
            "most_members": 3,
        },
        {"degree": 2, "mean_members": 1.0, "fewest_members": 0, "most_members": 2},
        {"degree": 3, "mean_members": pytest.approx(4 / 6), "fewest_members": 0, "most_members": 2},
    ]


@pytest.mark.usefixtures("six")
@answers("growth")
async def test_what_came_in_each_month(ask: Ask, write: Write) -> None:
    await write(
        "UNWIND $days AS row MATCH (m:Member {id: row[0]}) SET m.created_at = row[1]",
        days=[["ada", on(2026, 1, 5)], ["bob", on(2026, 1, 31)], ["cem", on(2026, 3, 2)]],
    )
    await write(
        "UNWIND $days AS row MATCH ()-[t:CONNECTED_TO {pair: row[0]}]->() SET t.since = row[1]",
        days=[["ada|bob", on(2026, 2, 1)], ["bob|cem", on(2026, 3, 9)]],
    )
    rows = await ask("growth")
    assert [[*map(str, row.values())] for row in rows] == [
        ["2026-01-01", "2", "0", "2", "0"],
        ["2026-02-01", "0", "1", "2", "1"],
        ["2026-03-01", "1", "1", "3", "2"],
    ]
    weeks = await ask("growth", period="week", limit=2)
    assert [[*map(str, row.values())] for row in weeks] == [
        ["2026-03-02", "1", "0", "3", "1"],
        ["2026-03-09", "0", "1", "3", "2"],
    ]


@pytest.mark.usefixtures("six")
@answers("brokers_between_companies", "brokers_between_communities")
async def test_who_bridges_companies_and_communities(
    ask: Ask, write: Write, compute: Callable[[], Awaitable[None]]
) -> None:
    rows = await ask("brokers_between_companies", limit=3)
    # Dan's two are at two companies, Ada's three at acme once and at globex twice.
    ada = math.exp(-(1 / 3 * math.log(1 / 3) + 2 / 3 * math.log(2 / 3)))
    assert picked(rows, "member_id", "companies", "effective_companies") == [
        ("bob", 2, pytest.approx(2.0)),
        ("dan", 2, pytest.approx(2.0)),
        ("ada", 2, pytest.approx(ada)),
    ]
    await compute()
    # Given by hand: where so few are, either could be.
    await write(
        "UNWIND ['ada', 'bob', 'cem', 'dan', 'eve'] AS id MATCH (m:Member {id: id}) "
        "SET m.community_a = CASE WHEN id IN ['dan', 'eve'] THEN 1 ELSE 0 END"
    )
    rows = await ask("brokers_between_communities", limit=2)
    assert picked(
        rows, "member_id", "community", "connections", "communities", "outside_share"
    ) == [
        ("dan", 1, 2, 2, 0.5),
        ("ada", 0, 3, 2, pytest.approx(1 / 3)),
    ]
    assert picked(rows, "effective_communities") == [(pytest.approx(2.0),), (pytest.approx(ada),)]


@pytest.mark.usefixtures("six")
@answers("connectors_to_industry", "connectors_to_company")
async def test_who_leads_into_an_industry_or_a_company(ask: Ask, write: Write) -> None:
    columns = ["member_id", "connections", "total_strength", "greatest_strength"]
    # In software are Ada, Bob and Eve.
    rows = await ask("connectors_to_industry", industry="software")
    assert picked(rows, *columns) == [
        ("cem", 2, pytest.approx(0.9), 0.5),
        ("dan", 2, pytest.approx(0.9), 0.7),
    ]
    rows = await ask("connectors_to_company", company_id="globex")
    assert picked(rows, *columns) == [
        ("ada", 2, pytest.approx(0.7), 0.5),
        ("eve", 1, 0.7, 0.7),
        ("bob", 1, 0.4, 0.4),
    ]
    await write("MATCH (m:Member) WHERE m.id IN ['dan', 'eve'] SET m.appears_as_connector = false")
    assert picked(await ask("connectors_to_industry", industry="Software"), "member_id") == [
        ("cem",)
    ]
    rows = await ask("connectors_to_company", company_id="globex")
    assert picked(rows, "member_id") == [("ada",), ("bob",)]


@pytest.mark.usefixtures("six")
@answers("strongest_ties", "fading_ties")
async def test_which_ties_are_strong_and_which_have_faded(ask: Ask, write: Write) -> None:
    # Of the pair's half of 20 interactions a half-life ago, half are left.
    then = 1 - math.exp(-2)
    now = 1 - math.exp(-1)
    await write(
        "MATCH ()-[t:CONNECTED_TO {pair: 'bob|cem'}]->() SET t.context = 0.0, t.forward = 10.0, "
        "t.backward = 10.0, t.counted_at = $at, t.strength = $strength",
        at=ago(days=90),
        strength=then,
    )
    rows = await ask("strongest_ties", limit=3)
    assert picked(rows, "one_id", "other_id", "strength") == [
        ("ada", "bob", 0.9),
        ("dan", "eve", 0.7),
        ("bob", "cem", pytest.approx(now)),
    ]
    [faded] = await ask("fading_ties")
    assert (faded["one_id"], faded["other_name"]) == ("bob", "Cem")
    assert faded["strength_then"] == pytest.approx(then)
    assert faded["strength"] == pytest.approx(now)
    assert faded["lost"] == pytest.approx(then - now)
    assert faded["last_active_at"] == ago(days=90)


@pytest.mark.usefixtures("six")
@answers("company_matrix", "industry_matrix")
async def test_how_companies_and_industries_are_connected(ask: Ask) -> None:
    rows = await ask("company_matrix", limit=2)
    assert [tuple(row.values()) for row in rows] == [
        ("ACME", "ACME", 1, pytest.approx(0.9)),
        ("ACME", "GLOBEX", 3, pytest.approx(1.1 / 3)),
        ("GLOBEX", "ACME", 3, pytest.approx(1.1 / 3)),
    ]
    rows = await ask("industry_matrix")
    assert [tuple(row.values()) for row in rows] == [
        ("Media", "Software", 4, pytest.approx(1.8 / 4)),
        ("Software", "Media", 4, pytest.approx(1.8 / 4)),
        ("Software", "Software", 1, 0.9),
    ]


@pytest.mark.usefixtures("six")
@answers("skills_by_community", "communities", "components", "influencers")
async def test_what_communities_are_and_know(
    ask: Ask, write: Write, compute: Callable[[], Awaitable[None]]
) -> None:
    await write(
        "UNWIND $given AS row MATCH (a:Member {id: row[0]}), (b:Member {id: row[1]}) "
        "MERGE (skill:Skill {id: row[2]}) SET skill.name = toUpper(row[2]) "
        "CREATE (a)-[e:ENDORSES {skill_id: row[2], hidden: row[3]}]->(b) "
        "SET e.key = row[0] + row[1] + row[2]",
        given=[
            ["ada", "bob", "chess", False],
            ["cem", "bob", "chess", False],
            ["bob", "cem", "chess", False],
            ["ada", "cem", "cypher", False],
            ["bob", "ada", "go", True],
            ["dan", "eve", "go", False],
        ],
    )
    await compute()
    await write(
        "MATCH (m:Member) SET m.community_a = CASE WHEN m.id IN ['ada', 'bob', 'cem'] THEN 0 "
        "WHEN m.id = 'fay' THEN 2 ELSE 1 END"
    )
    rows = await ask("skills_by_community", communities=2, limit=1)
    assert [tuple(row.values()) for row in rows] == [
        (0, "chess", "CHESS", 3, 2),
        (1, "go", "GO", 1, 1),
    ]
    rows = await ask("communities", limit=2)
    assert [tuple(row.values()) for row in rows] == [
        (0, 3, pytest.approx(6 / 7), "ada", "Ada", "Software", pytest.approx(2 / 3)),
        (1, 2, pytest.approx(2 / 3), "dan", "Dan", "Media", 0.5),
    ]
    assert picked(await ask("components"), "component", "members") == [(0, 5), (1, 1)]
    most = await ask("influencers", limit=10)
    assert picked(most, "member_id", "connections")[0] == ("ada", 3)
    assert picked(most, "member_id")[-1] == ("fay",)
    assert sum(row["pagerank"] for row in most) == pytest.approx(1.0)
    assert picked(most, "core")[0] == (2,)


@answers("request_funnel")
async def test_what_became_of_connection_requests(ask: Ask, write: Write) -> None:
    rows = [
        ["1", "accepted", ago(hours=50), ago(hours=40), None],
        ["2", "accepted", ago(hours=50), ago(hours=20), None],
        ["3", "withdrawn", ago(hours=50), ago(hours=49), None],
        ["4", "pending", ago(days=9), None, None],
        ["5", "pending", ago(hours=50), None, "ignored"],
        ["6", "expired", ago(days=400), ago(days=220), None],
    ]
    await write(
        "UNWIND $rows AS row CREATE (:ConnectionRequest {id: row[0], state: row[1], "
        "created_at: row[2], closed_at: row[3], answer: row[4], "
        "expires_at: row[2] + duration({days: CASE row[0] WHEN '4' THEN 8 ELSE 180 END})})",
        rows=rows,
    )
    found = await ask("request_funnel")
    assert picked(found, "stage", "requests", "median_hours") == [
        ("sent", 6, None),
        ("accepted", 2, 20.0),
        ("withdrawn", 1, 1.0),
        ("expired", 2, pytest.approx((8 + 180) / 2 * 24)),
        ("waiting", 1, None),
    ]
    assert picked(found, "share", "longest_tenth_hours")[1] == (
        pytest.approx(1 / 3),
        pytest.approx(28.0),
    )
    assert picked(await ask("request_funnel", since="2999-01-01"), "requests") == [(0,)] * 5


@answers("introduction_funnel", "introduction_reasons")
async def test_what_became_of_introductions(ask: Ask, write: Write) -> None:
    await write(
        "UNWIND $rows AS row CREATE (i:Introduction) SET i = row",
        rows=[
            {
                "id": "1",
                "state": "introduced",
                "purpose": "job",
                "created_at": ago(hours=100),
                "approved_at": ago(hours=90),
                "answered_at": ago(hours=70),
                "connected_at": ago(hours=40),
                "expires_at": ago(days=-9),
            },
            {
                "id": "2",
                "state": "declined_by_connector",
                "purpose": "job",
                "decline_reason": "He is on leave.",
                "created_at": ago(hours=100),
                "answered_at": ago(hours=96),
                "expires_at": ago(days=-9),
            },
            {
                "id": "3",
                "state": "approved",
                "purpose": "advice",
                "created_at": ago(hours=100),
                "approved_at": ago(hours=80),
                "expires_at": ago(days=-9),
            },
            {
                "id": "4",
                "state": "requested",
                "purpose": "advice",
                "created_at": ago(hours=100),
                "expires_at": ago(hours=1),
            },
        ],
    )
    assert picked(await ask("introduction_funnel"), "stage", "introductions", "median_hours") == [
        ("asked_for", 4, None),
        ("approved", 2, 15.0),
        ("introduced", 1, 20.0),
        ("connected", 1, 30.0),
        ("declined_by_connector", 1, 4.0),
        ("declined_by_target", 0, None),
        ("withdrawn", 0, None),
        ("expired", 1, 99.0),
        ("waiting", 1, None),
    ]
    reasons = await ask("introduction_reasons")
    assert [tuple(row.values()) for row in reasons] == [
        ("advice", 2, 0, 0, 0, 0, 0, 0.0),
        ("job", 2, 1, 1, 1, 0, 1, 0.5),
    ]
    assert "leave" not in str(reasons)


@pytest.mark.usefixtures("six")
@answers("suggestion_precision")
async def test_what_suggestions_lead_to(ask: Ask, write: Write) -> None:
    await write(
        "UNWIND $rows AS row MATCH (a:Member {id: row[0]}), (b:Member {id: row[1]}) "
        "CREATE (a)-[:WAS_SUGGESTED {shown: row[2], shown_at: $at}]->(b)",
        rows=[
            ["fay", "ada", 1],
            ["fay", "bob", 1],
            ["fay", "cem", 1],
            ["fay", "dan", 12],
            ["ada", "eve", 2],
            ["eve", "ada", 0],
        ],
        at=ago(days=3),
    )
    await write(
        "MATCH (fay:Member {id: 'fay'}), (ada:Member {id: 'ada'}), (bob:Member {id: 'bob'}), "
        "(eve:Member {id: 'eve'}) "
        "CREATE "
        "(fay)-[:SENT]->(:ConnectionRequest {id: '1', created_at: $after})-[:SENT_TO]->(ada), "
        "(fay)-[:SENT]->(:ConnectionRequest {id: '2', created_at: $before})-[:SENT_TO]->(bob), "
        "(eve)-[:SENT]->(:ConnectionRequest {id: '3', created_at: $after})-[:SENT_TO]->(ada), "
        "(ada)-[:CONNECTED_TO {pair: 'ada|fay', since: $after}]->(fay)",
        after=ago(days=1),
        before=ago(days=5),
    )
    rows = await ask("suggestion_precision")
    assert [tuple(row.values()) for row in rows] == [
        (1, 3, 1, 1, pytest.approx(1 / 3), pytest.approx(1 / 3)),
        (2, 1, 0, 0, 0.0, 0.0),
        (10, 1, 0, 0, 0.0, 0.0),
    ]


@pytest.mark.usefixtures("six")
@answers("homophily")
async def test_how_much_alike_the_connected_are(ask: Ask, write: Write) -> None:
    await write(
        "UNWIND $rows AS row MATCH (m:Member {id: row[0]}) MERGE (s:School {id: row[1]}) "
        "CREATE (m)-[:STUDIED_AT]->(s)",
        rows=[["ada", "x"], ["bob", "x"], ["bob", "y"], ["cem", "y"]],
    )
    # Ten ends: Ada 3, Bob 2, Cem 2, Dan 2, Eve 1. Software has Ada, Bob and Eve, 6; media 4.
    # At acme are 5 ends, at globex 4, at initech 1. Of the three with schools each has 2 ends:
    # at x 4 of 6, at y 4 of 6; two of three ties share one.
    assert await ask("homophily") == [
        {
            "attribute": "company",
            "connections": 10,
            "same_share": pytest.approx(0.2),
            "by_chance": pytest.approx(0.42),
            "ratio": pytest.approx(0.2 / 0.42),
        },
        {
            "attribute": "industry",
            "connections": 10,
            "same_share": pytest.approx(0.2),
            "by_chance": pytest.approx(0.52),
            "ratio": pytest.approx(0.2 / 0.52),
        },
        {
            "attribute": "school",
            "connections": 6,
            "same_share": pytest.approx(2 / 3),
            "by_chance": pytest.approx(2 * (4 / 6) ** 2),
            "ratio": pytest.approx(0.75),
        },
    ]


@pytest.mark.usefixtures("six")
@answers("member_triangles")
async def test_how_many_of_a_member_s_connections_know_each_other(ask: Ask) -> None:
    assert await ask("member_triangles", member_id="ada") == [
        {
            "member_id": "ada",
            "name": "Ada",
            "connections": 3,
            "triangles": 1,
            "clustering": pytest.approx(1 / 3),
        }
    ]
    [bob] = await ask("member_triangles", member_id="bob")
    assert bob["clustering"] == 1.0
    [fay] = await ask("member_triangles", member_id="fay")
    assert (fay["triangles"], fay["clustering"]) == (0, 0.0)
    assert await ask("member_triangles", member_id="nobody") == []


async def test_every_query_has_an_answer_counted_by_hand() -> None:
    assert {*queries()} == ANSWERED


async def test_an_empty_network_has_answers_too(
    ask: Ask, compute: Callable[[], Awaitable[None]]
) -> None:
    await compute()
    for name, query in queries().items():
        rows = await ask(name, **(query.example or {}))
        assert all(not value for row in rows for key, value in row.items() if key != "stage"), name
