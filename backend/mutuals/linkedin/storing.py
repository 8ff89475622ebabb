"""Stores the people of an export, a batch in a transaction: what each becomes, by what is known.

A batch first holds the addresses of its people and the members concerned, then reads, then decides,
then writes: of two imports, or an import and one who joins, the later sees what the earlier did.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any, Literal

from mutuals.connections.commands import renew_pairs
from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Row, Transaction
from mutuals.identities.addresses import EMAIL
from mutuals.identities.commands import (
    count_connections,
    hold_identities,
    lock_members,
    read_pairs,
)
from mutuals.identities.folding import Known, confirm, find_known, forget_unused
from mutuals.linkedin.archive import Kind
from mutuals.linkedin.models import BadRow
from mutuals.linkedin.people import Person
from mutuals.linkedin.unconfirmed import unconfirmed_row

Outcome = Literal["created", "updated", "unchanged", "confirmed"]


@dataclass(frozen=True)
class Import:
    """What holds for all people of one import."""

    owner_id: str
    kinds: set[Kind]
    vouched: bool
    """Whether the operator vouches for the file: then who is a member is connected at once. Anyone
    can forge one: else a member must have named the owner too, in an import of their own."""
    most_connections: int
    claims: dict[str, str]
    """Of the owner's connections, by what their profiles say: believed of those alone."""
    new_id: Callable[[], str]
    now: datetime


