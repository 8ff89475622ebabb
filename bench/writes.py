"""Measures what members do against a bare write, side by side on one graph.

    uv run --extra embedded python -m bench.writes

2,000 members with about 40 connections each, and one with 10,000 conversations, as many messages in
one of them and as many notifications, on an engine of its own that is gone afterwards. Accepting a
request and sending a message are run in turn with a managed transaction that sets one property;
first pages in turn with `RETURN 1`; all over Bolt, the first quarter warm-up. Prints p50, p99 and
the ratios of the p50s as a table, and as JSON with --json FILE.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.blocks import write
from bench.core import Times, return_one
from mutuals.connection_requests.commands import accept_request, send_request
from mutuals.connection_requests.models import NewConnectionRequest
from mutuals.connection_requests.rules import rules_of
from mutuals.graph.driver import Graph
from mutuals.graph.opening import new_id, opened, utc_now
from mutuals.messages.commands import send_message
from mutuals.messages.models import NewMessage
from mutuals.messages.queries import conversations, messages
from mutuals.notifications.queries import notifications_page
from mutuals.settings import Settings
from mutuals.tokens.signing import Signer

MEMBERS = 2000
TIMES = 400
PAGE = 10
"""As many as the API gives unless asked for more."""
BARS = {
    "accepting a request": 2.0,
    "sending a message": 2.0,
    "the inbox's first page": 2.0,
    "a conversation's first page": None,
    "notifications' first page": None,
}

NETWORK = """
UNWIND range(0, $members - 1) AS number
CREATE (:Member {id: 'm' + number, name: 'Member ' + number})
WITH collect(number) AS numbers
UNWIND numbers AS number
UNWIND range(1, 20) AS step
WITH number, (number + step * step * 7) % $members AS other
  WHERE number <> other
WITH DISTINCT
  CASE WHEN 'm' + number < 'm' + other THEN 'm' + number ELSE 'm' + other END AS smaller_id,
  CASE WHEN 'm' + number < 'm' + other THEN 'm' + other ELSE 'm' + number END AS greater_id
