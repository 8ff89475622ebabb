"""The class archive is whole or absent, and Neo4j starts either way."""

from pathlib import Path

import pytest

from mutuals.engine.archive import archive_path, make_archive
from mutuals.engine.home import EngineHome
from mutuals.engine.java import find_java
from mutuals.engine.server import command_line
from mutuals.settings import Settings


def java(folder: Path, script: str) -> str:
    program = folder / "java"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


def starts_with(archive: Path) -> bool:
    """Whether Neo4j would be started with the archive."""
    home = EngineHome(archive.parent)
    command = command_line(Settings(), home, Path("java"), ["neo4j.jar"], archive)
    return f"-XX:SharedArchiveFile={archive.name}" in command


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return archive_path(tmp_path, "Java 25")


def test_each_java_has_its_own(archive: Path) -> None:
    assert archive_path(archive.parent, "Java 26") != archive


def test_a_java_is_the_same_with_options_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    java(tmp_path / "bin", """echo "openjdk version \\"25\\" $JAVA_TOOL_OPTIONS" >&2""")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")

    assert find_java(tmp_path).version == 'openjdk version "25" \n'


def test_neo4j_starts_without_one_at_first(archive: Path) -> None:
    assert not starts_with(archive)


def test_neo4j_starts_with_the_one_that_was_made(archive: Path, tmp_path: Path) -> None:
    writes = (
        'for flag; do case $flag in -XX:SharedArchiveFile=*) echo image > "${flag#*=}"; esac; done'
    )

    make_archive(archive, java(tmp_path, writes), "neo4j.jar", None)

    assert archive.read_text() == "image\n"
    assert starts_with(archive)


def test_a_java_that_can_make_none_is_asked_once(archive: Path, tmp_path: Path) -> None:
    make_archive(archive, java(tmp_path, "exit 1"), "neo4j.jar", None)

    assert archive.exists()
    assert not starts_with(archive)
