"""cypher/model.toml names what the Cypher files use, and nothing else.

That they use nothing else, Neo4j finds: it warns of a name that the model did not declare.
"""

import re
import tomllib

import pytest

from mutuals.graph.catalogue import cypher_folder

MODEL = tomllib.loads((cypher_folder() / "model.toml").read_text("utf-8"))
TEXT = "\n".join(
    path.read_text("utf-8")
    for path in cypher_folder().rglob("*.cypher")
    if path.parent.name != "exports"  # which has every label, used or not
)


@pytest.mark.parametrize("name", [*MODEL["nodes"], *MODEL["relationships"]])
def test_a_label_or_type_is_used(name: str) -> None:
    assert re.search(rf"[:|]{name}\b", TEXT)


@pytest.mark.parametrize(
    "name", sorted({name for kind in MODEL.values() for names in kind.values() for name in names})
)
def test_a_property_is_used(name: str) -> None:
    assert re.search(rf"(\.|{{|, |^ *){name}\b", TEXT, re.MULTILINE)
