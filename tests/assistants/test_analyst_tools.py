"""The tools for analysts: the catalogue and Cypher of their own, and nobody else's."""

import pytest
from tests.assistants.conftest import Assistant, program
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.settings import Settings

COUNT = "MATCH (m:Member) RETURN count(*) AS members"


@pytest.fixture(autouse=True)
def chain(empty_server: Server) -> None:
    """Ada knows Grace, who knows Linus."""
    write_network(empty_server, [("ada", "grace"), ("grace", "linus")])


@pytest.fixture
def analyst(tools_url: str) -> Assistant:
    """Ada's assistant, with her token as an analyst."""
    return Assistant(tools_url, as_member("ada", "analyst"))


def test_the_catalogue_is_listed_and_run(analyst: Assistant) -> None:
    listed = analyst.call("list_analytics").data["items"]
    assert "degree_distribution" in [query["name"] for query in listed]
    answer = analyst.call("run_analytics", name="degree_distribution").data
    rows = {row["connections"]: row["members"] for row in answer["items"]}
    assert rows == {1: 2, 2: 1}
    limited = analyst.call("run_analytics", name="degree_distribution", parameters={"limit": 1})
    assert len(limited.data["items"]) == 1


def test_cypher_reads_up_to_the_limit_and_is_refused_what_the_gate_refuses(
    analyst: Assistant,
) -> None:
    assert analyst.call("run_cypher", query=COUNT).data["rows"] == [[3]]
    some = analyst.call("run_cypher", query="MATCH (m:Member) RETURN m.id AS id", limit=2).data
    assert (len(some["rows"]), some["truncated"]) == (2, True)
    refused = analyst.call("run_cypher", query="MATCH (m:Member) DETACH DELETE m")
    assert refused.is_error
    assert len(refused.texts) == 1
    assert analyst.call("run_cypher", query=COUNT).data["rows"] == [[3]]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("list_analytics", {}),
        ("run_analytics", {"name": "degree_distribution"}),
        ("run_cypher", {"query": COUNT}),
    ],
)
def test_a_member_is_refused(tools_url: str, tool: str, arguments: dict[str, str]) -> None:
    answer = Assistant(tools_url, as_member("ada")).call(tool, **arguments)
    assert answer.is_error
    assert answer.texts[0].startswith("Only an analyst")


@pytest.mark.long
def test_a_program_of_one_s_own_has_them_when_it_is_told(settings: Settings) -> None:
    assert settings.neo4j_password is not None
    environment = {
        "MUTUALS_DATA_DIR": str(settings.data_dir),
        "MUTUALS_NEO4J_URI": str(settings.neo4j_uri),
        "MUTUALS_NEO4J_USER": settings.neo4j_user,
        "MUTUALS_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
    }
    answer = program(environment, "--viewer", "ada", "--analyst").call("run_cypher", query=COUNT)
    assert answer.data["rows"] == [[3]]
