"""Who a token stands for, and service tokens as listed; a secret is shown once, when it is made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from pydantic import BaseModel, Field

Role = Literal["member", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)

Scope = Literal[
    "viewer:read",
    "viewer:write",
    "members:write",
    "connections:write",
    "metrics:read",
    "analytics:read",
    "accounts:write",
]
SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True)
class Identity:
    """The member whom a token belongs to, and their role when it was issued."""

    member_id: str
    role: Role


@dataclass(frozen=True)
class TokenHolder:
    """The service whom a token belongs to, and what it may do with it."""

    token_id: str
    service: str
    scopes: frozenset[str]


class ServiceToken(BaseModel):
    """A service's token, without its secret."""

    id: str
    service: str
    scopes: list[Scope] = Field(description="What the service may do with it.")
    created_at: datetime
    revoked_at: datetime | None


class ServiceTokens(BaseModel):
    """Every service token, the newest first."""

    items: list[ServiceToken]
