"""Neo4j's jars: pinned by Maven coordinate, size and SHA-256, fetched once a machine."""

import hashlib
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from threading import Event

from jgo.maven import Artifact, MavenContext
from requests import RequestException, Session
from requests.adapters import HTTPAdapter

from mutuals.engine import locks
from mutuals.engine.failures import disk_full, folder_problems_named
from mutuals.engine.home import NEO4J_VERSION
from mutuals.errors import EngineError

DOWNLOADS_AT_ONCE = 12
ATTEMPTS = 3
CONNECT_SECONDS = 10
SILENCE_SECONDS = 20  # a server that sends nothing for so long is asked again
CHUNK_BYTES = 2**16
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


def jar_folder(cache_dir: Path) -> Path:
    return cache_dir.absolute() / f"neo4j-{NEO4J_VERSION}"


def fetched(jars: list[Jar], folder: Path, progress: Progress) -> list[str]:
    """The names of the jars, each of them in the folder and verified; missing ones are downloaded.

    A jar gets its name only after its SHA-256 was verified, so a download that was interrupted
    leaves nothing half used; a jar that differs from the lock later on was damaged.

    Raises:
        EngineError: a jar is damaged or cannot be downloaded, or the folder cannot be used.
    """
    with folder_problems_named(folder, "MUTUALS_CACHE_DIR"):
        # Complete, it is only read: a folder that others fill may be read-only.
        if _missing(jars, folder):
            folder.mkdir(parents=True, exist_ok=True)
            with locks.held(folder / "download.lock", waiting=lambda: progress(0, 0)):
                if missing := _missing(jars, folder):
                    _Download(missing, folder, progress).run()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            paths = [folder / jar.filename for jar in jars]
            for jar, path, digest in zip(jars, paths, pool.map(_sha256, paths), strict=True):
                if digest != jar.sha256:
                    raise EngineError(
                        f"Neo4j's {jar.filename} is damaged: delete {path} and start again, "
                        "which downloads it anew."
                    )
    return [jar.filename for jar in jars]


def _missing(jars: list[Jar], folder: Path) -> list[Jar]:
    return [jar for jar in jars if not (folder / jar.filename).exists()]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Download:
    """Fetches jars side by side, each to incoming/ and, verified, from there to its place."""

    def __init__(self, jars: list[Jar], folder: Path, progress: Progress) -> None:
        self.jars = jars
        self.folder = folder
        self.incoming = folder / "incoming"
        self.progress = progress
        self.total = sum(jar.size for jar in jars)
        self.received = dict.fromkeys(jars, 0)
        self.stopped = Event()
        self.maven = MavenContext(repo_cache=self.incoming, local_repos=[])
        self.session = Session()
        self.session.mount("https://", HTTPAdapter(pool_maxsize=DOWNLOADS_AT_ONCE))

    def run(self) -> None:
        needed = self.total + SPARE_BYTES
        if shutil.disk_usage(self.folder).free < needed:
            raise disk_full(self.folder, needed)
        # What an interrupted download left was never verified.
        shutil.rmtree(self.incoming, ignore_errors=True)
        self.incoming.mkdir()
        for archive in self.folder.glob("*.jsa"):
            archive.unlink()  # it is of other jars
        with ExitStack() as stack:
            stack.callback(shutil.rmtree, self.incoming, ignore_errors=True)
            stack.enter_context(self.session)
            pool = ThreadPoolExecutor(DOWNLOADS_AT_ONCE)
            stack.callback(pool.shutdown, cancel_futures=True)
            stack.callback(self.stopped.set)
            largest_first = sorted(self.jars, key=lambda jar: -jar.size)
            for _ in pool.map(self.fetch, largest_first):
                pass

    def fetch(self, jar: Jar) -> None:
        component = self.maven.project(jar.group, jar.artifact).at_version(jar.version)
        artifact = component.artifact(classifier=jar.classifier)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                digest = self.receive(jar, artifact)
            except RequestException as error:
                if attempt == ATTEMPTS:
                    raise EngineError(
                        f"Neo4j's {jar.filename} could not be downloaded "
                        f"({type(error).__name__}): check the network and start again, "
                        "which goes on where this stopped."
                    ) from error
                continue
            if digest == jar.sha256:
                (self.incoming / jar.filename).replace(self.folder / jar.filename)
                return
        raise EngineError(
            f"Neo4j's {jar.filename} arrived damaged {ATTEMPTS} times (its SHA-256 is not the "
            "pinned one): check for a proxy that alters downloads and start again."
        )

    def receive(self, jar: Jar, artifact: Artifact) -> str:
        """Write the jar to incoming/; returns the SHA-256 of what arrived."""
        digest = hashlib.sha256()
        self.received[jar] = 0
        (repository,) = artifact.context.remote_repos.values()
        url = f"{repository}/{artifact.component.path_prefix.as_posix()}/{artifact.filename}"
        timeout = (CONNECT_SECONDS, SILENCE_SECONDS)
        with (
            self.session.get(url, stream=True, timeout=timeout) as response,
            (self.incoming / jar.filename).open("wb") as file,
        ):
            response.raise_for_status()
            for chunk in response.iter_content(CHUNK_BYTES):
                if self.stopped.is_set():  # another download failed, or Ctrl-C came
                    break
                file.write(chunk)
                digest.update(chunk)
                self.received[jar] += len(chunk)
                self.progress(min(sum(self.received.values()), self.total), self.total)
        return digest.hexdigest()
