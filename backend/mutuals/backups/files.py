"""A backup's file: a ZIP archive with Neo4j's dump, which is compressed already, and a manifest."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from mutuals.backups.models import Manifest
from mutuals.engine.home import EngineHome
from mutuals.errors import BackupError

DUMP = "neo4j.dump"
MANIFEST = "manifest.json"
LOCK = "database_lock"
"""Not the graph's: held by the Neo4j that has it open."""


def add_dump(file: Path, dump: Path) -> None:
    """Begin a backup, which only its owner may read, with Neo4j's dump.

    Raises:
        BackupError: the file cannot be written.
    """
    with _writing(file) as archive:
        archive.write(dump, DUMP)


def add_manifest(file: Path, manifest: Manifest) -> None:
    """End a backup with what it says of itself.

    Raises:
        BackupError: the file cannot be written.
    """
    with _writing(file) as archive:
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))


def read_manifest(file: Path) -> Manifest:
    """What a backup says of itself.

    Raises:
        BackupError: the file cannot be read, or is no backup.
    """
    with _reading(file) as archive:
        return Manifest.model_validate_json(archive.read(MANIFEST))


def extract_dump(file: Path, dump: Path) -> None:
    """Write a backup's dump to a file of its own.

    Raises:
        BackupError: the file cannot be read, is no backup, or is damaged.
    """
    with _reading(file) as archive, archive.open(DUMP) as source, dump.open("wb") as target:
        shutil.copyfileobj(source, target, 2**20)


def digests(home: EngineHome) -> dict[str, str]:
    """SHA-256 of each file of the graph, by its path in the store."""
    found = {}
    for folder in (home.database, home.transaction_log):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != LOCK:
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256")
                found[path.relative_to(home.store).as_posix()] = digest.hexdigest()
    return found


@contextmanager
def _writing(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
        with zipfile.ZipFile(file, "a") as archive:
            yield archive
    except OSError as error:
        raise BackupError(
            f"{file} cannot be written ({error.strerror}): put that right, or name another file."
        ) from error


@contextmanager
def _reading(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except OSError as error:
        raise BackupError(
            f"{file} cannot be read ({error.strerror}): check the name, and the disk's free space."
        ) from error
    except (zipfile.BadZipFile, KeyError, ValidationError) as error:
        raise BackupError(
            f"{file} is no backup, or is damaged: name a file that `mutuals backup` made."
        ) from error
