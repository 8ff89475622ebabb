"""Writes of erasure: asked for, taken back, and done once it is due."""

from datetime import datetime, timedelta

from mutuals.accounts.commands import end_sessions
from mutuals.engine.traces import leaving_traces
from mutuals.erasure.models import Erasure
from mutuals.erasure.queries import find_due
from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Graph, Transaction, Writer
from mutuals.members.commands import delete_member, remove_member
from mutuals.settings import Settings

FOUND_AT_ONCE = 100
FORGOTTEN_AT_ONCE = 1000


async def ask_for_erasure(
    writer: Writer, settings: Settings, member_id: str, now: datetime
) -> Erasure:
    """Have a member erased when the days of grace are over, and sign them out everywhere.

    Who asks again is answered the first date. Without days of grace it is done at once.

    Raises:
        MemberNotFoundError: there is no such member.
    """
    if settings.erasure_days == 0:
        await erase_member(writer, settings, member_id, now)
        return Erasure(erase_at=now)

    async def work(transaction: Transaction) -> Erasure:
        row = await transaction.row(
            "erasure.schedule",
            member_id=member_id,
            erase_at=now + timedelta(days=settings.erasure_days),
        )
        if row is None:
            raise MemberNotFoundError(member_id)
        await end_sessions(transaction, member_id, now)
        return Erasure(**row)

    return await writer.transaction(work)


async def cancel_erasure(writer: Writer, member_id: str) -> None:
    """Have a member stay after all.

    Raises:
        MemberNotFoundError: there is no such member, or no more.
    """
    if await writer.row("erasure.cancel", member_id=member_id) is None:
        raise MemberNotFoundError(member_id)


async def erase_member(writer: Writer, settings: Settings, member_id: str, now: datetime) -> None:
    """Erase a member now.

    Raises:
        MemberNotFoundError: there is no such member.
    """
    with leaving_traces(settings):
        await delete_member(writer, member_id, now)
        await forget_unused_names(writer)


async def erase_due(graph: Graph, settings: Settings, now: datetime) -> int:
    """Erase the members whose days of grace are over, each in a transaction; returns how many.

    Several processes may do it at once.
    """
    count = 0
    while due := await find_due(graph.reader, now, FOUND_AT_ONCE):
        with leaving_traces(settings):
            for member_id in due:
                count += await _erase_if_due(graph.writer, member_id, now)
            await forget_unused_names(graph.writer)
    return count


async def _erase_if_due(writer: Writer, member_id: str, now: datetime) -> bool:
    async def work(transaction: Transaction) -> bool:
        held = await transaction.row("erasure.hold_due", member_id=member_id, now=now)
        if held is not None:
            await remove_member(transaction, member_id, now)
        return held is not None

    return await writer.transaction(work)


async def forget_unused_names(writer: Writer) -> None:
    """Remove the companies, schools, skills and interests that nobody has any more."""
    forgotten = FORGOTTEN_AT_ONCE
    while forgotten == FORGOTTEN_AT_ONCE:
        row = await writer.row("erasure.forget_unused_names", limit=FORGOTTEN_AT_ONCE)
        forgotten = row["forgotten"] if row else 0
