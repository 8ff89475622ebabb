"""Clients that are made from the document compile, and answer how one is connected."""

import json
import shutil
import sys
from pathlib import Path

import httpx
import pytest
from openapi_spec_validator import validate
from tests.conftest import as_member
from tests.contract.conftest import DOCUMENT, run

HERE = Path(__file__).parent
PYTHON_GENERATOR = "openapi-python-client==0.29.1"
ANSWER = {
    "degree": 2,
    "mutual_count": 1,
    "connector_id": "grace",
    "tiers": ["moderate", "moderate"],
    "refused": "not-connected",
}


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what package.json names."""
    folder = tmp_path_factory.mktemp("node")
    for name in ("package.json", "tsconfig.json", "ask.ts"):
        shutil.copy(HERE / name, folder)
    run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", folder=folder)
    return folder


@pytest.fixture
def token() -> str:
    """Ada's."""
    return as_member("ada")["Authorization"].removeprefix("Bearer ")


def test_the_document_is_one() -> None:
    validate(json.loads(DOCUMENT.read_text("utf-8")))


def test_a_strict_linter_has_nothing_to_say(node: Path) -> None:
    run("npx", "redocly", "lint", "--extends=recommended-strict", str(DOCUMENT), folder=node)


@pytest.mark.usefixtures("four_members")
def test_a_python_client_answers(api: httpx.Client, token: str, tmp_path: Path) -> None:
    run(
        *("uvx", "--from", PYTHON_GENERATOR, "openapi-python-client", "generate"),
        *("--path", str(DOCUMENT), "--output-path", "client", "--meta", "none"),
        *("--config", str(HERE / "openapi-python-client.yml"), "--fail-on-warning"),
        folder=tmp_path,
    )
    shutil.copy(HERE / "ask.py", tmp_path)
    run(sys.executable, "-W", "error", "-m", "compileall", "-q", "client", folder=tmp_path)
    run(
        *(sys.executable, "-m", "mypy", "--no-incremental"),
        # The generator's own client.py, the same for every API, has mistakes that mypy sees.
        "--follow-imports=silent",
        *("client/api", "client/models", "ask.py"),
        folder=tmp_path,
    )
    asked = run(sys.executable, "ask.py", str(api.base_url), token, "linus", folder=tmp_path)
    assert json.loads(asked) == ANSWER


@pytest.mark.usefixtures("four_members")
def test_a_typescript_client_answers(api: httpx.Client, token: str, node: Path) -> None:
    run("npx", "openapi-ts", "--input", str(DOCUMENT), "--output", "client", folder=node)
    run("npx", "tsc", folder=node)
    asked = run("node", "built/ask.js", str(api.base_url), token, "linus", folder=node)
    assert json.loads(asked) == ANSWER
