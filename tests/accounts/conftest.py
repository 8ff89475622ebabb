"""Accounts over HTTP, on an API whose clock the tests move."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from tests.conftest import SECRET, served

from mutuals.graph.opening import utc_now
from mutuals.settings import Settings

PASSWORD = "a long sentence is easy to keep"
ADA = {"email": "ada@example.com", "password": PASSWORD, "name": "Ada", "member_id": "ada"}


class MovedClock:
    """The time, and whatever a test adds to it."""

    ahead = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def configured(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    """The settings of the API; a test's own come by indirect parametrisation."""
    own = getattr(request, "param", {})
    return Settings.model_validate(settings.model_dump() | {"secret": SECRET} | own)


@pytest.fixture
def own_api(api: httpx.Client, configured: Settings, clock: MovedClock) -> Iterator[httpx.Client]:
    """A client of an API of the test's own, with the clock and the configured settings."""
    del api  # its schema
    with served(configured, clock) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def signed_in(
    api: httpx.Client, email: str = ADA["email"], password: str = PASSWORD
) -> httpx.Response:
    form = {"grant_type": "password", "username": email, "password": password}
    return api.post("/v1/auth/token", data=form)


def renewed(api: httpx.Client, refresh_token: str) -> httpx.Response:
    return api.post("/v1/auth/refresh", json={"refresh_token": refresh_token})


def bearer(tokens: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens['access_token']}"}
