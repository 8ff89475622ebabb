"""Reads of accounts."""

from dataclasses import dataclass, field

from mutuals.graph.driver import Reader


@dataclass(frozen=True)
class FoundAccount:
    """Whose account it is, and what its password is checked against."""

    id: str
    password_hash: str = field(repr=False)


async def find_by_email(reader: Reader, email: str) -> FoundAccount | None:
    """The account that an email address, in lower case, signs in to."""
    row = await reader.row("accounts.find_by_email", email=email)
    return FoundAccount(**row) if row else None


async def get_password_hash(reader: Reader, viewer_id: str) -> str | None:
    """What the viewer's password is checked against; none where the viewer has no account."""
    row = await reader.row("accounts.get_password_hash", viewer_id=viewer_id)
    return row["password_hash"] if row else None
