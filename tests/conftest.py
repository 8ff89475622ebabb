"""Which Neo4j the tests run on, and the graph that each of them starts with: an empty one."""

import os
import socket
import ssl
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import hypothesis
import pytest
import uvicorn
import uvloop
from neo4j import Driver, GraphDatabase
from tests.cli.proxy import Proxy
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from mutuals.app import create_app
from mutuals.engine import lifecycle
from mutuals.engine.home import EngineHome
from mutuals.engine.lifecycle import attached
from mutuals.engine.server import write_settings
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Graph, Server, connected
from mutuals.graph.migrations import load_migrations, migrate
from mutuals.graph.opening import Clock, utc_now
from mutuals.graph.plans import declare_model
from mutuals.settings import Settings
from mutuals.tokens.commands import create_service_token
from mutuals.tokens.models import Role
from mutuals.tokens.signing import Signer

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CONTAINER_IMAGE = "neo4j:5.26.30"
CLEAR = "MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock CALL (n) { DETACH DELETE n }"


JAVA_OPTIONS = "-XX:TieredStopAtLevel=1"
"""A test's Neo4j lives for minutes: compiling it well takes longer than it wins."""
PLAN_ONCE = {
    # Each test's graph is another, which is no reason to plan every query again;
    "dbms.cypher.min_replan_interval": "1h",
    # nor is that its ids and lists are of another length.
    "internal.cypher.use_parameter_size": "false",
}
"""What an engine of the tests is told beside Mutuals' own settings."""


def pytest_configure(config: pytest.Config) -> None:
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.option.markexpr:
        config.option.markexpr = "not long"
    os.environ["JAVA_TOOL_OPTIONS"] = JAVA_OPTIONS
    # The tests start programs by the dozen: compiling each anew takes longer than it runs.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # An example's first query is planned, and its machine may be busy.
    hypothesis.settings.register_profile("no deadline", deadline=None)
    hypothesis.settings.load_profile("no deadline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--neo4j",
        default="embedded",
        help="embedded (default), container (testcontainers, 5.26 LTS), or the URI of a server "
        "whose graph the tests may delete, with MUTUALS_NEO4J_USER and MUTUALS_NEO4J_PASSWORD",
    )


RUN_WHEN_NAMED = {"container", "contract", "plans", "stores", "wheel"}
"""Folders that take minutes or need more than Python: CI runs each in a stage of its own."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave them out unless the command line names them."""
    if (
        collection_path.parent != Path(__file__).parent
        or collection_path.name not in RUN_WHEN_NAMED
    ):
        return None
    named = [config.invocation_params.dir / name.partition("::")[0] for name in config.args]
    return None if any(collection_path in (path, *path.parents) for path in named) else True


OF_EVERY_DOMAIN = {
    "analytics",
    "assistants",
    "cli",
    "demo",
    "erasure",
    "own_data",
    "pooling",
    "privacy",
    "test_docs.py",
}
"""What runs nearly every query there is; analytics, as assistants run its whole catalogue too."""
LONGEST = {
    "every domain",
    "engine",
    "real_graphs",
    "test_network_in_motion.py",
    "test_cases.py",
    "test_sequences.py",
}


class LoadFolderScheduling(LoadFileScheduling):
    """A folder's tests have one worker, whose Neo4j has planned their queries: that is most of a
    test's time. So have those of every domain together. A folder that runs alone is shared out."""

    def _split_scope(self, nodeid: str) -> str:
        scope = scope_of(nodeid)
        return super()._split_scope(nodeid) if scope in RUN_WHEN_NAMED else scope


def scope_of(nodeid: str) -> str:
    """What a test goes to a worker with: its folder or file in tests/, or every domain's."""
    part = nodeid.partition("::")[0].split("/")[1]
    if part == "catalogue":
        # A test of one query, as in [feed.slice]: it is planned where its domain's tests are.
        part = nodeid.partition("[")[2].partition(".")[0] or part
    return "every domain" if part in OF_EVERY_DOMAIN else part


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFolderScheduling:
    return LoadFolderScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first and small folders last, so that both workers end at once.

    Before them plans, which depend on what a Neo4j has counted: it is a new one."""
    sizes = Counter(scope_of(item.nodeid) for item in items)

    def order(item: pytest.Item) -> tuple[bool, bool, int]:
        scope = scope_of(item.nodeid)
        return scope != "plans", LONGEST.isdisjoint({scope, item.path.name}), -sizes[scope]

    items.sort(key=order)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two, each on a Neo4j of its own; a server that is given is for one alone."""
    return 2 if config.getoption("--neo4j") in {"embedded", "container"} else 0


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, bool]]:
    """The server's loop. asyncio's own waits 40 ms for each new connection to Neo4j: the driver
    asks for TCP_NODELAY on its synchronous sockets alone, and only uvloop does by itself."""
    return "asyncio", {"use_uvloop": True}


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
    """The Neo4j of this run, its schema up to date."""
    with started(request.config.getoption("--neo4j"), tmp_path_factory) as server:
        uvloop.run(prepare(server))
        yield server


