"""In the files of an embedded engine nothing is left of who was erased, once it started again."""

from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW
from tests.erasure.scene import ADA, MARK, opened, write_scene

from mutuals.engine.lifecycle import attached, stop
from mutuals.erasure.commands import erase_member
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Server, connected
from mutuals.graph.migrations import load_migrations, migrate
from mutuals.messages.queries import messages
from mutuals.settings import Settings

OTHERS_WORDS = "Good day"

KINDS = """
CREATE (:Kind {
  at: datetime('2020-01-01T00:00:00Z'),
  in_utc: datetime({year: 2020, timezone: 'UTC'}),
  in_berlin: datetime({year: 2020, month: 7, timezone: 'Europe/Berlin'}),
  offset: datetime('2020-01-01T00:00:00.123456789+02:00'),
  times: [datetime('2020-01-01T00:00:00Z')],
  day: date('2020-01-01'),
  local: localdatetime('2020-01-01T00:00'),
  time: time('10:00Z'),
  lasting: duration('P1M2DT3S'),
  place: point({longitude: 1.5, latitude: 2.5}),
  share: 0.1 + 0.2,
  number: 9007199254740993,
  yes: true,
  text: 'ä€\n"',
  nothing: '',
  none: [],
  shares: [1.0, 2.0]
})-[:KIND {at: datetime('2020-01-01T00:00:00Z')}]->(:Kind:Other)
"""
READ_KINDS = """
MATCH (kind:Kind)-[edge:KIND]->(other:Other)
RETURN
  [name IN keys(kind) | [name, valueType(kind[name]), toStringOrNull(kind[name])]] AS values,
  [time IN kind.times | toString(time)] AS times,
  kind.shares AS shares,
  toString(edge.at) AS at,
  labels(other) AS labels
"""


def run(server: Server, query: str) -> list[dict[str, Any]]:
    with opened(server) as driver:
        records = driver.execute_query(query, database_=server.database).records
    found = [record.data() for record in records]
    for row in found:
        for values in (row["values"], row["labels"]):
            values.sort()
    return found


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
            run(server, KINDS)
            kinds = run(server, READ_KINDS)
            await erase_member(graph.writer, settings, ADA, NOW)
    stop(settings)
    # What Neo4j deletes, it leaves: this is what the rewriting is for.
    assert len(files_with(engine, MARK)) >= 3
    with attached(settings) as server:
        async with connected(server, load_catalogue()) as graph:
            assert await migrate(graph, NOW, load_migrations()) == 0
            assert run(server, READ_KINDS) == kinds
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
