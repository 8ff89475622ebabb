"""The image and the composition as a user gets them.

They need Docker and the image that BASE_IMAGE names, so only `pytest tests/container` runs them.
"""

import os
import secrets
import subprocess
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = f"mutuals-test-{os.getpid()}"
IMAGE = "mutuals:local"
HEALTHY_SECONDS = 180
SECRETS = {
    "NEO4J_PASSWORD": secrets.token_urlsafe(24),
    "MUTUALS_SECRET": secrets.token_urlsafe(48),
}
FREE_PORTS = {"MUTUALS_PORT": "0", "NEO4J_PORT": "0"}

Compose = Callable[..., str]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a failure what the containers had to say."""
    report = yield
    if report.failed:
        report.sections.append(("containers", run_compose("logs", "--no-color", "--tail=200")))
    return report


def command(*words: str, text: str | None = None, **environment: str) -> str:
    """Run a program in the checkout and return what it printed.

    Raises:
        AssertionError: it failed; the text is what it said.
    """
    done = subprocess.run(
        words,
        input=text,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, f"{' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout


def compose_program() -> list[str]:
    plugin = subprocess.run(["docker", "compose", "version"], capture_output=True)
    return ["docker", "compose"] if plugin.returncode == 0 else ["docker-compose"]


def run_compose(*words: str, text: str | None = None) -> str:
    """Run Compose on a project of this test run, with secrets and free ports of its own."""
    return command(
        *compose_program(), "--project-name", PROJECT, *words, text=text, **SECRETS, **FREE_PORTS
    )


@pytest.fixture(scope="session")
def image() -> str:
    """The API image, built by Compose."""
    run_compose("build", "api")
    return IMAGE


@pytest.fixture(scope="session")
def _taken_down() -> Iterator[None]:
    yield
    run_compose("down", "--volumes", "--timeout", "10")


@pytest.fixture(scope="session")
def compose(_taken_down: None) -> Compose:
    """Compose, with Neo4j and the API up and healthy."""
    run_compose("up", "--build", "--detach")
    wait_until_healthy("api")
    return run_compose


def wait_until_healthy(service: str) -> None:
    container = run_compose("ps", "--quiet", service).strip()
    deadline = time.monotonic() + HEALTHY_SECONDS
    while (health := inspect(container, "{{.State.Health.Status}}")) != "healthy":
        assert time.monotonic() < deadline, f"{service} is {health} after {HEALTHY_SECONDS} s"
        time.sleep(0.5)


def inspect(thing: str, what: str) -> str:
    """One thing that Docker knows about a container or an image, by its Go template."""
    return command("docker", "inspect", "--format", what, thing).strip()
