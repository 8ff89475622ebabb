"""`docker compose up` gives an API that answers, on secrets of its owner's own making."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.container.conftest import (
    ROOT,
    SECRETS,
    Compose,
    compose_program,
    inspect,
    wait_until_healthy,
)

EDGES = "ada,linus\nlinus,grace\nada,barbara\nbarbara,grace\n"
COMPOSITION = ROOT / "docker-compose.yml"
EXAMPLE = ROOT / ".env.example"


def refusal(environment_file: Path) -> str:
    """What Compose says to an .env, with nothing of ours in the environment."""
    done = subprocess.run(
        [*compose_program(), "--env-file", str(environment_file), "config"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in SECRETS},
    )
    assert done.returncode != 0
    return done.stderr


@pytest.fixture(scope="session")
def api(compose: Compose) -> Iterator[httpx.Client]:
    """A service of the composition's API, speaking for grace, on a graph of four members."""
    script = "cat > /tmp/edges.csv && mutuals import edges /tmp/edges.csv"
    compose("exec", "-T", "api", "sh", "-c", script, text=EDGES)
    token = compose("exec", "-T", "api", "mutuals", "token", "create", "--service", "ci").strip()
    with httpx.Client(
        base_url=f"http://{compose('port', 'api', '8000').strip()}",
        headers={"Authorization": f"Bearer {token}", "Mutuals-Viewer": "grace"},
        timeout=60,
    ) as client:
        yield client


def relation_to_ada(api: httpx.Client) -> dict[str, object]:
    answer = api.get("/v1/members/ada/relation")
    assert answer.status_code == 200, answer.text
    relation: dict[str, object] = answer.json()
    return relation


def test_it_answers_a_question(api: httpx.Client) -> None:
    relation = relation_to_ada(api)
    assert (relation["member_id"], relation["degree"], relation["mutual_count"]) == ("ada", 2, 2)


def test_the_graph_outlives_the_container_of_neo4j(api: httpx.Client, compose: Compose) -> None:
    before = relation_to_ada(api)
    compose("rm", "--stop", "--force", "-v", "neo4j")
    compose("up", "--detach", "neo4j")
    wait_until_healthy("neo4j")
    assert relation_to_ada(api) == before


@pytest.mark.parametrize("service", ["neo4j", "api"])
def test_a_service_is_published_on_loopback_alone(service: str, compose: Compose) -> None:
    container = compose("ps", "--quiet", service).strip()
    template = "{{range .NetworkSettings.Ports}}{{range .}}{{.HostIp}} {{end}}{{end}}"
    assert set(inspect(container, template).split()) == {"127.0.0.1"}


@pytest.mark.parametrize("secret", [*SECRETS])
def test_it_is_refused_without_a_secret(secret: str, tmp_path: Path) -> None:
    environment_file = tmp_path / "one-secret"
    others = {*SECRETS} - {secret}
    environment_file.write_text("".join(f"{name}=made-for-this-test\n" for name in others))
    assert f"{secret} is not set: copy .env.example" in refusal(environment_file)


def test_the_example_holds_no_secret() -> None:
    assert "is not set: copy .env.example" in refusal(EXAMPLE)


def test_the_example_explains_each_variable() -> None:
    read = set(re.findall(r"\$\{(\w+)", COMPOSITION.read_text()))
    explained = set(re.findall(r"^(?:# )?([A-Z0-9_]+)=", EXAMPLE.read_text(), re.MULTILINE))
    assert read == explained


def test_the_examples_values_are_the_defaults() -> None:
    defaults = dict(re.findall(r"\$\{(\w+):-([^}]+)\}", COMPOSITION.read_text()))
    shown = dict(re.findall(r"^# ([A-Z0-9_]+)=(\S+)$", EXAMPLE.read_text(), re.MULTILINE))
    assert shown == defaults
