"""mutuals queries: the catalogue listed, shown, and checked against Neo4j."""

import json

from tests.cli.conftest import Cli

from mutuals.graph.catalogue import load_catalogue


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


def test_every_query_keeps_the_rules_on_this_neo4j(cli: Cli) -> None:
    ended = cli("queries", "check", "--json")
    assert json.loads(ended.out) == {"checked": len(load_catalogue()), "problems": {}}
    assert ended.status == 0
