"""How often one caller may ask: counted in this process, or in a Redis that several share."""

import asyncio
import hashlib
import ipaddress
import logging
import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from fastapi import Request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import RedisStorage, Storage
from limits.aio.strategies import FixedWindowRateLimiter
from limits.errors import StorageError

from mutuals.errors import SettingsError, TooManyRequestsError
from mutuals.settings import Settings

if TYPE_CHECKING:
    from redis.asyncio import ConnectionPool

log = logging.getLogger(__name__)

SIGN_IN_MINUTES = 15
REDIS_SECONDS = 0.25
"""As long may a request wait for Redis, which answers in a thousandth of that."""
REDIS_REST_SECONDS = 10.0
"""After a failure, how long each process counts for itself before it asks Redis again."""
SWEEP_SECONDS = 5.0


class MemoryCounters(Storage):
    """Counts in this process. The library's own looks at every counter at each hit."""

    STORAGE_SCHEME = None

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self._now = now
        self._counts: dict[str, tuple[int, float]] = {}
        self._swept_at = now()

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    async def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = self._now()
        if now - self._swept_at >= SWEEP_SECONDS:
            self._swept_at = now
            self._counts = {key: kept for key, kept in self._counts.items() if kept[1] > now}
        count, ends_at = self._counts.get(key, (0, 0.0))
        if ends_at <= now:
            count, ends_at = 0, now + expiry
        self._counts[key] = (count + amount, ends_at)
        return count + amount

    async def get(self, key: str) -> int:
        count, ends_at = self._counts.get(key, (0, 0.0))
        return count if ends_at > self._now() else 0

    async def get_expiry(self, key: str) -> float:
        return self._counts.get(key, (0, self._now()))[1]

    async def check(self) -> bool:
        return True

    async def reset(self) -> int | None:
        found = len(self._counts)
        self._counts.clear()
        return found

    async def clear(self, key: str) -> None:
        self._counts.pop(key, None)


class RateLimits:
    """The limits of the settings; one for the process."""

    def __init__(self, settings: Settings, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._memory = FixedWindowRateLimiter(MemoryCounters(now))
        self._pool = _redis_pool(settings)
        self._redis = None
        if self._pool is not None:
            self._redis = FixedWindowRateLimiter(
                RedisStorage(
                    "async+redis://",
                    wrap_exceptions=True,
                    implementation="redispy",
                    **cast(dict[str, Any], {"connection_pool": self._pool}),
                )
            )
        self._redis_is_away = False
        self._redis_rests_until = 0.0
        minute, sign_in = 1, SIGN_IN_MINUTES
        self._of_caller = _item(settings.requests_a_minute, minute)
        self._of_address = _item(settings.requests_a_minute_from_address, minute)
        self._sign_ins = _item(settings.sign_in_attempts, sign_in)
        self._sign_ins_from_address = _item(settings.sign_in_attempts_from_address, sign_in)

    async def count_caller(self, caller: str) -> None:
        """One more request of a caller whose token is good.

        Raises:
            TooManyRequestsError: it is one too many.
        """
        await self._count(self._of_caller, "caller", caller, "Too many requests in a minute")

    async def count_address(self, request: Request) -> None:
        """One more request without a good token, by the address it came from.

        Raises:
            TooManyRequestsError: it is one too many.
        """
        said = "Too many requests without a good token from this address"
        await self._count(self._of_address, "address", address_of(request), said)

    async def count_sign_in(self, request: Request, name: str) -> None:
        """One more try of a password, by whose it is and by the address it came from.

        Raises:
            TooManyRequestsError: it is one too many.
        """
        said = "Too many attempts to sign in"
        await self._count(self._sign_ins_from_address, "sign-in", address_of(request), said)
        # A counter's name may reach Redis; an email address need not.
        digest = hashlib.sha256(name.encode()).hexdigest()
        await self._count(self._sign_ins, "sign-in", digest, said)

    async def close(self) -> None:
        """Let go of Redis."""
        if self._pool is not None:
            await self._pool.disconnect()

    async def _count(self, item: RateLimitItem | None, kind: str, caller: str, said: str) -> None:
        if item is None:
            return
        now = self._now()
        if self._redis is not None and now >= self._redis_rests_until:
            try:
                async with asyncio.timeout(REDIS_SECONDS):
                    await self._count_by(self._redis, time.time(), item, kind, caller, said)
            except (StorageError, TimeoutError):
                self._redis_rests_until = now + REDIS_REST_SECONDS
                if not self._redis_is_away:
                    self._redis_is_away = True
                    log.warning("Redis does not count requests: this process counts for itself.")
            else:
                self._redis_is_away = False
                return
        await self._count_by(self._memory, now, item, kind, caller, said)

    async def _count_by(
        self,
        limiter: FixedWindowRateLimiter,
        now: float,
        item: RateLimitItem,
        kind: str,
        caller: str,
        said: str,
    ) -> None:
        if await limiter.hit(item, kind, caller):
            return
        ends_at = (await limiter.get_window_stats(item, kind, caller)).reset_time
        seconds = min(max(math.ceil(ends_at - now), 1), item.get_expiry())
        raise TooManyRequestsError(f"{said}: try again in {seconds} s.", seconds)


def address_of(request: Request) -> str:
    """Where a request came from; of IPv6 the network, for a host has all of its addresses."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _item(amount: int, minutes: int) -> RateLimitItem | None:
    return RateLimitItemPerMinute(amount, minutes, namespace="mutuals") if amount else None


def _redis_pool(settings: Settings) -> "ConnectionPool | None":
    if settings.rate_limit_url is None:
        return None
    try:
        from redis.asyncio import ConnectionPool
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff
    except ImportError as error:
        raise SettingsError(
            "MUTUALS_RATE_LIMIT_URL needs the Redis client: install mutuals[redis]."
        ) from error
    try:
        return ConnectionPool.from_url(
            settings.rate_limit_url.get_secret_value(),
            retry=Retry(NoBackoff(), 0),
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
        )
    except ValueError:  # its text may have the URL, and that has the password
        raise SettingsError(
            "MUTUALS_RATE_LIMIT_URL is not an address of Redis: write redis://HOST:6379/0."
        ) from None
