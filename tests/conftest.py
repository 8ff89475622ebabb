"""Which Neo4j the tests run on, and the graph that each of them starts with: an empty one."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from mutuals.engine.lifecycle import attached
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Graph, Server, connected
from mutuals.graph.migrations import load_migrations, migrate
from mutuals.settings import Settings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CONTAINER_IMAGE = "neo4j:5.26.30"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--neo4j",
        default="embedded",
        help="embedded (default), container (testcontainers, 5.26 LTS), or the URI of a server "
        "whose graph the tests may delete, with MUTUALS_NEO4J_USER and MUTUALS_NEO4J_PASSWORD",
    )


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> Iterator[None]:
    """The tests' settings come from the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("MUTUALS_NEO4J_")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The Neo4j of this run."""
    where: str = request.config.getoption("--neo4j")
    if where == "embedded":
        with attached(Settings(data_dir=tmp_path_factory.mktemp("engine"))) as server:
            yield server
    elif where == "container":
        from testcontainers.community.neo4j import Neo4jContainer

        with Neo4jContainer(CONTAINER_IMAGE, password="a-test-password") as container:
            yield Server(
                uri=container.get_connection_url(),
                user=container.username,
                password=container.password,
                database="neo4j",
            )
    else:
        user, password = SERVER_LOGIN
        yield Server(uri=where, user=user, password=password, database="neo4j")


# Read before the fixture above clears the environment.
SERVER_LOGIN = (
    os.environ.get("MUTUALS_NEO4J_USER", "neo4j"),
    os.environ.get("MUTUALS_NEO4J_PASSWORD", ""),
)


@pytest.fixture
def empty_server(server: Server) -> Server:
    """The Neo4j of this run with no node in it but the migrations'."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock CALL (n) { DETACH DELETE n }",
            database_=server.database,
        )
    return server


@pytest.fixture
async def graph(empty_server: Server) -> AsyncIterator[Graph]:
    """An empty graph with the schema up to date."""
    async with connected(empty_server, load_catalogue()) as graph:
        await migrate(graph, NOW, load_migrations())
        yield graph


@pytest.fixture
def settings(empty_server: Server, tmp_path: Path) -> Settings:
    """Settings of a process that uses this run's Neo4j and a data folder of its own."""
    return Settings(
        data_dir=tmp_path / "data",
        neo4j_uri=empty_server.uri,
        neo4j_user=empty_server.user,
        neo4j_password=empty_server.password,
        neo4j_database=empty_server.database,
    )
