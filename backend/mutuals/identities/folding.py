"""Turns what a member's import said of a person into the tie to the member who the person is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mutuals.connections.strength import ACTIVITY_WEIGHTS
from mutuals.graph.driver import Row, Transaction
from mutuals.identities.addresses import email_identity, profile_identity


@dataclass(frozen=True)
class Known:
    """What an import of `owner_id` says of the tie to `member_id`.

    The counters are as of `counted_at`, forward from the owner. The unconfirmed members are those
    that the tie takes the place of.
    """

    owner_id: str
    member_id: str
    since: datetime | None
    forward: float | None
    backward: float | None
    counted_at: datetime | None
    recommended: bool
    endorsements: int
    unconfirmed_ids: list[str] = field(default_factory=list)

    @property
    def pair(self) -> str:
        return "|".join(sorted([self.owner_id, self.member_id]))


async def find_known(
    transaction: Transaction,
    member_id: str,
    identity_ids: list[str],
    owner_ids: list[str] | None = None,
) -> list[Known]:
    """Whose imports name a member by these addresses, of all or of these owners; not where another
    address of the person is somebody else's."""
    if not identity_ids or owner_ids == []:
        return []
    rows = await transaction.rows(
        "identities.find_unconfirmed",
        member_id=member_id,
        identity_ids=identity_ids,
        owner_ids=owner_ids,
    )
    return [
        Known(
            owner_id=row["owner_id"],
            member_id=member_id,
            since=row["since"],
            forward=row["forward"],
            backward=row["backward"],
            counted_at=row["counted_at"],
            recommended=bool(row["recommended"]),
            endorsements=row["endorsements"] or 0,
            unconfirmed_ids=[row["unconfirmed_id"]],
        )
        for row in rows
    ]


async def confirm(
    transaction: Transaction, known: Iterable[Known], now: datetime, *, later: bool = False
) -> list[str]:
    """Connect these pairs, which the transaction has locked, keeping what the imports said; the
    pairs, whose ties are then to be renewed.

    An import counts what both exports hold once: where a tie has counted one before, another adds
    its interactions only if they are `later` than those.
    """
    by_pair: dict[str, list[Known]] = {}
    for entry in known:
        by_pair.setdefault(entry.pair, []).append(entry)
    if not by_pair:
        return []
    rows = [_row(pair, by_pair[pair], later=later) for pair in sorted(by_pair)]
    told = await transaction.row(
        "identities.connect", rows=rows, activity_weights=ACTIVITY_WEIGHTS, now=now
    )
    await forget_unused(transaction, told["identity_ids"] if told else [])
    return sorted(by_pair)


def _row(pair: str, known: list[Known], *, later: bool) -> Row:
    """Of two who tell of the same tie, the one whose export is newer tells of the interactions."""
    smaller_id, _, greater_id = pair.partition("|")
    counted = [entry for entry in known if entry.counted_at is not None]
    newest = max(counted, key=lambda entry: (entry.counted_at, entry.owner_id), default=None)
    row: dict[str, Any] = {
        "pair": pair,
        "smaller_id": smaller_id,
        "greater_id": greater_id,
        "since": min((entry.since for entry in known if entry.since), default=None),
        "forward": 0.0,
        "backward": 0.0,
        "counted_at": None,
        "later": later,
        "recommended": any(entry.recommended for entry in known),
        "endorsements": max(entry.endorsements for entry in known),
        "unconfirmed_ids": sorted(
            {unconfirmed_id for entry in known for unconfirmed_id in entry.unconfirmed_ids}
        ),
    }
    if newest is not None:
        there, back = newest.forward or 0.0, newest.backward or 0.0
        forward, backward = (there, back) if newest.owner_id == smaller_id else (back, there)
        row |= {"forward": forward, "backward": backward, "counted_at": newest.counted_at}
    return row


async def fold_between(transaction: Transaction, one_id: str, other_id: str, now: datetime) -> bool:
    """Let the new tie of two members take the place of what their imports said of each other;
    whether it did. Of a connection one also believes what the profile says."""
    claims = {
        row["id"]: row
        for row in await transaction.rows(
            "identities.read_claims", member_ids=sorted([one_id, other_id])
        )
    }
    known: list[Known] = []
    for owner_id, member_id in ((one_id, other_id), (other_id, one_id)):
        if owner_id in claims and claims[owner_id]["owns"] and member_id in claims:
            known += await find_known(
                transaction, member_id, claimed_identities(claims[member_id]), [owner_id]
            )
    return bool(await confirm(transaction, known, now))


def claimed_identities(claims: Row) -> list[str]:
    """Under what a member is known to a connection: as the operator says, and the profile."""
    found = {*claims["identity_ids"]}
    found |= {profile_identity(link) for link in claims["links"] or []}
    found.add(email_identity(claims["contact_email"] or ""))
    return sorted(found - {None})


async def forget_unused(transaction: Transaction, identity_ids: Iterable[str]) -> None:
    """Remove those of these addresses that nobody is known under any more."""
    if ids := sorted({*identity_ids}):
        await transaction.rows("identities.forget_unused", identity_ids=ids)
