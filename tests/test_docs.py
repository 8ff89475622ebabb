"""What the documents say is true: their commands run, and they name every setting."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mutuals.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def commands_of_the_readme() -> list[str]:
    """The lines of the README's block that is marked as tested."""
    block = README.split("<!-- tested -->\n```sh\n")[1].split("```")[0]
    return block.splitlines()


@pytest.mark.long
@pytest.mark.usefixtures("api_url")
def test_the_readme_s_commands_run(settings: Settings) -> None:
    assert settings.neo4j_password is not None
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "MUTUALS_DATA_DIR": str(settings.data_dir),
        "MUTUALS_NEO4J_URI": str(settings.neo4j_uri),
        "MUTUALS_NEO4J_USER": settings.neo4j_user,
        "MUTUALS_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
    }
    for command in commands_of_the_readme():
        ran = subprocess.run(
            ["sh", "-c", command],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"


def test_the_readme_tests_as_ci_does() -> None:
    command = "uv run --extra embedded pytest"
    assert command in README
    assert command in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`MUTUALS_{name.upper()}`" in (ROOT / "docs" / "settings.md").read_text("utf-8")


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(document: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", (ROOT / document).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
