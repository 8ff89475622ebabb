"""Killed hard, an engine leaves its folder free and every acknowledged write in it."""

import subprocess
from collections.abc import Callable, Iterator

import psutil
import pytest
from neo4j import GraphDatabase
from tests.engine.conftest import Program

from mutuals.engine import locks
from mutuals.engine.lifecycle import EngineStatus, attached, status

GONE_SECONDS = 30

WRITER = """
from neo4j import GraphDatabase
from neo4j.exceptions import IncompleteCommit
from mutuals.engine.lifecycle import attached
from mutuals.settings import Settings

with (
    attached(Settings()) as server,
    GraphDatabase.driver(
        server.uri,
        auth=(server.user, server.password),
        max_transaction_retry_time=120,
        notifications_min_severity="OFF",
    ) as driver,
):
    number = 0
    while True:
        number += 1
        try:
            driver.execute_query("CREATE (:Number {value: $number})", number=number)
        except IncompleteCommit:
            continue  # nobody knows, so nobody may say that it is written
        print(number, flush=True)
"""


class Writer:
    """A process that started the engine, writes numbers, and prints each once acknowledged."""

    def __init__(self, program: Program, process: "subprocess.Popen[str]") -> None:
        self.program = program
        self.process = process
        self.acknowledged: set[int] = set()

    def write_on(self, count: int) -> None:
        """Wait until so many more are acknowledged."""
        assert self.process.stdout is not None
        for _ in range(count):
            line = self.process.stdout.readline()
            assert line, self.process.communicate()[1]
            self.acknowledged.add(int(line))

    def kill(self) -> None:
        self.process.kill()
        output, _ = self.process.communicate()
        self.acknowledged |= {int(line) for line in output.splitlines()}

    def engine(self) -> EngineStatus:
        running = status(self.program.settings())
        assert running is not None
        return running


@pytest.fixture(scope="module")
def program(new_program: Callable[[], Program]) -> Program:
    return new_program()


@pytest.fixture
def writer(program: Program) -> Iterator[Writer]:
    with program.started("-c", WRITER) as process:
        writer = Writer(program, process)
        writer.write_on(100)
        yield writer
        process.kill()


def stored_numbers(program: Program) -> set[int]:
    with (
        attached(program.settings()) as server,
        GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
    ):
        records, _, _ = driver.execute_query("MATCH (n:Number) RETURN n.value AS value")
    return {record["value"] for record in records}


def test_a_neo4j_killed_under_load_is_started_again_with_every_acknowledged_write(
    program: Program, writer: Writer
) -> None:
    before = writer.engine()

    psutil.Process(before.neo4j_pid).kill()
    writer.write_on(200)

    after = writer.engine()
    assert (after.uri, after.neo4j_pid != before.neo4j_pid) == (before.uri, True)
    assert writer.acknowledged <= stored_numbers(program)


def test_a_keeper_killed_under_load_takes_neo4j_along_and_the_next_start_has_every_write(
    program: Program, writer: Writer
) -> None:
    neo4j = psutil.Process(writer.engine().neo4j_pid)

    neo4j.parent().kill()  # type: ignore[union-attr]
    writer.kill()
    with locks.held(program.home.keeper_lock):
        pass  # which the kernel frees a moment after the kill

    assert writer.acknowledged <= stored_numbers(program)
    assert not neo4j.is_running()


def test_an_engine_outlives_a_killed_parent_for_others_and_ends_with_the_last_of_them(
    program: Program, writer: Writer
) -> None:
    neo4j = psutil.Process(writer.engine().neo4j_pid)

    with attached(program.settings()):
        writer.kill()
        assert writer.acknowledged <= stored_numbers(program)

    neo4j.wait(GONE_SECONDS)
    with locks.held(program.home.keeper_lock):
        assert program.engines() == []
