"""Neo4j's jars arrive whole and as pinned, or not at all."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mutuals.engine.jars import Jar, fetched, jar_folder, locked_jars
from mutuals.errors import EngineError

FETCH = r"""
import sys
from pathlib import Path
from mutuals.engine.jars import fetched, jar_folder, locked_jars

def show(done, total):
    sys.stdout.write(f"{done} {total}\n")  # in one piece, for several threads call this
    sys.stdout.flush()

fetched(locked_jars(), jar_folder(Path(sys.argv[1])), show)
"""


def silent(_done: int, _total: int) -> None:
    pass


@pytest.fixture
def all_but_the_largest(jars: Path, tmp_path: Path) -> Path:
    """A cache folder with the machine's jars but the three largest."""
    folder = jar_folder(tmp_path)
    folder.mkdir()
    for jar in sorted(locked_jars(), key=lambda jar: jar.size)[:-3]:
        os.link(jars / jar.filename, folder / jar.filename)
    return folder


def test_the_lock_pins_every_jar_once() -> None:
    jars = locked_jars()

    assert len({jar.filename for jar in jars}) == len(jars) > 200
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in jars)


@pytest.mark.parametrize("how", ["kill", "interrupt"])
def test_an_interrupted_download_is_completed_by_the_next(
    all_but_the_largest: Path, how: str
) -> None:
    folder = all_but_the_largest
    command = [sys.executable, "-c", FETCH, str(folder.parent)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        done, total = process.stdout.readline().split()
        process.send_signal(signal.SIGKILL if how == "kill" else signal.SIGINT)
    assert int(done) < int(total)
    assert not all((folder / jar.filename).exists() for jar in locked_jars())

    assert fetched(locked_jars(), folder, silent) == [jar.filename for jar in locked_jars()]


def test_progress_counts_the_bytes_that_were_missing(all_but_the_largest: Path) -> None:
    shown = []

    fetched(locked_jars(), all_but_the_largest, lambda done, total: shown.append((done, total)))

    total = sum(sorted(jar.size for jar in locked_jars())[-3:])
    assert shown[-1] == (total, total)


def test_a_jar_that_arrives_with_another_sha_256_is_refused(tmp_path: Path) -> None:
    smallest = min(locked_jars(), key=lambda jar: jar.size)
    altered = replace(smallest, sha256="0" * 64)

    with pytest.raises(EngineError, match="its SHA-256 is not the pinned one"):
        fetched([altered], tmp_path, silent)

    assert not (tmp_path / altered.filename).exists()


def test_a_jar_that_nobody_serves_is_named(tmp_path: Path) -> None:
    unknown = Jar("0" * 64, 1, "org.neo4j", "neo4j", "0.0.1-never-made", "")

    with pytest.raises(EngineError, match=r"neo4j-0.0.1-never-made.jar could not be downloaded"):
        fetched([unknown], tmp_path, silent)
