"""Writes of accounts and their sessions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import SecretStr

from mutuals.accounts.models import Account
from mutuals.accounts.passwords import hash_of, is_password
from mutuals.accounts.queries import find_by_email, get_password_hash
from mutuals.errors import AccountNotFoundError, InvalidCredentialsError
from mutuals.graph.driver import Graph, Transaction, Writer
from mutuals.identities.commands import recognise
from mutuals.members.commands import make_member
from mutuals.members.models import MemberChange
from mutuals.tokens.models import Role

FORGOTTEN_AT_ONCE = 1000


@dataclass(frozen=True)
class Session:
    """A session as just started or renewed."""

    id: str
    generation: int
    member_id: str
    role: Role
    expires_at: datetime


async def register(
    transaction: Transaction,
    *,
    member_id: str,
    name: str | None,
    email: str,
    password_hash: str,
    role: Role = "member",
    may_exist: bool,
    vouched: bool,
    most_connections: int,
    now: datetime,
) -> Account:
    """Make a member with an account; or, if the member may exist, an account for them.

    Where the caller vouches that the email address is theirs, who knows it from an import is
    connected. The constraints refuse what is somebody's: an email address, an account, or else the
    member.
    """

    async def given() -> bool:
        row = await transaction.row(
            "accounts.create",
            member_id=member_id,
            email=email,
            password_hash=password_hash,
            role=role,
            now=now,
        )
        return row is not None

    if not (may_exist and await given()):
        member = MemberChange(name=name) if name else MemberChange()
        await make_member(transaction, member_id, member, now)
        await given()
    if vouched:
        await recognise(
            transaction,
            member_id,
            MemberChange(),
            account_email=email,
            most_connections=most_connections,
            now=now,
        )
    return Account(id=member_id, email=email, role=role)


async def sign_in(
    graph: Graph,
    email: str,
    password: SecretStr,
    *,
    session_id: str,
    now: datetime,
    lifetime: timedelta,
) -> Session:
    """Start a session for who knows the password.

    Raises:
        InvalidCredentialsError: nobody has this email address, or another password.
    """
    found = await find_by_email(graph.reader, email)
    expires_at = now + lifetime
    if await is_password(password, found.password_hash if found else None) and found:
        row = await graph.writer.row(
            "accounts.start_session",
            member_id=found.id,
            password_hash=found.password_hash,
            session_id=session_id,
            now=now,
            expires_at=expires_at,
        )
        if row is not None:
            return Session(session_id, 0, found.id, row["role"], expires_at)
    raise InvalidCredentialsError(
        "There is no account with this email address and password: check both."
    )


async def renew(writer: Writer, session_id: str, generation: int, now: datetime) -> Session:
    """Renew a session for who has its newest refresh token; an older one ends it.

    Raises:
        InvalidCredentialsError: the token was used before, or the session has ended.
    """
    row = await writer.row(
        "accounts.renew_session", session_id=session_id, generation=generation, now=now
    )
    # Raised only now: that an older token ends the session is written.
    if row is None or not row["renewed"]:
        raise InvalidCredentialsError(
            "This refresh token was used before, or its session has ended: sign in again."
        )
    return Session(session_id, generation + 1, row["member_id"], row["role"], row["expires_at"])


async def end_sessions(transaction: Transaction, member_id: str, now: datetime) -> None:
    """Sign a member out everywhere."""
    await transaction.rows("accounts.end_sessions", member_id=member_id, now=now)


async def change_password(
    graph: Graph, member_id: str, old: SecretStr, new: SecretStr, now: datetime
) -> None:
    """Replace a password and sign out everywhere.

    Raises:
        InvalidCredentialsError: the old password is another, or there is no account.
    """
    stored = await get_password_hash(graph.reader, member_id)
    matches = await is_password(old, stored)
    new_hash = await hash_of(new)

    async def work(transaction: Transaction) -> bool:
        changed = await transaction.row(
            "accounts.change_password", member_id=member_id, old_hash=stored, new_hash=new_hash
        )
        if changed is not None:
            await end_sessions(transaction, member_id, now)
        return changed is not None

    if not matches or not await graph.writer.transaction(work):
        raise InvalidCredentialsError("The old password is another: check it.")


async def set_password(writer: Writer, member_id: str, new: SecretStr, now: datetime) -> None:
    """Give an account another password, for an operator, and sign out everywhere.

    Raises:
        AccountNotFoundError: the member has no account.
    """
    new_hash = await hash_of(new)

    async def work(transaction: Transaction) -> None:
        row = await transaction.row(
            "accounts.set_password", member_id=member_id, password_hash=new_hash
        )
        if row is None:
            raise AccountNotFoundError(member_id)
        await end_sessions(transaction, member_id, now)

    await writer.transaction(work)


async def set_role(writer: Writer, member_id: str, role: Role) -> Account:
    """Give a member another role; tokens that were issued before keep theirs until they expire.

    Raises:
        AccountNotFoundError: the member has no account.
    """
    row = await writer.row("accounts.set_role", member_id=member_id, role=role)
    if row is None:
        raise AccountNotFoundError(member_id)
    return Account(**row)


async def forget_sessions(writer: Writer, now: datetime) -> None:
    """Remove the sessions that have expired."""
    forgotten = FORGOTTEN_AT_ONCE
    while forgotten == FORGOTTEN_AT_ONCE:
        row = await writer.row("accounts.forget_sessions", now=now, limit=FORGOTTEN_AT_ONCE)
        forgotten = row["forgotten"] if row else 0
