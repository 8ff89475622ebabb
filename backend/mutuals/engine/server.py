"""What Neo4j is given to start with: its settings, its first password and its command line."""

import hashlib
import os
import secrets
from pathlib import Path

from mutuals.engine.archive import MODULE_FLAGS
from mutuals.engine.home import EngineHome, write_whole
from mutuals.settings import Settings

MAIN_CLASS = "org.neo4j.server.Neo4jCommunity"
JVM_FLAGS = [
    "-Xss4m",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:+UseParallelGC",  # an import runs a fifth faster than under G1
    "-Dfile.encoding=UTF-8",
    # Its warnings of a Java to come are for Neo4j's makers. Java 21 to 23 do not know the second.
    "-XX:+IgnoreUnrecognizedVMOptions",
    "--sun-misc-unsafe-memory-access=allow",
]
PASSWORD_HASH_ROUNDS = 1024


def write_settings(settings: Settings, home: EngineHome, port: int) -> None:
    """Write neo4j.conf. Folders stay Neo4j's defaults under its home: no path stands in it."""
    home.config.mkdir(exist_ok=True)
    home.logs.mkdir(exist_ok=True)
    lines = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": settings.engine_page_cache,
        "server.memory.heap.max_size": settings.engine_heap,
        "dbms.security.auth_enabled": "true",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        "dbms.usage_report.enabled": "false",
        "dbms.fleet_manager.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        "db.transaction.timeout": "30s",
        "db.lock.acquisition.timeout": "5s",
        "db.memory.transaction.max": "256m",
        "db.tx_log.rotation.retention_policy": "1 days 256M",
        # Its default waits 10 s at every stop for connections that nobody makes any more.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    }
    text = "".join(f"{name}={value}\n" for name, value in lines.items())
    write_whole(home.config / "neo4j.conf", text)


def make_password(home: EngineHome) -> None:
    """Give a new store a random password, so that it never runs with Neo4j's well-known one."""
    if not home.password.exists():
        write_whole(home.password, secrets.token_urlsafe(32))
    if not (home.store / "databases" / "system").exists():
        home.first_password.parent.mkdir(parents=True, exist_ok=True)
        write_whole(home.first_password, _first_password(home.password.read_text()))


def _first_password(password: str) -> str:
    """The line that `neo4j-admin dbms set-initial-password` writes, without its two JVMs."""
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(PASSWORD_HASH_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"neo4j:SHA-256,{digest.hex()},{salt.hex()},{PASSWORD_HASH_ROUNDS}:\n"


def command_line(
    settings: Settings, home: EngineHome, java: Path, jars: list[str], archive: Path
) -> list[str]:
    """The command, to be run in the folder of the jars: their names alone keep it short, and a
    folder's name may have a colon."""
    image = [f"-XX:SharedArchiveFile={archive.name}", "-XX:+VerifySharedSpaces"]
    return [
        str(java),
        f"-Xmx{settings.engine_heap}",
        *JVM_FLAGS,
        f"-XX:ErrorFile={home.logs}/java-crash-%p.log",
        *(image if archive.exists() and archive.stat().st_size else []),
        *MODULE_FLAGS,
        "-cp",
        os.pathsep.join(jars),
        MAIN_CLASS,
        f"--home-dir={home.folder}",
        f"--config-dir={home.config}",
        "--console-mode",
    ]
