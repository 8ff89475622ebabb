"""In the files of an embedded engine nothing is left of who was erased, once it started again."""

from pathlib import Path

import pytest
from tests.conftest import NOW
from tests.erasure.scene import ADA, MARK, write_scene

from mutuals.engine.lifecycle import attached, stop
from mutuals.erasure.commands import erase_member
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import connected
from mutuals.graph.migrations import load_migrations, migrate
from mutuals.messages.queries import messages
from mutuals.settings import Settings

OTHERS_WORDS = "Good day"


def files_with(folder: Path, text: str) -> list[str]:
    """Which files hold a text: UTF-8 is Neo4j's, UTF-16 the Java machine's."""
    forms = [text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    )


@pytest.mark.anyio
async def test_the_store_holds_no_byte_of_who_was_erased(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    engine = tmp_path / "engine"
    with attached(settings) as server:
        async with connected(server, load_catalogue()) as graph:
            await migrate(graph, NOW, load_migrations())
            write_scene(server, NOW)
            await erase_member(graph.writer, settings, ADA, NOW)
    stop(settings)
    # What Neo4j deletes, it leaves: this is what the rewriting is for.
    assert len(files_with(engine, MARK)) >= 3
    with attached(settings) as server:
        async with connected(server, load_catalogue()) as graph:
            assert await migrate(graph, NOW, load_migrations()) == 0
            page, _more = await messages(
                graph.reader, "ben", "talk", advice_topic=None, limit=10, start=None
            )
    assert [(message.sender_name, message.text) for message in page] == [
        ("Ben", OTHERS_WORDS),
        ("deleted member", None),
    ]
    stop(settings)
    assert files_with(engine, MARK) == []
    assert sorted(path.name for path in engine.iterdir()) == [
        "conf",
        "data",
        "logs",
        "password",
        "run",
        "version",
    ]
