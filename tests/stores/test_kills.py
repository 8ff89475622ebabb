"""Killed hard, an engine leaves its folder free and every acknowledged write in it."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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


@pytest.fixture
def program(new_program: Callable[[], Program]) -> Program:
    return new_program()


@contextmanager
def writing(program: Program) -> Iterator[Writer]:
    """A writer that has written, until the end of the block at the latest."""
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


def test_after_each_kill_every_acknowledged_write_is_there(program: Program) -> None:
    """One engine after the other on one folder, each started by who writes."""
    with writing(program) as first:
        # Neo4j: its keeper starts it again at the same address.
        before = first.engine()
        psutil.Process(before.neo4j_pid).kill()
        first.write_on(200)
        after = first.engine()
        assert (after.uri, after.neo4j_pid != before.neo4j_pid) == (before.uri, True)
        assert first.acknowledged <= stored_numbers(program)

        # Its keeper: it takes Neo4j along.
        neo4j = psutil.Process(after.neo4j_pid)
        neo4j.parent().kill()  # type: ignore[union-attr]
        first.kill()
        with locks.held(program.home.keeper_lock):
            pass  # which the kernel frees a moment after the kill

    # Who started it: it goes on for others, and ends with the last of them.
    with writing(program) as second:
        assert not neo4j.is_running()
        assert first.acknowledged <= stored_numbers(program)
        neo4j = psutil.Process(second.engine().neo4j_pid)
        with attached(program.settings()):
            second.kill()
            assert second.acknowledged <= stored_numbers(program)
    neo4j.wait(GONE_SECONDS)
    with locks.held(program.home.keeper_lock):
        assert program.engines() == []