MATCH (smaller:Member {id: smaller_id})
MATCH (greater:Member {id: greater_id})
CREATE (smaller)-[:CONNECTED_TO {
  pair: smaller_id + '|' + greater_id, strength: 0.2, context: 0.2
}]->(greater)
"""
INBOX = """
CREATE (ada:Member {id: 'ada', name: 'Ada'})
WITH ada
UNWIND range(1, 10000) AS number
CREATE (other:Member {id: 'o' + number, name: 'Other ' + number})
CREATE (ada)-[:CONNECTED_TO {pair: 'ada|o' + number, strength: 0.5, context: 0.5}]->(other)
CREATE (talk:Conversation {
  id: 'c' + number, kind: 'direct', pair: 'ada|o' + number, last_number: 1, created_at: $now
})
CREATE (ada)-[:TAKES_PART_IN {
  member_id: 'ada', active_at: $now - duration({minutes: number}), read_number: 0, unread: 1
}]->(talk)
CREATE (other)-[:TAKES_PART_IN {
  member_id: other.id, active_at: $now - duration({minutes: number}), read_number: 1, unread: 0
}]->(talk)
CREATE (other)-[:WROTE]->(:Message {
  id: 'x' + number, conversation_id: 'c' + number, number: 1, text: 'Hello', created_at: $now
})-[:PART_OF]->(talk)
"""
HISTORY = """
MATCH (ada:Member {id: 'ada'})
MATCH (talk:Conversation {id: 'c1'})
SET talk.last_number = 10000
WITH ada, talk
UNWIND range(2, 10000) AS number
CREATE (ada)-[:WROTE]->(:Message {
  id: 'h' + number, conversation_id: 'c1', number: number, text: 'Hello', created_at: $now
})-[:PART_OF]->(talk)
"""
TOLD = """
MATCH (ada:Member {id: 'ada'})
SET ada.last_notification = 10000
WITH ada
UNWIND range(1, 10000) AS number
CREATE (:Notification {
  member_id: 'ada', number: number, kind: 'message', actor_id: 'o' + number,
  subject_id: 'c' + number, created_at: $now
})-[:TELLS]->(ada)
"""
COUNT_ANEW = "CALL db.resampleOutdatedIndexes()"
COUNTED_SECONDS = 5
"""Until then Neo4j plans for the empty store that this was a moment ago."""
BARE = "MATCH (member:Member {id: $id}) SET member.updated_at = $now"

Step = Callable[[int], Awaitable[object]]


async def in_turn(base: Step, own: Step) -> Times:
    """Both steps, one after the other, so often."""
    times = Times()
    for number in range(TIMES):
        started = time.perf_counter()
        await base(number)
        between = time.perf_counter()
        await own(number)
        if number >= TIMES // 4:
            times.base.append(between - started)
            times.own.append(time.perf_counter() - between)
    return times


def other_of(number: int) -> str:
    """Whom the member of this number is not connected to."""
    return f"m{(number + MEMBERS // 2 + 1) % MEMBERS}"


async def accepting(graph: Graph, settings: Settings, now: datetime) -> Times:
    rules = rules_of(settings)
    for number in range(TIMES):
        request = NewConnectionRequest(member_id=other_of(number))
        await graph.writer.transaction(
            lambda tx, number=number, request=request: send_request(  # type: ignore[misc]
                tx, f"m{number}", request, request_id=f"q{number}", rules=rules, now=now
            )
        )
    return await in_turn(
        lambda _number: write(graph, BARE, id="m1999", now=utc_now()),
        lambda number: graph.writer.transaction(
            lambda tx: accept_request(
                tx, other_of(number), f"q{number}", rules=rules, now=utc_now()
            )
        ),
    )


async def sending(graph: Graph, settings: Settings) -> Times:
    """Between those whom `accepting` has connected."""

    def send(number: int) -> Awaitable[object]:
        message = NewMessage(member_id=other_of(number), text="Thank you for connecting with me.")
        message_id, conversation_id, now = new_id(), new_id(), utc_now()
        return graph.writer.transaction(
            lambda tx: send_message(
                tx,
                graph.reader,
                sender_id=f"m{number}",
                message=message,
                message_id=message_id,
                conversation_id=conversation_id,
                default_cap=settings.introductions_cap,
                now=now,
            )
        )

    return await in_turn(lambda _number: write(graph, BARE, id="m1999", now=utc_now()), send)


async def beside_return_one(graph: Graph, page: Callable[[], Awaitable[object]]) -> Times:
    return await in_turn(lambda _number: return_one(graph), lambda _number: page())


async def measure(settings: Settings) -> dict[str, dict[str, float]]:
    async with opened(settings) as graph:
        now = utc_now()
        await write(graph, NETWORK, members=MEMBERS)
        for text in (INBOX, HISTORY, TOLD):
            await write(graph, text, now=now)
        await write(graph, COUNT_ANEW)
        await asyncio.sleep(COUNTED_SECONDS)
        reader, signer = graph.reader, Signer("s" * 32)
        pages: dict[str, Callable[[], Awaitable[object]]] = {
            "the inbox's first page": lambda: conversations(
                reader, "ada", unread=False, advice_topic=None, limit=PAGE, after=None
            ),
            "a conversation's first page": lambda: messages(
                reader, "ada", "c1", advice_topic=None, limit=PAGE, start=None
            ),
            "notifications' first page": lambda: notifications_page(
                reader, signer, "ada", unread=False, limit=PAGE, cursor=None
            ),
        }
        return {
            "accepting a request": (await accepting(graph, settings, now)).row(),
            "sending a message": (await sending(graph, settings)).row(),
        } | {name: (await beside_return_one(graph, page)).row() for name, page in pages.items()}


def show_table(result: dict[str, dict[str, float]]) -> None:
    table = Table("what", "p50 ms", "p99 ms", "beside it", "ratio", "bar", "")
    for what, row in result.items():
        ratio, bar = row["ratio_p50"], BARS[what]
        table.add_row(
            what,
            f"{row['p50_ms']:.2f}",
            f"{row['p99_ms']:.2f}",
            f"{row['base_p50_ms']:.2f}",
            f"{ratio:.2f}",
            "" if bar is None else f"{bar}",
            "" if bar is None else ("ok" if ratio <= bar else "ABOVE"),
        )
    Console().print(table)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutuals-bench-") as folder:
        result = asyncio.run(measure(Settings(data_dir=Path(folder))))
    show_table(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