async def prepare(server: Server) -> None:
    """Migrate; and give all names at once, as Neo4j plans again what names one that comes later."""
    async with connected(server, load_catalogue()) as graph:
        await migrate(graph, NOW, load_migrations())
        await declare_model(graph)


@contextmanager
def started(where: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j as --neo4j names it, for the length of the block."""
    if where == "embedded":
        with (
            planning_once(),
            attached(Settings(data_dir=tmp_path_factory.mktemp("engine"))) as server,
        ):
            yield server
    elif where == "container":
        from testcontainers.community.neo4j import Neo4jContainer

        container = Neo4jContainer(
            CONTAINER_IMAGE, username="neo4j", password="a-test-password"
        ).with_env("JAVA_TOOL_OPTIONS", JAVA_OPTIONS)
        for name, value in PLAN_ONCE.items():
            container.with_env("NEO4J_" + name.replace("_", "__").replace(".", "_"), value)
        with container:
            yield Server(
                uri=container.get_connection_url(),
                user=container.username,
                password=container.password,
                database="neo4j",
            )
    else:
        user, password = SERVER_LOGIN
        yield Server(uri=where, user=user, password=password, database="neo4j")


@contextmanager
def planning_once() -> Iterator[None]:
    """Start engines that keep a query's plan, for the length of the block."""

    def write(settings: Settings, home: EngineHome, port: int) -> None:
        write_settings(settings, home, port)
        with (home.config / "neo4j.conf").open("a") as file:
            file.writelines(f"{name}={value}\n" for name, value in PLAN_ONCE.items())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lifecycle, "write_settings", write)
        yield


# Read before the fixture above clears the environment.
SERVER_LOGIN = (
    os.environ.get("MUTUALS_NEO4J_USER", "neo4j"),
    os.environ.get("MUTUALS_NEO4J_PASSWORD", ""),
)


@pytest.fixture(scope="session")
def driver(server: Server) -> Iterator[Driver]:
    """A driver of the tests' own."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        yield driver


@pytest.fixture
def empty_server(server: Server, driver: Driver) -> Server:
    """The Neo4j of this run with no node in it but the migrations'."""
    driver.execute_query(CLEAR, database_=server.database)
    return server


@pytest.fixture(scope="module")
def proxy(server: Server) -> Iterator[Proxy]:
    """A wire to this run's Neo4j that can be cut, and its answers held back."""
    address = urlsplit(server.uri)
    assert address.hostname is not None
    with Proxy(socket.gethostbyname(address.hostname), address.port or 7687) as proxy:
        yield proxy


@pytest.fixture(scope="session")
async def connected_graph(server: Server) -> AsyncIterator[Graph]:
    """One pool of connections for all tests: each would wait for its own."""
    async with connected(server, load_catalogue()) as graph:
        yield graph


@pytest.fixture
def graph(connected_graph: Graph, empty_server: Server) -> Graph:
    """An empty graph with the schema up to date."""
    del empty_server  # needed for what it does
    return connected_graph


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


SECRET = "a secret for tests, and long enough"
TLS = ssl.create_default_context()
"""Made once: reading the certificates takes longer than most tests."""
signer = Signer(SECRET)


@pytest.fixture(scope="session")
def api_url(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the API, served over HTTP for the whole run."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("api"),
        neo4j_uri=server.uri,
        neo4j_user=server.user,
        neo4j_password=server.password,
        neo4j_database=server.database,
        secret=SECRET,
        # The tests have limits of their own to reach.
        requests_a_minute=0,
        requests_a_minute_from_address=0,
        sign_in_attempts=0,
        sign_in_attempts_from_address=0,
    )

    with served(settings) as url:
        yield url


@contextmanager
def served(settings: Settings, clock: Clock = utc_now) -> Iterator[str]:
    """The API over HTTP for the length of the block; its address."""
    config = uvicorn.Config(create_app(settings, clock=clock), port=0, log_level="error")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        assert thread.is_alive(), "the API did not start"
        threading.Event().wait(0.01)
    port = running.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join()


@pytest.fixture
def api(api_url: str, empty_server: Server) -> Iterator[httpx.Client]:
    """A client of the API, on an empty graph; as_member() and as_service give it headers."""
    del empty_server  # needed for what it does
    with httpx.Client(base_url=api_url, timeout=60, verify=TLS) as client:
        yield client


def as_member(member_id: str, role: Role = "member") -> dict[str, str]:
    """The header of a member's own token."""
    token = signer.member_token(member_id, utc_now(), timedelta(hours=1), role)
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def service_token(empty_server: Server) -> str:
    """A service's token."""

    async def create() -> str:
        async with connected(empty_server, load_catalogue()) as graph:
            return await create_service_token(
                graph.writer, "tests", token_id="0" * 12, secret="s" * 43, now=NOW
            )

    return uvloop.run(create())


@pytest.fixture
def as_service(service_token: str) -> dict[str, str]:
    """The header of a service's token; add Mutuals-Viewer to name its viewer."""
    return {"Authorization": f"Bearer {service_token}"}
