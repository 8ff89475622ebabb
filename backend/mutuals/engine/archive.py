"""An image of Neo4j's classes as Java lays them out in memory (a CDS archive), made once a machine.

With it Neo4j starts with 40 % less work. Java checks that the image fits itself, the jars and its
checksum, and else starts without it; so does Neo4j where no image can be made.

classes.txt names the classes that a started Neo4j has loaded: what
`-XX:DumpLoadedClassList` writes, without its numbers, proxies and generated classes.
"""

import hashlib
import os
import subprocess
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

from mutuals.engine import locks

MODULE_FLAGS = [
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
]


def archive_path(folder: Path, java_version: str) -> Path:
    """Where the image of a Java is, in the folder of the jars. An empty file says that this Java
    can make none."""
    return folder / f"classes-{hashlib.sha256(java_version.encode()).hexdigest()[:16]}.jsa"


def make_archive(
    archive: Path, java: str, class_path: str, before_exec: Callable[[], None] | None
) -> None:
    """Make the image, unless it is there or being made. It takes half a minute of a processor."""
    if not os.access(archive.parent, os.W_OK):
        return
    lock = locks.take(archive.parent / "archive.lock")
    if lock is None:
        return
    try:
        if not archive.exists():
            incoming = archive.with_suffix(".new")
            incoming.unlink(missing_ok=True)
            with as_file(files("mutuals.engine") / "classes.txt") as classes:
                dump = subprocess.run(
                    [
                        java,
                        "-Xshare:dump",
                        f"-XX:SharedClassListFile={classes}",
                        f"-XX:SharedArchiveFile={incoming}",
                        "-Xmx512m",
                        *MODULE_FLAGS,
                        "-cp",
                        class_path,
                    ],
                    cwd=archive.parent,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    preexec_fn=before_exec,
                )
            if dump.returncode == 0 and incoming.exists():
                incoming.replace(archive)
            else:
                incoming.unlink(missing_ok=True)
                archive.touch()
    finally:
        os.close(lock)
