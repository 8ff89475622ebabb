"""The signing secret, and what it signs: member tokens, refresh tokens and list cursors."""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jwt

from mutuals.errors import InvalidCursorError, InvalidTokenError
from mutuals.settings import Settings
from mutuals.tokens.models import Identity, Role

ALGORITHM = "HS256"
MEMBER_AUDIENCE = "mutuals:member"
REFRESH_AUDIENCE = "mutuals:refresh"


@dataclass(frozen=True)
class RefreshClaims:
    """Which session a refresh token renews, and how often it had been renewed."""

    session_id: str
    generation: int


class Signer:
    """Signs and verifies; each purpose has a key of its own, derived from the secret."""

    def __init__(self, secret: str) -> None:
        self._member_key = _derived(secret, "member token")
        self._refresh_key = _derived(secret, "refresh token")
        self._cursor_key = _derived(secret, "cursor")
        self._fingerprint_key = _derived(secret, "fingerprint")

    def member_token(
        self, member_id: str, now: datetime, lifetime: timedelta, role: Role = "member"
    ) -> str:
        """A member's bearer token, valid from now for the lifetime."""
        claims = {
            "sub": member_id,
            "role": role,
            "aud": MEMBER_AUDIENCE,
            "iat": now,
            "exp": now + lifetime,
        }
        return jwt.encode(claims, self._member_key, ALGORITHM)

    def identity_of(self, token: str, now: datetime) -> Identity:
        """The member whom a token belongs to, and their role when it was issued.

        Raises:
            InvalidTokenError: it was altered or has expired.
        """
        claims = _claims(token, self._member_key, MEMBER_AUDIENCE, ["sub", "exp"], now)
        return Identity(claims["sub"], claims.get("role", "member"))

    def refresh_token(self, session: RefreshClaims, now: datetime, expires_at: datetime) -> str:
        """The token that renews a session once; the next is of the next generation."""
        claims = {
            "sid": session.session_id,
            "gen": session.generation,
            "aud": REFRESH_AUDIENCE,
            "iat": now,
            "exp": expires_at,
        }
        return jwt.encode(claims, self._refresh_key, ALGORITHM)

    def session_of(self, token: str, now: datetime) -> RefreshClaims:
        """Which session a refresh token renews.

        Raises:
            InvalidTokenError: it was altered or has expired.
        """
        claims = _claims(token, self._refresh_key, REFRESH_AUDIENCE, ["sid", "gen", "exp"], now)
        return RefreshClaims(claims["sid"], claims["gen"])

    def fingerprint(self, text: str) -> str:
        """A hash that nobody without the secret can hold guesses against: text may have passwords
        in it."""
        return hmac.new(self._fingerprint_key, text.encode(), "sha256").hexdigest()

    def cursor(self, listing: str, after: list[str]) -> str:
        """An opaque cursor to what follows in a listing; `listing` names it with all filters."""
        return jwt.encode({"after": after, "of": _digest(listing)}, self._cursor_key, ALGORITHM)

    def after(self, listing: str, cursor: str) -> list[str]:
        """Where a cursor's page starts.

        Raises:
            InvalidCursorError: it was altered, or made for another listing.
        """
        try:
            claims = jwt.decode(cursor, self._cursor_key, [ALGORITHM])
        except (jwt.InvalidTokenError, RecursionError) as error:
            raise InvalidCursorError from error
        if claims["of"] != _digest(listing):
            raise InvalidCursorError
        after: list[str] = claims["after"]
        return after


def signing_secret(settings: Settings) -> str:
    """The configured secret, or the data folder's, which is made at the first call."""
    if settings.secret is not None:
        return settings.secret.get_secret_value()
    path = settings.data_dir / "secret"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text()


def _write_once(path: Path, text: str) -> None:
    """Of processes that start together the first one's secret stays."""
    own = path.with_name(f"secret.{os.getpid()}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()


def _claims(
    token: str, key: bytes, audience: str, required: list[str], now: datetime
) -> dict[str, Any]:
    try:
        claims = jwt.decode(
            token,
            key,
            [ALGORITHM],
            audience=audience,
            # The clock is ours, not the library's.
            options={"require": required, "verify_exp": False, "verify_iat": False},
        )
    except (jwt.InvalidTokenError, RecursionError) as error:
        raise InvalidTokenError(
            "This token is not one of ours, or was altered: ask for a new one."
        ) from error
    if claims["exp"] <= now.timestamp():
        raise InvalidTokenError("This token has expired: ask for a new one.")
    return claims


def _derived(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")


def _digest(listing: str) -> str:
    return hashlib.sha256(listing.encode()).hexdigest()[:16]
