"""Members erased while others write to them, or take up a name that only they had."""

import contextlib
from datetime import timedelta
from functools import partial

import pytest
from tests.conftest import NOW
from tests.connections.threads import at_once
from tests.erasure.scene import everything
from tests.network import create_member, write_network

from mutuals.connection_requests.commands import accept_request, send_request
from mutuals.connection_requests.models import NewConnectionRequest
from mutuals.connection_requests.rules import rules_of
from mutuals.erasure.commands import ask_for_erasure, cancel_erasure, erase_due, erase_member
from mutuals.errors import MutualsError
from mutuals.graph.driver import Graph, Server, Transaction
from mutuals.members.commands import update_member
from mutuals.members.models import MemberChange
from mutuals.members.queries import find_missing, get_profile
from mutuals.messages.commands import send_message
from mutuals.messages.models import NewMessage
from mutuals.settings import Settings

pytestmark = [pytest.mark.long, pytest.mark.anyio]

ROUNDS = 6


async def message(graph: Graph, sender: str, receiver: str, number: int) -> None:
    new = NewMessage(member_id=receiver, text="Good day")

    async def work(transaction: Transaction) -> None:
        await send_message(
            transaction,
            graph.reader,
            sender_id=sender,
            message=new,
            message_id=f"{sender}-{number}",
            conversation_id=f"of-{sender}-{number}",
            default_cap=10,
            now=NOW,
        )

    with contextlib.suppress(MutualsError):
        await graph.writer.transaction(work)


async def test_who_is_written_to_meanwhile_leaves_nothing(
    graph: Graph, server: Server, settings: Settings
) -> None:
    rules = rules_of(settings)

    async def ask(transaction: Transaction, number: int) -> None:
        await send_request(
            transaction,
            "dan",
            NewConnectionRequest(member_id="erased"),
            request_id=f"r{number}",
            rules=rules,
            now=NOW,
        )

    async def accept(graph: Graph, number: int) -> None:
        with contextlib.suppress(MutualsError):
            await graph.writer.transaction(
                lambda tx: accept_request(tx, "erased", f"r{number}", rules=rules, now=NOW)
            )

    async def erase(graph: Graph) -> None:
        await erase_member(graph.writer, settings, "erased", NOW)

    for number in range(ROUNDS):
        write_network(server, [("ben", "erased"), ("cid", "erased")], members=["dan"])
        await graph.writer.transaction(partial(ask, number=number))
        await at_once(
            server,
            erase,
            partial(message, sender="ben", receiver="erased", number=number),
            partial(message, sender="erased", receiver="cid", number=number),
            partial(accept, number=number),
        )
        left = [
            (kind, properties)
            for kind, properties in everything(server)
            # Ids of messages and conversations are the test's own.
            if "erased" in str({k: v for k, v in properties.items() if not k.endswith("id")})
            or "erased" in {properties.get(k) for k in ("id", "member_id", "actor_id")}
        ]
        assert left == []


async def test_who_takes_up_a_name_that_is_being_forgotten_has_it(
    graph: Graph, server: Server, settings: Settings
) -> None:
    named = MemberChange(skills=["Rare"], interests=["Rare"])

    async def erase(graph: Graph) -> None:
        await erase_member(graph.writer, settings, "ada", NOW)

    async def take_up(graph: Graph) -> None:
        await update_member(graph.writer, "ben", named, NOW)

    write_network(server, [], members=["ben"])
    for _ in range(ROUNDS):
        await create_member(graph.writer, "ada", named, NOW)
        await at_once(server, erase, take_up)
        profile = await get_profile(graph.reader, "ben", "ben")
        assert [skill.name for skill in profile.skills] == ["Rare"]
        assert [interest.name for interest in profile.interests] == ["Rare"]
        await update_member(graph.writer, "ben", MemberChange(), NOW)
        await update_member(graph.writer, "ben", MemberChange(skills=[], interests=[]), NOW)


async def test_of_a_change_of_mind_and_the_day_that_has_come_one_wins(
    graph: Graph, server: Server, settings: Settings
) -> None:
    later = NOW + timedelta(days=30)

    async def erase(graph: Graph) -> bool:
        return await erase_due(graph, settings, later) == 1

    async def cancel(graph: Graph) -> bool:
        try:
            await cancel_erasure(graph.writer, "ada")
        except MutualsError:
            return False
        return True

    for _ in range(ROUNDS):
        write_network(server, [], members=["ada"])
        await ask_for_erasure(graph.writer, settings, "ada", NOW)
        erased, also_erased, stayed = await at_once(server, erase, erase, cancel)
        assert sorted([erased, also_erased, stayed]) == [False, False, True]
        assert await find_missing(graph.reader, "ada") == ([] if stayed else ["ada"])