@dataclass
class Stored:
    """What became of a batch."""

    outcomes: list[Outcome] = field(default_factory=list)
    conflicts: list[BadRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    full: int = 0
    """Members who were not connected: one of the two has the most connections one may have."""


class _Batch:
    """What the graph holds of a batch's people, and what is to be written of them."""

    def __init__(self, run: Import) -> None:
        self.run = run
        self.stored = Stored()
        self.unconfirmed: dict[str, Row] = {}
        """By address, whom the owner knows under it."""
        self.members: dict[str, set[str]] = defaultdict(set)
        """By address, the members who are known under it."""
        self.pairs: dict[str, dict[str, Any]] = {}
        self.naming: dict[str, list[Known]] = defaultdict(list)
        """By member, what their imports say of the owner."""
        self.connections = 0
        self.writes: list[Row] = []
        self.known: list[Known] = []


async def store_people(transaction: Transaction, run: Import, people: list[Person]) -> Stored:
    """Store a batch.

    Raises:
        MemberNotFoundError: the owner does not exist.
    """
    batch = _Batch(run)
    await _read(transaction, batch, people)
    for person in people:
        _decide(batch, person)
    forgotten: list[str] = [identity for person in people for identity in person.identity_ids]
    if batch.writes:
        row = await transaction.row(
            "linkedin.write_unconfirmed", owner_id=run.owner_id, rows=batch.writes, now=run.now
        )
        forgotten += row["identity_ids"] if row else []
    await renew_pairs(transaction, await confirm(transaction, batch.known, run.now, later=True))
    await forget_unused(transaction, forgotten)
    return batch.stored


async def _read(transaction: Transaction, batch: _Batch, people: list[Person]) -> None:
    run = batch.run
    identity_ids = sorted({identity for person in people for identity in person.identity_ids})
    await hold_identities(transaction, identity_ids)
    for row in await transaction.rows("linkedin.find_members", identity_ids=identity_ids):
        batch.members[row["identity_id"]].add(row["member_id"])
    member_ids = {found for ids in batch.members.values() for found in ids}
    member_ids |= {
        run.claims[identity_id] for identity_id in identity_ids if identity_id in run.claims
    }
    others = sorted(member_ids - {run.owner_id})
    await lock_members(transaction, [run.owner_id, *others], run.now)
    owner = await transaction.row("linkedin.read_owner", owner_id=run.owner_id)
    if owner is None:
        raise MemberNotFoundError(run.owner_id)
    batch.connections = await count_connections(transaction, run.owner_id)
    batch.pairs = await read_pairs(transaction, run.owner_id, others)
    [before] = await transaction.rows(
        "linkedin.read_unconfirmed", owner_id=run.owner_id, identity_ids=identity_ids
    )
    batch.unconfirmed = {row["identity_id"]: row for row in before["people"]}
    for known in await find_known(transaction, run.owner_id, owner["identity_ids"], others):
        batch.naming[known.owner_id].append(known)


def _decide(batch: _Batch, person: Person) -> None:
    stored = batch.stored
    if any(batch.run.owner_id in batch.members[identity] for identity in person.identity_ids):
        stored.bad.append(BadRow(file=person.file, line=person.line, reason="is yourself"))
        return
    known = {
        row["id"]: row
        for identity_id in person.identity_ids
        if (row := batch.unconfirmed.get(identity_id))
    }
    if len(known) > 1:
        reason = "its URL is of one person you know, its email address of another"
        stored.conflicts.append(BadRow(file=person.file, line=person.line, reason=reason))
        return
    before = next(iter(known.values()), None)
    member_id = _member(batch, person)
    if member_id is not None:
        _connect(batch, person, member_id, before)
        return
    row, changed = unconfirmed_row(person, before, batch.run.kinds, batch.run.new_id)
    if changed:
        batch.writes.append(row)
    stored.outcomes.append("created" if before is None else "updated" if changed else "unchanged")


def _member(batch: _Batch, person: Person) -> str | None:
    """The member that a person is and is to be connected to, or is connected to."""
    run = batch.run
    connected: set[str] = set()
    others: set[str] = set()
    for identity_id in person.identity_ids:
        claimed = run.claims.get(identity_id)
        if claimed is not None and batch.pairs.get(claimed, {}).get("connected"):
            connected.add(claimed)
        for member_id in batch.members[identity_id] - {run.owner_id}:
            pair = batch.pairs.get(member_id)
            if pair is None or pair["blocked"]:
                continue
            if not pair["connected"]:
                others.add(member_id)
            # Whose email address it is, is told to those alone who may see it.
            elif run.vouched or pair["shows_contact"] or not identity_id.startswith(EMAIL):
                connected.add(member_id)
    found = connected | others
    if len(found) > 1:
        if run.vouched:
            reason = "its addresses are of several members: stays unconfirmed"
            batch.stored.conflicts.append(BadRow(file=person.file, line=person.line, reason=reason))
        return None
    if connected or not others:
        return next(iter(connected), None)
    [member_id] = others
    if not (run.vouched or batch.naming[member_id]):
        return None
    if max(batch.connections, batch.pairs[member_id]["connections"]) >= run.most_connections:
        batch.stored.full += 1
        return None
    batch.connections += 1
    return member_id


def _connect(batch: _Batch, person: Person, member_id: str, before: Row | None) -> None:
    """Let the tie have what is told of it, once: of a tie that stands, what is new."""
    run, pair = batch.run, batch.pairs[member_id]
    interactions = person.interactions(after=pair["imported_until"])
    since = datetime.combine(person.since, time(), UTC) if person.since else None
    naming = batch.naming.pop(member_id, [])
    earlier = since is not None and (pair["since"] is None or since < pair["since"])
    more = person.endorsements > (pair["imported_endorsements"] or 0) or (
        person.recommended and not pair["imported_recommended"]
    )
    if pair["connected"] and not (interactions or earlier or more or before or naming):
        batch.stored.outcomes.append("unchanged")
        return
    told = Known(
        owner_id=run.owner_id,
        member_id=member_id,
        since=since,
        forward=interactions.forward if interactions else None,
        backward=interactions.backward if interactions else None,
        counted_at=interactions.counted_at if interactions else None,
        recommended=person.recommended,
        endorsements=person.endorsements,
        unconfirmed_ids=[before["id"]] if before else [],
    )
    batch.known.append(told)
    batch.known += naming
    batch.stored.outcomes.append("updated" if pair["connected"] else "confirmed")
    pair["connected"] = True
