"""Engines of the tests' own, whatever --neo4j says, started as a user starts them."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from mutuals.engine.home import EngineHome
from mutuals.engine.jars import fetched, jar_folder, locked_jars
from mutuals.engine.lifecycle import stop
from mutuals.settings import Settings

NO_NETWORK = "http://127.0.0.1:9"  # nothing listens on the discard port


@dataclass(frozen=True)
class Program:
    """The `mutuals` program on one data folder, with no way out to the network."""

    data_dir: Path

    @property
    def home(self) -> EngineHome:
        return EngineHome(self.data_dir / "engine")

    def settings(self) -> Settings:
        return Settings(data_dir=self.data_dir)

    def environment(self, **more: str) -> dict[str, str]:
        ours = {"MUTUALS_DATA_DIR": str(self.data_dir), "HTTPS_PROXY": NO_NETWORK}
        return os.environ | ours | {"COLUMNS": "400"} | more

    def run(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        with self.started("-m", "mutuals", *arguments, **environment) as process:
            output, errors = process.communicate()
        return subprocess.CompletedProcess(arguments, process.returncode, output, errors)

    def started(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        """A Python process on the data folder."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment(**environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )

    def engines(self) -> list[psutil.Process]:
        """The Java processes of the data folder."""
        ours = f"--home-dir={self.home.folder}"
        return [
            process
            for process in psutil.process_iter(["name", "cmdline"])
            if process.info["name"] == "java" and ours in (process.info["cmdline"] or [])
        ]


@pytest.fixture(scope="session", autouse=True)
def jars() -> Path:
    """The folder of the jars, complete."""
    folder = jar_folder(Settings().cache_dir)
    fetched(locked_jars(), folder, lambda _done, _total: None)
    return folder


@pytest.fixture(scope="module")
def new_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Program]]:
    """Makes programs on data folders of their own, and stops their engines in the end."""
    made = []

    def make() -> Program:
        made.append(Program(tmp_path_factory.mktemp("a data folder é:") / "data"))
        return made[-1]

    yield make
    for program in made:
        stop(program.settings())
