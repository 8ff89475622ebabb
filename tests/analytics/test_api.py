"""The catalogue over HTTP: who may ask, what is refused, and every format."""

import csv
import io
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

import httpx
import pyarrow.parquet
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.analytics.formats import Format, csv_text, written
from mutuals.analytics.models import Answer, Column
from mutuals.analytics.parameters import PROVIDED
from mutuals.analytics.queries import queries
from mutuals.errors import InvalidParameterError
from mutuals.graph.catalogue import Query
from mutuals.graph.driver import Server
from mutuals.tokens.models import Role

ANALYST = as_member("ann", "analyst")
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}svg"


@pytest.fixture
def network(api: httpx.Client, empty_server: Server) -> None:
    """Four who know each other in a line, two of them with facts; one knows nobody."""
    del api  # its schema is needed
    write_network(empty_server, [("ada", "grace"), ("grace", "linus"), ("linus", "tim")], ["eve"])
    auth = (empty_server.user, empty_server.password)
    with GraphDatabase.driver(empty_server.uri, auth=auth) as driver:
        driver.execute_query(
            "MATCH (m:Member) SET m.created_at = datetime('2026-01-05T10:00:00Z'), "
            "m.industry = CASE m.id WHEN 'linus' THEN 'Media' ELSE 'Software' END, "
            "m.community_a = 0, m.component_a = 0, m.core_a = 1, "
            "m.pagerank_a = 0.2, m.betweenness_a = 0.1 "
            "WITH count(*) AS members "
            "CREATE (:AnalyticsRun {id: 'run', number: 1, slot: 'a', state: 'complete'}) "
            "WITH members MATCH (one:Member {id: 'ada'}), (other:Member {id: 'grace'}) "
            "CREATE (one)-[:ENDORSES {key: 'k', skill_id: 'go', hidden: false}]->(other), "
            "(one)-[:WORKS_AT]->(:Company {id: 'acme', name: 'Acme'})<-[:WORKS_AT]-(other), "
            "(one)-[:WAS_SUGGESTED {shown: 1, shown_at: datetime()}]->(other), "
            "(one)-[:SENT]->(:ConnectionRequest {id: 'r', state: 'accepted', "
            "created_at: datetime(), closed_at: datetime()})-[:SENT_TO]->(other), "
            "(:Introduction {id: 'i', state: 'requested', purpose: 'job', created_at: datetime(), "
            "expires_at: datetime()}) "
            "WITH other MATCH (other)-[t:CONNECTED_TO]-(:Member) "
            "SET t.counted_at = datetime('2026-01-05T10:00:00Z'), t.forward = 1.0, "
            "t.backward = 1.0, t.since = datetime('2026-01-05T10:00:00Z')"
        )


@pytest.mark.parametrize(("role", "status"), [("member", 403), ("analyst", 200), ("admin", 200)])
@pytest.mark.usefixtures("network")
def test_analysts_and_admins_ask(api: httpx.Client, role: Role, status: int) -> None:
    for path in ("/v1/analytics", "/v1/analytics/hubs"):
        assert api.get(path, headers=as_member("ann", role)).status_code == status
        assert api.get(path).status_code == 401


def test_the_list_says_all_that_is_needed_to_ask(api: httpx.Client) -> None:
    items = api.get("/v1/analytics", headers=ANALYST).json()["items"]
    assert [item["name"] for item in items] == [*queries()]
    for item in items:
        assert item["description"].endswith(".")
        assert item["columns"]
        assert not {parameter["name"] for parameter in item["parameters"]} & PROVIDED
        needed = {parameter["name"] for parameter in item["parameters"] if parameter["required"]}
        assert needed <= item["example"].keys()


@pytest.mark.parametrize("name", queries())
@pytest.mark.usefixtures("network")
def test_an_example_is_answered_with_the_columns_declared_in_every_format(
    api: httpx.Client, name: str
) -> None:
    query = queries()[name]
    asked = api.get(f"/v1/analytics/{name}", params=query.example, headers=ANALYST).json()
    assert [column["name"] for column in asked["columns"]] == [*query.columns]
    assert asked["items"], "nothing to compare"
    assert all([*item] == [*query.columns] for item in asked["items"])

    answer = Answer.model_validate(
        asked | {"items": [_typed(query, row) for row in asked["items"]]}
    )
    assert [*csv.DictReader(io.StringIO(csv_text(answer)))] == [
        {key: _spelled(value) for key, value in item.items()} for item in answer.items
    ]
    table = pyarrow.parquet.read_table(io.BytesIO(written(answer, Format.PARQUET)))
    assert table.to_pylist() == answer.items
    for format_ in (Format.SVG, Format.PNG):
        if query.chart is None:
            with pytest.raises(InvalidParameterError, match="has no chart"):
                written(answer, format_)
        elif format_ is Format.SVG:
            assert ElementTree.fromstring(written(answer, format_)).tag == SVG  # noqa: S314
        else:
            assert written(answer, format_).startswith(PNG)


