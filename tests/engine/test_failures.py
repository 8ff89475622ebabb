"""What goes wrong is one sentence with the way out, exit status 3, and no traceback."""

import os
import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.engine.conftest import Program

from mutuals.engine import lifecycle, locks
from mutuals.engine.jars import locked_jars
from mutuals.engine.java import find_java
from mutuals.engine.lifecycle import attached
from mutuals.errors import EngineError

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def program(new_program: Callable[[], Program]) -> Program:
    return new_program()


def failure(program: Program, *arguments: str, **environment: str) -> str:
    """The sentence with which `mutuals engine start` fails."""
    failed = program.run("engine", "start", *arguments, **environment)
    assert failed.returncode == 3, failed.stderr
    assert "Traceback" not in failed.stderr
    assert failed.stdout == ""
    (sentence,) = failed.stderr.strip().splitlines()
    return sentence


def java_home_that_prints(folder: Path, line: str) -> Path:
    """A Java home whose java prints the line, whatever it is asked."""
    java = folder / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho '{line}' >&2\n")
    java.chmod(0o755)
    return folder


def test_a_java_home_without_java(program: Program, tmp_path: Path) -> None:
    assert failure(program, MUTUALS_JAVA_HOME=str(tmp_path)) == (
        f"Engine: {tmp_path}/bin/java is no Java that runs: set MUTUALS_JAVA_HOME to a Java 21 or "
        "newer, or unset it to use the Java of mutuals[embedded]."
    )


@pytest.mark.parametrize(
    ("printed", "release"),
    [
        ('openjdk version "17.0.20" 2026-07-21', "Java 17,"),
        ('java version "1.8.0_451"', "Java 8,"),
        ("hello", "Java of an unknown version,"),
    ],
)
def test_a_java_that_is_too_old(tmp_path: Path, printed: str, release: str) -> None:
    home = java_home_that_prints(tmp_path, printed)

    with pytest.raises(EngineError, match=rf"{release} too old for Neo4j: set MUTUALS_JAVA_HOME"):
        find_java(home)


def test_a_port_in_use(program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        assert failure(program, "--port", port) == (
            f"Engine: Port {port} on 127.0.0.1 is in use: free it, or choose another with --port "
            "or MUTUALS_ENGINE_PORT (0 takes a free one)."
        )


def test_a_free_port_that_is_taken_before_neo4j_has_it_is_given_up_for_another(
    new_program: Callable[[], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    free_port = lifecycle._port
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        looks = iter([taken])
        monkeypatch.setattr(lifecycle, "_port", lambda s: next(looks, None) or free_port(s))

        with attached(new_program().settings()) as server:
            assert server.uri != f"bolt://127.0.0.1:{taken}"
        other.setblocking(False)
        with pytest.raises(BlockingIOError):  # nor was the other program sent the password
            other.accept()


def test_a_heap_beyond_the_machine(program: Program) -> None:
    assert failure(program, MUTUALS_ENGINE_HEAP="9000g") == (
        "Engine: Neo4j cannot run with this much memory: set MUTUALS_ENGINE_HEAP and "
        "MUTUALS_ENGINE_PAGE_CACHE to what this machine can give (512m each by default)."
    )


def test_a_corrupt_jar(program: Program, jars: Path, tmp_path: Path) -> None:
    damaged = locked_jars()[0].filename
    copy = tmp_path / jars.name
    copy.mkdir()
    for jar in locked_jars():
        os.link(jars / jar.filename, copy / jar.filename)
    (copy / damaged).unlink()
    (copy / damaged).write_bytes((jars / damaged).read_bytes()[:-1])

    assert failure(program, MUTUALS_CACHE_DIR=str(tmp_path)) == (
        f"Engine: Neo4j's {damaged} is damaged: delete {copy / damaged} and start again, "
        "which downloads it anew."
    )


def test_a_download_without_network(program: Program, tmp_path: Path) -> None:
    sentence = failure(program, MUTUALS_CACHE_DIR=str(tmp_path))

    assert "could not be downloaded (ProxyError): check the network and start again" in sentence


def test_a_store_that_a_newer_mutuals_wrote(new_program: Callable[[], Program]) -> None:
    program = new_program()
    program.home.folder.mkdir(parents=True)
    program.home.version.write_text("2027.01.0")

    assert failure(program) == (
        f"Engine: The store in {program.home.folder} was written by Neo4j 2027.01.0, and this "
        "Mutuals has Neo4j 2026.08.1: upgrade Mutuals, or choose another --data-dir."
    )


def test_a_store_that_neo4j_finds_too_new(new_program: Callable[[], Program]) -> None:
    program = new_program()
    with attached(program.settings()):
        pass
    with locks.held(program.home.leases):
        name_a_newer_kernel(program.home.store / "transactions" / "system" / "checkpoint.0")

    assert failure(program) == (
        f"Engine: The store in {program.home.folder} was written by a newer Neo4j, and this "
        "Mutuals has Neo4j 2026.08.1: upgrade Mutuals, or choose another --data-dir."
    )


def name_a_newer_kernel(log: Path) -> None:
    """Give each entry of a transaction log a kernel version that is still to come."""
    content = bytearray(log.read_bytes())
    start, length, kernel, entry_type = 128, 486, 32, 9
    for entry in range(start, len(content) - 1, length):
        if content[entry : entry + 2] == bytes([kernel, entry_type]):
            content[entry] = 99
    log.write_bytes(content)


@pytest.mark.parametrize("name", ["a file", "n" * 300])
def test_a_data_folder_that_cannot_be_made(
    new_program: Callable[[], Program], tmp_path: Path, name: str
) -> None:
    (tmp_path / "a file").touch()

    sentence = failure(new_program(), "--data-dir", str(tmp_path / name))

    assert f"{tmp_path / name}/engine cannot be used (" in sentence
    assert sentence.endswith("): put that right, or choose another folder with --data-dir.")


@dataclass(frozen=True)
class FullDisk:
    """A folder on a disk without room, and what to run before the program to believe so."""

    folder: Path
    before: str


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[FullDisk]:
    """A disk of 1 MB; where nothing may be mounted, one on which more is asked for than it has."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True).returncode == 0:
        yield FullDisk(tmp_path, "")
        subprocess.run(["umount", "--lazy", tmp_path], check=True)
    else:
        thresholds = "jars.SPARE_BYTES = lifecycle.NEEDED_BYTES = 2**60"
        yield FullDisk(tmp_path, f"from mutuals.engine import jars, lifecycle; {thresholds}; ")


@pytest.mark.parametrize("setting", ["MUTUALS_DATA_DIR", "MUTUALS_CACHE_DIR"])
def test_a_full_disk(program: Program, full_disk: FullDisk, setting: str) -> None:
    text = full_disk.before + "from mutuals.cli.main import run; run()"
    environment = {setting: str(full_disk.folder)}

    with program.started("-c", text, "engine", "start", **environment) as process:
        errors = process.communicate()[1]

    assert process.returncode == 3
    assert re.fullmatch(
        rf"\s*Engine: The disk of {full_disk.folder}/\S+ is full: have at least \d+ MB free there, "
        r"or choose another folder with --data-dir or MUTUALS_CACHE_DIR, and start again\.\s*",
        errors,
    )
