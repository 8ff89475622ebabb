"""What the catalogue finds wrong with files that break its rules."""

import pytest

from mutuals.errors import CatalogueError
from mutuals.graph.catalogue import Access, Catalogue, Chart, Query, parse, problems
from mutuals.graph.driver import Graph
from mutuals.graph.plans import plan_problems

HEADER = """// name: members.example
// access: {access}
// rows: {rows}
// param member_id: string
// column id: string
//
// An example.
"""
GOOD = "MATCH (member:Member {id: $member_id}) RETURN member.id AS id"


def example(statement: str, access: str = "read", rows: str = "one") -> Query:
    return parse("members.example", HEADER.format(access=access, rows=rows) + statement)


def test_a_file_is_a_header_and_a_statement() -> None:
    assert example(GOOD) == Query(
        name="members.example",
        access=Access.READ,
        rows="one",
        parameters={"member_id": "string"},
        columns={"id": "string"},
        description="An example.",
        text=GOOD,
    )


ANALYSTS = """// name: members.example
// access: read
// rows: many
// needs: run
// param member_id: string
// param period: string month|week = "month"
// param limit: integer 1..100 = 20
// param since: date = null
// column id: string
// column name: string
// chart: points x=id y=name scale=log
// example: member_id=ada period=week
//
// An example.
MATCH (member:Member {id: $member_id})
WHERE $since IS NULL OR $period = 'week'
RETURN member.id AS id, member.name AS name
  LIMIT $limit
"""


def test_what_analysts_run_says_how_it_is_tried_and_drawn() -> None:
    query = parse("members.example", ANALYSTS)
    assert problems("members.example", query) == []
    assert query.parameters == {
        "member_id": "string",
        "period": "string",
        "limit": "integer",
        "since": "date",
    }
    assert query.defaults == {"period": "month", "limit": 20, "since": None}
    assert query.allowed == {"period": "month|week", "limit": "1..100"}
    assert query.chart == Chart("points", {"x": "id", "y": "name", "scale": "log"})
    assert query.example == {"member_id": "ada", "period": "week"}
    assert query.needs == "run"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("chart: pie x=id y=name", "pie of ['x', 'y'] is not a chart"),
        ("chart: line x=id", "line of ['x'] is not a chart"),
        ("chart: line x=id y=name,age", "the chart draws ['age'], which it does not return"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_told(line: str, problem: str) -> None:
    drawn = ANALYSTS.replace("chart: points x=id y=name scale=log", line)
    assert problems("members.example", parse("members.example", drawn)) == [problem]


def test_an_example_that_does_not_fit_is_told() -> None:
    wrong = ANALYSTS.replace("example: member_id=ada", "example: viewer_id=ada")
    assert problems("members.example", parse("members.example", wrong)) == [
        "the example gives ['viewer_id'], which it does not take"
    ]


@pytest.mark.parametrize(
    "header",
    [
        "// access: read\n// rows: one\n//\n// No name.",
        "// name: a.b\n// rows: one\n//\n// No access.",
        "// name: a.b\n// access: read\n//\n// No rows.",
        "// name: a.b\n// access: batch\n// rows: one\n//\n// Access of another kind.",
        "// name: a.b\n// access: read\n// rows: one\n// parameter x: string\n//\n// Unknown line.",
        "// name: a.b\n// access: read\n// rows: one\n// param x\n//\n// No type.",
        "// name: a.b\n// access: read\n// rows: one\n// param x: string = a\n//\n// No JSON.",
        "",
    ],
    ids=["name", "access", "rows", "batch", "line", "type", "default", "empty"],
)
def test_a_header_that_is_not_understood_is_refused(header: str) -> None:
    with pytest.raises(CatalogueError, match=r"a\.b"):
        parse("a.b", header + "\nRETURN 1 AS one")


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (GOOD.replace("$member_id", "$other_id"), "$other_id is used and not declared"),
        (GOOD.replace("$member_id", "'ada'"), "$member_id is declared and not used"),
        (f"{GOOD}, member.name AS name", "it returns ['id', 'name'] and declares ['id']"),
        (GOOD.replace("AS id", "AS member"), "it returns ['member'] and declares ['id']"),
        (f"{GOOD}; {GOOD}", "it holds more than one statement"),
    ],
    ids=["undeclared parameter", "unused parameter", "undeclared column", "other name", "two"],
)
def test_a_header_that_does_not_fit_its_statement_is_told(statement: str, problem: str) -> None:
    assert problem in problems("members.example", example(statement))


