"""Members' tokens of an OpenID Connect issuer: its keys are fetched, kept, and fetched anew."""

import asyncio
import logging
import re
from datetime import datetime, timedelta
from typing import Any

import httpx
import jwt

from mutuals.errors import InvalidTokenError, IssuerUnavailableError, SettingsError
from mutuals.members.names import ID_PATTERN
from mutuals.settings import SECURE_URL, Settings
from mutuals.tokens.models import ROLES, Identity, Role

log = logging.getLogger(__name__)

ALGORITHMS = ["RS256", "ES256", "EdDSA"]
FETCH_SECONDS = 5.0
KEYS_LAST = timedelta(hours=1)
"""A key that the issuer withdrew is good for no longer than that, while the issuer answers."""
KEYS_REST = timedelta(seconds=30)
"""Tokens that name unknown keys make us ask the issuer no more often than that; and so often
known keys are asked for anew while they cannot be had."""
FAILURE_RESTS = timedelta(seconds=5)
FETCH_ERRORS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    jwt.PyJWTError,
    # What was sent is no JSON, or not the JSON that it should be.
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    TimeoutError,
)
CLOCKS_DIFFER = timedelta(seconds=30)


class Issuer:
    """Verifies an issuer's tokens; one for the process."""

    def __init__(self, issuer: str, settings: Settings) -> None:
        if settings.oidc_audience is None:
            raise SettingsError(
                "MUTUALS_OIDC_ISSUER and MUTUALS_OIDC_AUDIENCE go together: set both, or neither."
            )
        self.url = issuer
        self._audience = settings.oidc_audience
        self._jwks_url = settings.oidc_jwks_url
        self._member_claim = settings.oidc_member_claim
        self._role_claim = settings.oidc_role_claim
        self._keys: dict[str | None, jwt.PyJWK] = {}
        self._asked_at: datetime | None = None
        self._failed = False
        self._asking = asyncio.Lock()

    async def identity_of(self, token: str, now: datetime) -> Identity:
        """The member whom a token belongs to, and their role.

        Raises:
            InvalidTokenError: it is not the issuer's for us, was altered or has expired.
            IssuerUnavailableError: the issuer's keys are needed and cannot be had.
        """
        try:
            key = await self._key(jwt.get_unverified_header(token).get("kid"), now)
            claims = jwt.decode(
                token,
                key,
                ALGORITHMS,
                audience=self._audience,
                issuer=self.url,
                # The clock is ours, not the library's.
                options={
                    "require": ["iss", "aud", "exp"],
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                },
            )
            ends_at = float(claims["exp"])
            starts_at = float(claims.get("nbf", 0))
        except (jwt.PyJWTError, RecursionError, TypeError, ValueError, OverflowError) as error:
            raise InvalidTokenError(
                f"This token is not one of {self.url} for this service: sign in there."
            ) from error
        # Written so that a number that is none is refused.
        if not now.timestamp() < ends_at:
            raise InvalidTokenError(f"This token has expired: get a new one at {self.url}.")
        if not starts_at <= (now + CLOCKS_DIFFER).timestamp():
            raise InvalidTokenError("This token is not valid yet: wait, or check the clocks.")
        return Identity(self._member_of(claims), self._role_of(claims))

    def _member_of(self, claims: dict[str, Any]) -> str:
        member_id = claims.get(self._member_claim)
        if not isinstance(member_id, str) or not re.fullmatch(ID_PATTERN, member_id):
            raise InvalidTokenError(
                f"The claim {self._member_claim!r} of this token is no member's id: "
                "MUTUALS_OIDC_MEMBER_CLAIM names the one that is."
            )
        return member_id

    def _role_of(self, claims: dict[str, Any]) -> Role:
        """The highest that the claim has; what is no role of ours counts for nothing."""
        named = claims.get(self._role_claim) if self._role_claim else None
        names = named if isinstance(named, list) else [named]
        return next((role for role in reversed(ROLES) if role in names), "member")

    async def _key(self, key_id: object, now: datetime) -> jwt.PyJWK:
        # Keys that are too old, as the issuer was away, are fetched anew soon after it is back.
        lasts = KEYS_REST if self._failed and self._keys else KEYS_LAST
        if self._is_due(now, lasts) and not (self._keys and self._asking.locked()):
            await self._ask(now, lasts)
        if self._find(key_id) is None:
            await self._ask(now, FAILURE_RESTS if self._failed else KEYS_REST)
        key = self._find(key_id)
        if key is not None:
            return key
        if self._failed:
            raise IssuerUnavailableError(
                f"The keys of {self.url} cannot be fetched at the moment: try again soon."
            )
        raise jwt.InvalidKeyError("unknown key")

    def _find(self, key_id: object) -> jwt.PyJWK | None:
        if isinstance(key_id, str):
            return self._keys.get(key_id)
        # An issuer of one key need not name it.
        return next(iter(self._keys.values())) if len(self._keys) == 1 else None

    def _is_due(self, now: datetime, age: timedelta) -> bool:
        return self._asked_at is None or now - self._asked_at >= age

    async def _ask(self, now: datetime, age: timedelta) -> None:
        """Fetch the keys, unless that was done within this age. Of several one does it."""
        async with self._asking:
            if not self._is_due(now, age):
                return
            try:
                keys = await self._fetched()
            except FETCH_ERRORS as error:
                self._failed = True
                log.warning("The keys of %s were not fetched: %r", self.url, error)
            else:
                self._failed = False
                self._keys = keys
            self._asked_at = now

    async def _fetched(self) -> dict[str | None, jwt.PyJWK]:
        async with asyncio.timeout(FETCH_SECONDS), httpx.AsyncClient() as client:
            url = self._jwks_url
            if url is None:
                discovery = f"{self.url.rstrip('/')}/.well-known/openid-configuration"
                found = (await client.get(discovery)).raise_for_status().json()
                url = found["jwks_uri"]
                if found["issuer"] != self.url or not re.match(SECURE_URL, url):
                    raise ValueError("discovery of another issuer, or keys over plain HTTP")
            answer = (await client.get(url)).raise_for_status().json()
        return {
            key.key_id: key
            for key in jwt.PyJWKSet.from_dict(answer).keys
            if key.algorithm_name in ALGORITHMS and key.public_key_use in {None, "sig"}
        }
