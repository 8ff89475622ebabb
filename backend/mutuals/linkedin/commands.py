"""Imports a LinkedIn export for a member, and forgets whom such imports knew."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import perf_counter

from mutuals.connections.factors import counted
from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Graph, Transaction, Writer
from mutuals.identities.folding import claimed_identities, forget_unused
from mutuals.linkedin.archive import Export
from mutuals.linkedin.models import ImportProgress, ImportReport
from mutuals.linkedin.people import Person
from mutuals.linkedin.profile import OwnProfile
from mutuals.linkedin.reading import ExportReader
from mutuals.linkedin.storing import Import, Stored, store_people
from mutuals.members.commands import change_member

PEOPLE_A_BATCH = 500
FORGOTTEN_AT_ONCE = 2_000


async def import_export(
    graph: Graph,
    owner_id: str,
    export: Export,
    *,
    vouched: bool,
    most_connections: int,
    new_id: Callable[[], str],
    now: datetime,
) -> AsyncGenerator[ImportProgress | ImportReport, None]:
    """Import an export for its owner: tells of the progress, and last the report.

    The files are read in a thread, then people are stored batch by batch: an import that stops half
    way has stored whole batches, and another run of the same file does the rest, or nothing.

    Raises:
        ImportFileError: the ZIP's data are damaged.
        MemberNotFoundError: the owner does not exist.
    """
    started = perf_counter()
    reader = ExportReader(export, most_people=most_connections, now=now)
    steps = reader.steps()
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1) as thread:
        while step := await loop.run_in_executor(thread, next, steps, None):
            yield step
    report = reader.report
    report.profile_fields = await _fill_profile(graph, owner_id, reader.profile, now)
    run = Import(
        owner_id=owner_id,
        kinds=reader.kinds,
        vouched=vouched,
        most_connections=most_connections,
        claims=await _claims(graph, owner_id),
        new_id=new_id,
        now=now,
    )
    full = 0
    for start in range(0, len(reader.people), PEOPLE_A_BATCH):
        people = reader.people[start : start + PEOPLE_A_BATCH]

        async def work(transaction: Transaction, people: list[Person] = people) -> Stored:
            return await store_people(transaction, run, people)

        stored = await graph.writer.transaction(work)
        full += stored.full
        _count(report, stored)
        done = start + len(people)
        yield ImportProgress(stage="storing", rows=done, done=done, total=len(reader.people))
    if full:
        report.notes.append(
            f"{counted(full, 'member')} kept unconfirmed: they, or you, have the "
            f"{most_connections:,} connections that one may have."
        )
    report.seconds = round(perf_counter() - started, 3)
    yield report


def _count(report: ImportReport, stored: Stored) -> None:
    for outcome in stored.outcomes:
        setattr(report.people, outcome, getattr(report.people, outcome) + 1)
    for row in stored.bad:
        report.bad_rows.add(row)
    for row in stored.conflicts:
        report.conflicts.add(row)


async def _fill_profile(
    graph: Graph, owner_id: str, profile: OwnProfile, now: datetime
) -> list[str]:
    """Fill the fields of the owner's profile that are empty; which were filled."""

    async def work(transaction: Transaction) -> list[str]:
        row = await transaction.row("linkedin.lock_profile", owner_id=owner_id)
        if row is None:
            raise MemberNotFoundError(owner_id)
        change = profile.change({*row["empty"]})
        if change is None:
            return []
        await change_member(transaction, owner_id, change, now)
        return sorted(change.model_fields_set)

    return await graph.writer.transaction(work)


async def _claims(graph: Graph, owner_id: str) -> dict[str, str]:
    """The owner's connections by what their profiles say; not what several say."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for row in await graph.reader.rows("linkedin.list_claims", viewer_id=owner_id):
        for identity_id in claimed_identities({"identity_ids": [], **row}):
            if found.setdefault(identity_id, row["id"]) != row["id"]:
                several.add(identity_id)
    return {identity_id: found[identity_id] for identity_id in found if identity_id not in several}


async def forget_imports(writer: Writer, owner_id: str, now: datetime) -> int:
    """Remove whom the owner's imports know as unconfirmed; how many. Confirmed ties stay.

    Raises:
        MemberNotFoundError: the owner does not exist.
    """

    async def work(transaction: Transaction) -> int:
        row = await transaction.row(
            "linkedin.forget", owner_id=owner_id, limit=FORGOTTEN_AT_ONCE, now=now
        )
        if row is None:
            raise MemberNotFoundError(owner_id)
        await forget_unused(transaction, row["identity_ids"])
        removed: int = row["removed"]
        return removed

    count = 0
    while removed := await writer.transaction(work):
        count += removed
    return count
