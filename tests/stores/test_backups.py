"""A backup is read back before it counts, and a restore before it takes the graph's place."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import NOW
from tests.engine.conftest import Program

from mutuals.backups import commands
from mutuals.engine.lifecycle import attached
from mutuals.errors import BackupError, ImportFileError
from mutuals.imports.offline import import_offline

MEMBERS = "id,name,company\nada,Ada,Lumen\nbo,Bo,Lumen\n"


def failure(program: Program, *arguments: str, **environment: str) -> str:
    """The sentence with which the program fails."""
    failed = program.run(*arguments, **environment)
    assert failed.returncode == 3, failed.stderr
    assert failed.stdout == ""
    (sentence,) = failed.stderr.strip().splitlines()
    return sentence


@pytest.fixture(scope="module")
def source(new_program: Callable[[], Program], tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A data folder with two members who are connected."""
    program = new_program()
    files = tmp_path_factory.mktemp("files")
    (files / "members.csv").write_text(MEMBERS)
    (files / "edges.csv").write_text("ada,bo\n")
    with attached(program.settings()):
        for kind in ("members", "edges"):
            done = program.run("import", kind, str(files / f"{kind}.csv"))
            assert done.returncode == 0, done.stderr
        in_use = failure(program, "backup", str(files / "never"))
        assert "in use by another command" in in_use
    return program


@pytest.fixture(scope="module")
def backup(source: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of that graph."""
    file = tmp_path_factory.mktemp("backups") / "monday.mutuals"
    done = source.run("backup", str(file), "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    # Two members, a company; a connection, and who works there.
    assert report["contents"] == {"nodes": 3, "relationships": 3, "members": 2}
    assert report["bytes"] == file.stat().st_size
    assert file.stat().st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file]
    assert not source.home.beside.exists()
    return file


def times_of(program: Program) -> dict[Path, int]:
    """When each file of the graph was written last."""
    return {path: path.stat().st_mtime_ns for path in program.home.database.rglob("*")}


def altered(backup: Path, copy: Path, **manifest: object) -> Path:
    """The backup with something else in its manifest."""
    with zipfile.ZipFile(backup) as archive, zipfile.ZipFile(copy, "w") as target:
        told = json.loads(archive.read("manifest.json")) | manifest
        target.writestr("neo4j.dump", archive.read("neo4j.dump"))
        target.writestr("manifest.json", json.dumps(told))
    return copy


def test_a_backup_is_restored_on_another_machine_and_answers_the_same(
    backup: Path, new_program: Callable[[], Program]
) -> None:
    other = new_program()
    restored = other.run("restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    assert "2 members, 3 nodes, 3 relationships restored from" in restored.stdout
    assert not other.home.beside.exists()
    assert not other.home.store_before.exists()
    # Cut short between its two steps, the change of stores is undone.
    other.home.store.rename(other.home.store_before)
    degree = other.run("degree", "ada", "bo", "--json")
    assert json.loads(degree.stdout)["degree"] == 1
    assert not other.home.store_before.exists()


def test_a_graph_that_is_there_is_kept_unless_it_is_to_be_replaced(
    source: Program, backup: Path
) -> None:
    before = times_of(source)
    with pytest.raises(BackupError, match="holds a graph already"):
        commands.restore_backup(source.settings(), backup, replace=False)
    with pytest.raises(ImportFileError, match="holds a graph already"):
        import_offline(source.settings(), None, backup, strict=False, now=NOW)
    assert times_of(source) == before


def test_a_file_that_is_there_is_kept(source: Program, backup: Path) -> None:
    assert "is there already" in failure(source, "backup", str(backup))


def test_a_backup_from_a_newer_neo4j_is_refused(
    source: Program, backup: Path, tmp_path: Path
) -> None:
    newer = altered(backup, tmp_path / "newer", engine="2027.01.0")
    with pytest.raises(BackupError, match=r"made with Neo4j 2027\.01\.0.*upgrade Mutuals"):
        commands.restore_backup(source.settings(), newer, replace=True)


def test_a_backup_that_is_not_what_was_written_leaves_the_graph_as_it_is(
    source: Program, backup: Path, tmp_path: Path
) -> None:
    before = times_of(source)
    wrong = altered(backup, tmp_path / "wrong", files={"databases/neo4j/neostore": "0"})
    with pytest.raises(BackupError, match="is not what was backed up"):
        commands.restore_backup(source.settings(), wrong, replace=True)
    assert times_of(source) == before
    assert not source.home.beside.exists()


@pytest.mark.parametrize("content", [b"", b"not a backup"])
def test_another_file_is_no_backup(source: Program, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "another"
    file.write_bytes(content)
    assert "is no backup" in failure(source, "restore", str(file))


def test_a_server_s_graph_is_its_own_to_back_up(source: Program, tmp_path: Path) -> None:
    sentence = failure(
        source,
        "backup",
        str(tmp_path / "never"),
        MUTUALS_NEO4J_URI="bolt://127.0.0.1:9",
        MUTUALS_NEO4J_PASSWORD="secret",
    )
    assert "embedded engine's graph alone" in sentence
