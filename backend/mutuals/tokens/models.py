"""Service tokens as listed; a secret is shown once, when it is made."""

from datetime import datetime

from pydantic import BaseModel


class ServiceToken(BaseModel):
    """A service's token, without its secret."""

    id: str
    service: str
    created_at: datetime
    revoked_at: datetime | None


class ServiceTokens(BaseModel):
    """Every service token, the newest first."""

    items: list[ServiceToken]
