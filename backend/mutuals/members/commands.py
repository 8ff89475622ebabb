"""Writes of members."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from operator import itemgetter
from typing import Any

from mutuals.connections.commands import renew_ties_of
from mutuals.errors import ConflictError, MemberNotFoundError
from mutuals.graph.driver import Transaction, Writer
from mutuals.identities.commands import forget_changed, recognise
from mutuals.members.contacts import ContactInput
from mutuals.members.models import MemberChange
from mutuals.members.names import named_id
from mutuals.search.commands import index_members

OWN_PROPERTIES = {"name", "headline", "about", "industry", "location", "languages", "links"}


@contextmanager
def id_taken(member_id: str) -> Iterator[None]:
    """Say in words what the id's constraint refuses when a transaction makes a member.

    Raises:
        ConflictError: the id is somebody's.
    """
    try:
        yield
    except ConflictError as error:
        raise ConflictError(
            f"The id {member_id!r} is somebody's: PATCH that member, or choose another id."
        ) from error


async def make_member(
    transaction: Transaction, member_id: str, member: MemberChange, now: datetime
) -> None:
    """Make a member with all that is given; run the transaction inside `id_taken`."""
    await transaction.rows("members.create", member_id=member_id, properties=_own(member), now=now)
    await _replace_facts(transaction, member_id, member)
    await index_members(transaction, [member_id])


async def update_vouched_member(
    writer: Writer, member_id: str, change: MemberChange, *, most_connections: int, now: datetime
) -> None:
    """Change a member as the operator says, who knows whose the addresses are: all who know the
    member under one from an import of theirs are connected.

    Raises:
        MemberNotFoundError: there is no such member.
    """

    async def work(transaction: Transaction) -> None:
        await change_member(transaction, member_id, change, now)
        await recognise(transaction, member_id, change, most_connections=most_connections, now=now)

    await writer.transaction(work)


async def update_member(
    writer: Writer, member_id: str, change: MemberChange, now: datetime
) -> None:
    """Change a member as the member says, who is not known under what is said there.

    Raises:
        MemberNotFoundError: there is no such member.
    """

    async def work(transaction: Transaction) -> None:
        await change_member(transaction, member_id, change, now)
        await forget_changed(transaction, member_id, change)

    await writer.transaction(work)


async def change_member(
    transaction: Transaction, member_id: str, change: MemberChange, now: datetime
) -> None:
    """Change what the change sets and leave the rest; ties feel a new employer or school at once.

    Raises:
        MemberNotFoundError: there is no such member.
    """
    updated = await transaction.row(
        "members.update", member_id=member_id, properties=_own(change), now=now
    )
    if updated is None:
        raise MemberNotFoundError(member_id)
    await _replace_facts(transaction, member_id, change)
    await index_members(transaction, [member_id])
    if change.model_fields_set & {"positions", "schools"}:
        await renew_ties_of(transaction, member_id)


async def delete_member(writer: Writer, member_id: str, now: datetime) -> None:
    """Remove a member with all connections.

    Raises:
        MemberNotFoundError: there is no such member.
    """

    async def work(transaction: Transaction) -> None:
        await remove_member(transaction, member_id, now)

    await writer.transaction(work)


async def remove_member(transaction: Transaction, member_id: str, now: datetime) -> None:
    """Remove a member with all that is theirs, and what requests were answered that name them.

    Raises:
        MemberNotFoundError: there is no such member.
    """
    if await transaction.row("members.delete", member_id=member_id, now=now) is None:
        raise MemberNotFoundError(member_id)
    await transaction.rows("idempotency.forget_member", member_id=member_id)


def _own(change: MemberChange) -> dict[str, str | list[str] | None]:
    properties = change.model_dump(include=OWN_PROPERTIES & change.model_fields_set)
    if "contact" in change.model_fields_set:
        contact = change.contact or ContactInput()
        properties |= {"contact_email": contact.email, "contact_phone": contact.phone}
    return properties


async def _replace_facts(transaction: Transaction, member_id: str, change: MemberChange) -> None:
    """Write what is given, each list by its ids: those who write the same names lock them alike."""
    given = change.model_fields_set
    if "positions" in given:
        positions: list[dict[str, Any]] = [
            {**position.model_dump(), "company_id": named_id(position.company)}
            for position in change.positions
        ]
        positions.sort(key=itemgetter("company_id"))
        await transaction.rows(
            "members.replace_positions", member_id=member_id, positions=positions
        )
    if "schools" in given:
        schools: list[dict[str, Any]] = [
            {**entry.model_dump(), "school_id": named_id(entry.school)} for entry in change.schools
        ]
        schools.sort(key=itemgetter("school_id"))
        await transaction.rows("members.replace_schools", member_id=member_id, schools=schools)
    if "skills" in given:
        await transaction.rows(
            "members.replace_skills", member_id=member_id, skills=_named(change.skills)
        )
    if "interests" in given:
        await transaction.rows(
            "members.replace_interests", member_id=member_id, interests=_named(change.interests)
        )


def _named(names: list[str]) -> list[dict[str, str]]:
    """One entry an id, by the ids."""
    entries = {named_id(name): name for name in reversed(names)}
    return [{"id": entry_id, "name": entries[entry_id]} for entry_id in sorted(entries)]
