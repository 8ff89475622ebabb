"""One engine for everybody who uses its data folder, open to nobody else."""

import json
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError, ClientError
from tests.engine.conftest import Program

from mutuals.engine.home import EngineHome
from mutuals.engine.lifecycle import EngineStatus, attached, status
from mutuals.engine.server import make_password
from mutuals.errors import EngineError

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def program(new_program: Callable[[], Program]) -> Program:
    """A program whose engine two processes started at once, for both to use."""
    program = new_program()
    with ThreadPoolExecutor() as pool:
        starts = [pool.submit(program.run, "engine", "start", "--json") for _ in range(2)]
    for start in starts:
        assert start.result().returncode == 0, start.result().stderr
    assert len({start.result().stdout for start in starts}) == 1
    return program


@pytest.fixture(scope="module")
def driver(program: Program) -> Iterator[Driver]:
    with (
        attached(program.settings()) as server,
        GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
    ):
        yield driver


@pytest.fixture(scope="module")
def running(program: Program) -> EngineStatus:
    running = status(program.settings())
    assert running is not None
    return running


def port_of(running: EngineStatus) -> int:
    return int(running.uri.rpartition(":")[2])


def test_two_starts_at_once_make_one_engine(program: Program, running: EngineStatus) -> None:
    assert [engine.pid for engine in program.engines()] == [running.neo4j_pid]


def test_status_of_a_running_engine_tells_where_it_is(
    program: Program, running: EngineStatus
) -> None:
    shown = program.run("engine", "status", "--json")

    assert shown.returncode == 0
    assert json.loads(shown.stdout) == {
        "running": True,
        "uri": running.uri,
        "version": "2026.08.1",
        "pid": running.neo4j_pid,
        "data_dir": str(program.data_dir),
    }


def test_status_where_no_engine_runs_exits_with_1_and_makes_nothing(
    new_program: Callable[[], Program],
) -> None:
    program = new_program()

    shown = program.run("engine", "status", "--json")

    assert (shown.returncode, json.loads(shown.stdout)) == (1, {"running": False})
    assert not program.data_dir.exists()


def test_stop_where_no_engine_runs_is_no_failure(new_program: Callable[[], Program]) -> None:
    assert new_program().run("engine", "stop").returncode == 0


def test_a_command_uses_the_engine_that_runs(program: Program, running: EngineStatus) -> None:
    migrated = program.run("migrate")

    assert migrated.returncode == 0, migrated.stderr
    assert status(program.settings()) == running


def test_a_running_engine_is_not_moved_to_another_port(
    program: Program, running: EngineStatus
) -> None:
    port = port_of(running)
    elsewhere = program.settings().model_copy(update={"engine_port": port - 1})

    with (
        pytest.raises(EngineError, match=f"already runs on port {port}"),
        attached(elsewhere),
    ):
        pass


def test_only_its_owner_reads_the_password(program: Program) -> None:
    assert stat.S_IMODE(program.home.password.stat().st_mode) == 0o600
    assert stat.S_IMODE(program.home.folder.stat().st_mode) == 0o700


def test_every_folder_has_a_password_of_its_own(
    program: Program, new_program: Callable[[], Program]
) -> None:
    other = EngineHome(new_program().data_dir)
    other.folder.mkdir()

    make_password(other)

    passwords = {home.password.read_text() for home in (program.home, other)}
    assert len(passwords) == 2
    assert min(len(password) for password in passwords) >= 32


def test_neo4j_does_not_take_its_well_known_password(running: EngineStatus) -> None:
    with (
        GraphDatabase.driver(running.uri, auth=("neo4j", "neo4j")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_a_password_file_that_is_not_the_stores_is_named(
    program: Program, running: EngineStatus
) -> None:
    assert running.stays
    right = program.home.password.read_text()
    program.home.password.write_text("another")

    with pytest.raises(EngineError) as refused, attached(program.settings()):
        pass

    program.home.password.write_text(right)
    assert str(refused.value) == (
        f"The password in {program.home.password} is not the store's: put the right file back, "
        "or choose another --data-dir."
    )


def test_it_talks_to_this_machine_alone(running: EngineStatus, driver: Driver) -> None:
    driver.verify_connectivity()

    connections = psutil.Process(running.neo4j_pid).net_connections("inet")

    listening = [each.laddr for each in connections if each.status == psutil.CONN_LISTEN]
    assert [address.port for address in listening] == [port_of(running)]
    heard_from = {each.raddr.ip for each in connections if each.raddr}
    for address in {address.ip for address in listening} | heard_from:
        assert address.removeprefix("::ffff:") == "127.0.0.1"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("server.default_listen_address", "127.0.0.1"),
        ("server.http.enabled", "false"),
        ("server.https.enabled", "false"),
        ("dbms.security.auth_enabled", "true"),
        ("dbms.security.allow_csv_import_from_file_urls", "false"),
        ("dbms.usage_report.enabled", "false"),
        ("dbms.fleet_manager.enabled", "false"),
        ("server.fleet_discovery.enabled", "false"),
        ("db.transaction.timeout", "30s"),
        ("db.lock.acquisition.timeout", "5s"),
        ("db.memory.transaction.max", "256.00MiB"),
        ("server.memory.heap.max_size", "512.00MiB"),
        ("server.memory.pagecache.size", "512.00MiB"),
    ],
)
def test_its_settings_are_those_of_the_design(driver: Driver, setting: str, value: str) -> None:
    records, _, _ = driver.execute_query("SHOW SETTINGS $name YIELD value", name=setting)

    assert [record["value"] for record in records] == [value]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.csv", "file:///etc/hostname"])
def test_cypher_cannot_make_it_read_a_file_or_an_address(driver: Driver, address: str) -> None:
    with pytest.raises(ClientError, match=r"blocked|allow_csv_import_from_file_urls' is false"):
        driver.execute_query(
            "LOAD CSV FROM $address AS line RETURN line", address=address, database_="neo4j"
        )


def test_stop_ends_it_for_those_who_use_it_too(program: Program, running: EngineStatus) -> None:
    engine = psutil.Process(running.neo4j_pid)

    with attached(program.settings()):
        stopped = program.run("engine", "stop")

    assert stopped.returncode == 0, stopped.stderr
    assert not engine.is_running()
    assert program.run("engine", "status").returncode == 1
