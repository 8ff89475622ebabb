"""mutuals queries: the catalogue listed, shown, and checked against Neo4j."""

import json

import pytest
from tests.cli.conftest import Cli

from mutuals.graph import opening
from mutuals.graph.catalogue import Catalogue, load_catalogue, parse
from mutuals.graph.plans import FORBIDDEN_OPERATORS

BAD = """\
// name: connections.bad
// access: read
// rows: many
// column id: string
//
// Every node there is.
MATCH (n)
RETURN n.id AS id
"""


def test_every_query_is_listed_with_what_it_answers(cli: Cli) -> None:
    items = json.loads(cli("queries", "list", "--json").out)["items"]
    assert [item["name"] for item in items] == [query.name for query in load_catalogue()]
    assert all(item["description"] for item in items)
    assert "connections.relation" in cli("queries", "list").out


def test_a_query_is_shown_with_its_cypher(cli: Cli) -> None:
    shown = json.loads(cli("queries", "show", "connections.relation", "--json").out)
    assert shown["access"] == "read"
    assert shown["parameters"] == {"viewer_id": "string", "member_id": "string"}
    assert "MATCH" in shown["text"]
    assert "$viewer_id" in cli("queries", "show", "connections.relation").out


def test_a_query_that_is_none(cli: Cli) -> None:
    ended = cli("queries", "show", "connections.friends")
    assert ended.status == 3
    assert "`mutuals queries list` shows all" in ended.err


def test_a_query_that_breaks_a_rule_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among a few; tests/catalogue checks all there are."""
    few = {query.name: query for query in load_catalogue() if query.name.startswith("schema.")}
    catalogue = Catalogue(few | {"connections.bad": parse("connections.bad", BAD)})
    monkeypatch.setattr(opening, "load_catalogue", lambda: catalogue)

    ended = cli("queries", "check", "--json")

    assert ended.status == 1
    answer = json.loads(ended.out)
    assert answer["checked"] == len(catalogue)
    assert answer["problems"] == {"connections.bad": [FORBIDDEN_OPERATORS["AllNodesScan"]]}
    assert "connections.bad: " in cli("queries", "check").err
