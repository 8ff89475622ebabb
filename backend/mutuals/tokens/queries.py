"""Reads of service tokens."""

import hashlib
import hmac
import re

from mutuals.errors import InvalidTokenError
from mutuals.graph.driver import Reader
from mutuals.tokens.models import SCOPES, ServiceToken, TokenHolder

TOKEN_PATTERN = re.compile(r"mutuals_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


def hash_of(secret: str) -> str:
    """What is stored of a secret. It has 256 random bits, so a plain SHA-256 cannot be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def holder_of(reader: Reader, token: str) -> TokenHolder:
    """The service whom a token belongs to, and what it may do.

    Raises:
        InvalidTokenError: it is nobody's, or was revoked.
    """
    match = TOKEN_PATTERN.fullmatch(token)
    row = await reader.row("tokens.find", token_id=match[1]) if match else None
    if (
        match is None
        or row is None
        or not hmac.compare_digest(row["secret_hash"], hash_of(match[2]))
    ):
        raise InvalidTokenError("This service token is unknown or was revoked: ask for a new one.")
    return TokenHolder(match[1], row["service"], frozenset(_scopes(row["scopes"])))


async def list_tokens(reader: Reader) -> list[ServiceToken]:
    """Every service token, the newest first."""
    return [
        ServiceToken(**row | {"scopes": _scopes(row["scopes"])})
        for row in await reader.rows("tokens.list")
    ]


def _scopes(stored: list[str] | None) -> list[str]:
    """A token that was made before there were scopes has all of them."""
    return [*SCOPES] if stored is None else stored
