"""Recognises a member in what others' imports said of a person, and confirms their ties."""

from collections.abc import Iterable
from datetime import datetime

from mutuals.connections.commands import renew_pairs
from mutuals.graph.driver import Transaction
from mutuals.identities.addresses import EMAIL, PROFILE, email_identity, profile_identity
from mutuals.identities.folding import Known, confirm, find_known, forget_unused
from mutuals.members.models import MemberChange


async def hold_identities(transaction: Transaction, identity_ids: Iterable[str]) -> None:
    """Make the addresses that are missing, and keep others from using any meanwhile: to be done
    before it is read whose they are."""
    if ids := sorted({*identity_ids}):
        await transaction.rows("identities.hold", identity_ids=ids)


async def recognise(
    transaction: Transaction,
    member_id: str,
    change: MemberChange,
    *,
    account_email: str | None = None,
    most_connections: int,
    now: datetime,
) -> None:
    """Note under which addresses a member is known, as the operator says who writes the member, and
    confirm the ties of all who know a person under those that are new.

    Last in the transaction that writes the member. What members write of themselves goes to
    `forget_changed` alone: anyone may say to be anybody.
    """
    replaced, identity_ids = _addresses(change)
    if account_email is not None:
        identity_ids += [identity for identity in [email_identity(account_email)] if identity]
    if not replaced and not identity_ids:
        return
    await hold_identities(transaction, identity_ids)
    added = await _replace(transaction, member_id, replaced, identity_ids, may_add=True)
    await _confirm_all(transaction, member_id, added, most_connections, now)


async def forget_changed(transaction: Transaction, member_id: str, change: MemberChange) -> None:
    """Know a member no more under an address that the member has taken off the profile."""
    replaced, identity_ids = _addresses(change)
    if replaced:
        await _replace(transaction, member_id, replaced, identity_ids, may_add=False)


def _addresses(change: MemberChange) -> tuple[list[str], list[str]]:
    """Which kinds of address a change replaces, and by what."""
    replaced, found = [], []
    if "links" in change.model_fields_set:
        replaced.append(PROFILE)
        found += [profile_identity(link) for link in change.links]
    if "contact" in change.model_fields_set:
        replaced.append(EMAIL)
        found.append(email_identity((change.contact and change.contact.email) or ""))
    return replaced, [identity for identity in found if identity]


async def _replace(
    transaction: Transaction,
    member_id: str,
    replaced: list[str],
    identity_ids: list[str],
    *,
    may_add: bool,
) -> list[str]:
    row = await transaction.row(
        "identities.replace_of_member",
        member_id=member_id,
        replaced=replaced,
        identity_ids=sorted({*identity_ids}),
        may_add=may_add,
    )
    if row is None:
        return []
    await forget_unused(transaction, [*row["removed"], *identity_ids])
    added: list[str] = row["added"]
    return added


async def _confirm_all(
    transaction: Transaction,
    member_id: str,
    identity_ids: list[str],
    most_connections: int,
    now: datetime,
) -> None:
    found = await find_known(transaction, member_id, identity_ids)
    if not found:
        return
    owner_ids = sorted({entry.owner_id for entry in found})
    await lock_members(transaction, [member_id, *owner_ids], now)
    # Found anew: what is known may have changed while this waited.
    found = await find_known(transaction, member_id, identity_ids, owner_ids)
    states = await read_pairs(transaction, member_id, owner_ids)
    known: list[Known] = []
    made: set[str] = set()
    room = most_connections - await count_connections(transaction, member_id)
    for entry in sorted(found, key=lambda entry: entry.owner_id):
        state = states.get(entry.owner_id)
        if state is None or state["blocked"]:
            continue
        if not state["connected"] and entry.owner_id not in made:
            if room <= 0 or state["connections"] >= most_connections:
                continue
            room -= 1
            made.add(entry.owner_id)
        known.append(entry)
    await renew_pairs(transaction, await confirm(transaction, known, now))


async def lock_members(transaction: Transaction, member_ids: Iterable[str], now: datetime) -> None:
    """Keep others from connecting, blocking or deleting these members meanwhile."""
    await transaction.rows("identities.lock_members", member_ids=sorted({*member_ids}), now=now)


async def count_connections(transaction: Transaction, member_id: str) -> int:
    """How many connections a member has."""
    row = await transaction.row("identities.count_connections", member_id=member_id)
    return row["connections"] if row else 0


async def read_pairs(
    transaction: Transaction, member_id: str, other_ids: list[str]
) -> dict[str, dict[str, object]]:
    """How a member stands to others, by their ids: a block, a tie with what imports said of it."""
    rows = await transaction.rows("identities.read_pairs", member_id=member_id, other_ids=other_ids)
    return {row["other_id"]: row for row in rows}