def _spelled(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value)


def _typed(query: Query, row: dict[str, Any]) -> dict[str, Any]:
    """The row that this JSON was made of."""
    makers = {"datetime": datetime.fromisoformat, "date": date.fromisoformat}
    return {
        column: makers[kind](row[column]) if kind in makers and row[column] else row[column]
        for column, kind in query.columns.items()
    }


@pytest.mark.parametrize(
    ("format_", "media_type", "start"),
    [
        ("csv", "text/csv; charset=utf-8", b"period,new_members,"),
        ("parquet", "application/vnd.apache.parquet", b"PAR1"),
        ("svg", "image/svg+xml", b"<?xml"),
        ("png", "image/png", PNG),
    ],
)
@pytest.mark.usefixtures("network")
def test_a_format_is_asked_for(
    api: httpx.Client, format_: str, media_type: str, start: bytes
) -> None:
    answer = api.get("/v1/analytics/growth", params={"format": format_}, headers=ANALYST)
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"] == f'inline; filename="growth.{format_}"'
    assert answer.content.startswith(start)


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("hubs?limit=0", "limit", "from 1 to 500"),
        ("hubs?limit=ten", "limit", "a whole number"),
        ("hubs?limit=5&limit=6", "limit", "once"),
        ("hubs?industry=Media", "industry", "hubs does not take it; it takes limit."),
        ("growth?period=year", "period", "month or week"),
        ("request_funnel?since=yesterday", "since", "YYYY-MM-DD"),
        ("member_triangles", "member_id", "member_triangles needs it"),
        ("connectors_to_industry?industry=%20", "industry", "some text"),
        ("connectors_to_industry?industry=" + "x" * 201, "industry", "at most 200"),
        ("hubs?slot=a", "slot", "does not take it"),
        ("hubs?format=xml", "format", "json"),
    ],
)
def test_what_a_query_does_not_take_is_named(
    api: httpx.Client, query: str, field: str, message: str
) -> None:
    answer = api.get(f"/v1/analytics/{query}", headers=ANALYST)
    assert answer.status_code == 422
    [problem] = answer.json()["errors"]
    assert problem["field"] == field
    assert message in problem["message"]


def test_a_query_that_there_is_not_is_told(api: httpx.Client) -> None:
    answer = api.get("/v1/analytics/friends", headers=ANALYST)
    assert answer.status_code == 404
    assert "GET /v1/analytics" in answer.json()["detail"]


@pytest.mark.usefixtures("empty_server")
def test_what_reads_a_run_asks_for_one(api: httpx.Client) -> None:
    answer = api.get("/v1/analytics/communities", headers=ANALYST)
    assert answer.status_code == 409
    assert answer.json()["type"] == "run-needed"
    assert "POST /v1/analytics/runs" in answer.json()["detail"]


def test_a_spreadsheet_runs_no_name_as_a_formula() -> None:
    answer = Answer(
        name="hubs",
        parameters={},
        columns=[Column(name="name", type="string"), Column(name="lost", type="float")],
        items=[{"name": '=HYPERLINK("http://example.org")', "lost": -0.5}],
        run=None,
    )
    assert [*csv.reader(io.StringIO(csv_text(answer)))][1] == [
        '\'=HYPERLINK("http://example.org")',
        "-0.5",
    ]


@pytest.mark.usefixtures("network")
def test_nothing_private_is_answered(api: httpx.Client, empty_server: Server) -> None:
    auth = (empty_server.user, empty_server.password)
    with GraphDatabase.driver(empty_server.uri, auth=auth) as driver:
        driver.execute_query(
            "MATCH (m:Member {id: 'ada'})-[t:CONNECTED_TO]-() "
            "SET m.contact_email = 'secret', m.contact_phone = 'secret' "
            "SET t.known_by_smaller = 0.123 "
            "WITH m MATCH (m)-[:SENT]->(r) SET r.note = 'secret', r.answer = 'secret' "
            "WITH m MATCH (i:Introduction) SET i.reason = 'secret', i.words = 'secret', "
            "i.decline_reason = 'secret'"
        )
    for name, query in queries().items():
        text = api.get(f"/v1/analytics/{name}", params=query.example, headers=ANALYST).text
        assert "secret" not in text
        assert "0.123" not in text
