"""neo4j-admin's commands, from the engine's own jars, on a store that nobody uses."""

import threading
import time
from collections.abc import Callable

import pytest
from tests.engine.conftest import Program

from mutuals.engine.admin import at_rest
from mutuals.engine.lifecycle import attached, status
from mutuals.errors import EngineError


@pytest.fixture(scope="module")
def program(new_program: Callable[[], Program]) -> Program:
    """A data folder whose engine has run, and whose last user has just left it."""
    program = new_program()
    with attached(program.settings()):
        with (
            pytest.raises(EngineError, match="in use by another command"),
            at_rest(program.settings()),
        ):
            pass
        program.home.stay.touch()
        with (
            pytest.raises(EngineError, match="until `mutuals engine stop`"),
            at_rest(program.settings()),
        ):
            pass
        program.home.stay.unlink()
    return program


def test_a_store_in_use_is_refused_and_one_that_was_left_is_waited_for(program: Program) -> None:
    with at_rest(program.settings()):
        assert status(program.settings()) is None


def test_a_command_runs_on_the_store_and_tells_how_far_it_is(program: Program) -> None:
    told: list[tuple[str, int, int]] = []
    with at_rest(program.settings()) as admin:
        printed = admin.run(
            "database",
            "check",
            "neo4j",
            what="Checking the store",
            progress=lambda *step: told.append(step),
        )
    assert "Consistency check" in printed
    assert told[-1] == ("Checking the store", 1000, 1000)


def test_a_command_that_fails_says_why_in_one_sentence(program: Program) -> None:
    with at_rest(program.settings()) as admin, pytest.raises(EngineError) as failure:
        admin.run("database", "check", "nosuch", what="Checking the store")
    sentence = str(failure.value)
    assert sentence.startswith("Checking the store failed")
    assert "nosuch" in sentence
    assert "\n" not in sentence


def test_who_needs_the_engine_waits_until_the_store_is_free(program: Program) -> None:
    started = threading.Event()

    def use() -> None:
        with attached(program.settings()):
            started.set()

    user = threading.Thread(target=use)
    with at_rest(program.settings()):
        user.start()
        time.sleep(1)
        assert not started.is_set()
        assert status(program.settings()) is None
    user.join()
    assert started.is_set()