def test_a_file_that_keeps_the_rules_has_no_problem() -> None:
    assert problems("members.example", example(GOOD)) == []


def test_a_name_that_is_not_the_path_is_told() -> None:
    assert problems("members.other", example(GOOD)) == [
        "the header says 'members.example', the path 'members.other'"
    ]


def test_columns_without_rows_are_told() -> None:
    [problem] = problems("members.example", example(GOOD, rows="none"))
    assert problem.startswith("rows is 'none'")


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (member:Member {id: $member_id}) RETURN member.id AS id ORDER BY id LIMIT 1",
        "MATCH (member:Member) WHERE member.id = $member_id RETURN DISTINCT member.id AS id",
        "MATCH (m:Member {id: $member_id}) CALL () { RETURN 1 AS a, 2 AS b } RETURN m.id AS id",
        "MATCH (m:Member {id: $member_id}) WHERE m.name <> '; RETURN $x' RETURN m.id AS id",
        "MATCH (m:Member {id: $member_id}) // not $this; RETURN\nRETURN m.id AS id",
        "MATCH (m:Member {id: $member_id}) RETURN coalesce(m.id, 'a, b') AS id",
    ],
)
def test_only_the_outermost_return_counts_and_no_text_or_comment(statement: str) -> None:
    assert problems("members.example", example(statement)) == []


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("[:KNOWS*]", ["it has an unbounded path"]),
        ("[*..]", ["it has an unbounded path"]),
        ("[k:KNOWS*2..]", ["it has an unbounded path"]),
        ("[:KNOWS*..3]", []),
        ("[:KNOWS*3]", []),
    ],
)
def test_a_path_inside_an_expression_is_bounded_too(path: str, found: list[str]) -> None:
    statement = (
        f"MATCH (m:Member {{id: $member_id}}) RETURN length(shortestPath((m)-{path}-(m))) AS id"
    )
    assert problems("members.example", example(statement)) == found


def test_a_query_is_found_by_its_name_and_access_only() -> None:
    catalogue = Catalogue({"members.example": example(GOOD)})
    assert catalogue.get("members.example", Access.READ).name == "members.example"
    with pytest.raises(CatalogueError, match="declared read"):
        catalogue.get("members.example", Access.WRITE)
    with pytest.raises(CatalogueError, match=r"members\.other"):
        catalogue.get("members.other")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (f"{GOOD} NONSENSE", "Invalid input"),
        ("MERGE (m:Member {id: $member_id}) RETURN m.id AS id", "is declared read"),
        ("MATCH (member {id: $member_id}) RETURN member.id AS id", "scans all nodes"),
        (
            "MATCH ()-[tie]-() WHERE tie.pair = $member_id RETURN tie.pair AS id",
            "scans all relationships",
        ),
        (
            "MATCH (one:Member {id: $member_id}), (other:Member) RETURN other.id AS id",
            "has a Cartesian product",
        ),
        (
            "MATCH (:Member {id: $member_id})-[:CONNECTED_TO*]-(m:Member) RETURN m.id AS id",
            "has an unbounded path",
        ),
        (
            "MATCH (:Member {id: $member_id})-[:CONNECTED_TO*2..]-(m:Member) RETURN m.id AS id",
            "has an unbounded path",
        ),
        (
            "MATCH (:Member {id: $member_id}) (()-[:CONNECTED_TO]-()){1,} (m:Member) "
            "RETURN m.id AS id",
            "has an unbounded path",
        ),
        (
            "MATCH (:Member {id: $member_id})-[:CONNECTED_TO]-+(m:Member) RETURN m.id AS id",
            "has an unbounded path",
        ),
        ("MATCH (m:Person {id: $member_id}) RETURN m.id AS id", "Person"),
        ("MATCH (:Member {id: $member_id})-[:KNOWS]-(m:Member) RETURN m.id AS id", "KNOWS"),
        ("MATCH (m:Member {id: $member_id}) RETURN m.shoe_size AS id", "shoe_size"),
    ],
    ids=[
        "syntax",
        "write",
        "all nodes",
        "all relationships",
        "product",
        "any length",
        "no end",
        "repeated without end",
        "one or more",
        "label",
        "type",
        "property",
    ],
)
async def test_a_plan_that_breaks_a_rule_is_told(
    graph: Graph, statement: str, problem: str
) -> None:
    found = await plan_problems(graph, example(statement))
    assert any(problem in told for told in found), found


@pytest.mark.anyio
async def test_a_plan_that_keeps_the_rules_has_no_problem(graph: Graph) -> None:
    assert await plan_problems(graph, example(GOOD)) == []
