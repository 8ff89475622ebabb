"""Neo4j's jars: pinned by Maven coordinate, size and SHA-256, fetched once a machine."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jgo.maven import MavenContext, PythonResolver
from requests import RequestException

from mutuals.engine import locks
from mutuals.engine.home import NEO4J_VERSION
from mutuals.errors import EngineError

DOWNLOADS_AT_ONCE = 12
ATTEMPTS = 3
SPARE_BYTES = 300 * 2**20  # room for the store that will follow the jars

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""


@dataclass(frozen=True)
class Jar:
    """One line of jars.lock."""

    sha256: str
    size: int
    group: str
    artifact: str
    version: str
    classifier: str

    @property
    def filename(self) -> str:
        suffix = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"


def locked_jars() -> list[Jar]:
    """The jars of the pinned server, in the order of jars.lock."""
    jars = []
    for line in (files("mutuals.engine") / "jars.lock").read_text().splitlines():
        sha256, size, coordinate = line.split()
        group, artifact, version, *classifier = coordinate.split(":")
        jars.append(Jar(sha256, int(size), group, artifact, version, "".join(classifier)))
    return jars


def classpath(cache_dir: Path, progress: Progress) -> list[Path]:
    """The verified jars on this machine, downloading what is not there yet.

    A jar gets its name only after its SHA-256 was verified, so a download that was interrupted
    leaves nothing half used; a jar that differs from the lock later on was damaged.

    Raises:
        EngineError: a jar is damaged, cannot be downloaded, or the disk is full.
    """
    folder = cache_dir / f"neo4j-{NEO4J_VERSION}"
    jars = locked_jars()
    with _full_disk_named(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with locks.held(folder / "download.lock"):
            missing = [jar for jar in jars if not (folder / jar.filename).exists()]
            if missing:
                _download(missing, folder, progress)
    fetched = {jar.filename for jar in missing}
    kept = [jar for jar in jars if jar.filename not in fetched]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        paths = [folder / jar.filename for jar in kept]
        for jar, path, digest in zip(kept, paths, pool.map(_sha256, paths), strict=True):
            if digest != jar.sha256:
                raise EngineError(
                    f"Neo4j's {jar.filename} is damaged: delete {path} and start again, "
                    "which downloads it anew."
                )
    return [folder / jar.filename for jar in jars]


def _download(missing: list[Jar], folder: Path, progress: Progress) -> None:
    total = sum(jar.size for jar in missing)
    free = shutil.disk_usage(folder).free
    if free < total + SPARE_BYTES:
        raise _disk_full(folder, (total + SPARE_BYTES - free) // 2**20 + 1)
    done = 0

    @contextmanager
    def count(_name: str, _size: int) -> Iterator[Callable[[int], None]]:
        def add(received: int) -> None:
            nonlocal done
            done += received
            progress(min(done, total), total)

        yield add

    def fetch(jar: Jar) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            # A folder of its own for each attempt: what an interrupted one left is never met.
            with tempfile.TemporaryDirectory(dir=folder, prefix="incoming-") as incoming:
                maven = MavenContext(
                    resolver=PythonResolver(progress_callback=count),
                    repo_cache=Path(incoming),
                    local_repos=[],
                    timeout=30,
                )
                component = maven.project(jar.group, jar.artifact).at_version(jar.version)
                try:
                    path = component.artifact(classifier=jar.classifier).resolve()
                # jgo says a repository's refusal with a plain RuntimeError.
                except (RequestException, RuntimeError) as error:
                    if attempt == ATTEMPTS:
                        raise EngineError(
                            f"Neo4j's {jar.filename} could not be downloaded "
                            f"({type(error).__name__}): check the network and start again, "
                            "which goes on where this stopped."
                        ) from error
                    continue
                if _sha256(path) == jar.sha256:
                    path.replace(folder / jar.filename)
                    return
        raise EngineError(
            f"Neo4j's {jar.filename} arrived damaged {ATTEMPTS} times (its SHA-256 is not the "
            "pinned one): check for a proxy that alters downloads and start again."
        )

    for stale in folder.glob("incoming-*"):
        shutil.rmtree(stale, ignore_errors=True)
    pool = ThreadPoolExecutor(DOWNLOADS_AT_ONCE)
    try:
        list(pool.map(fetch, sorted(missing, key=lambda jar: -jar.size)))
    finally:
        pool.shutdown(cancel_futures=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _disk_full(folder: Path, megabytes: int) -> EngineError:
    return EngineError(
        f"The disk of {folder} is full: free at least {megabytes} MB, or choose another folder "
        "with MUTUALS_CACHE_DIR or --data-dir, and start again."
    )


@contextmanager
def _full_disk_named(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in (28, 122):  # ENOSPC, EDQUOT
            raise
        raise _disk_full(folder, SPARE_BYTES // 2**20) from error
