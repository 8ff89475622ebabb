"""Writes of service tokens."""

from collections.abc import Collection
from datetime import datetime

from mutuals.errors import TokenNotFoundError
from mutuals.graph.driver import Writer
from mutuals.tokens.models import SCOPES, Scope
from mutuals.tokens.queries import hash_of


async def create_service_token(
    writer: Writer,
    service: str,
    token_id: str,
    secret: str,
    now: datetime,
    scopes: Collection[Scope] = SCOPES,
) -> str:
    """Remember a service's token by its hash; returns the token, which is shown this once.

    `token_id` is 12 random hexadecimal digits, `secret` 43 random URL-safe characters.
    """
    await writer.rows(
        "tokens.create",
        token_id=token_id,
        service=service,
        scopes=[scope for scope in SCOPES if scope in scopes],
        secret_hash=hash_of(secret),
        now=now,
    )
    return f"mutuals_{token_id}_{secret}"


async def revoke_service_token(writer: Writer, token_id: str, now: datetime) -> None:
    """End a token; from the next request on it is refused.

    Raises:
        TokenNotFoundError: there is no such token.
    """
    if await writer.row("tokens.revoke", token_id=token_id, now=now) is None:
        raise TokenNotFoundError(token_id)
