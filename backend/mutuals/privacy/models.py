"""Privacy: what members let others see and do, and whom they block."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from mutuals.connections.models import MemberSummary

Audience = Literal["only_me", "connections", "everyone"]
Askers = Literal["everyone", "second_degree", "nobody"]


class Privacy(BaseModel):
    """What a member lets others see and do."""

    connections_visible_to: Audience = Field(
        "connections", description="Who sees the member's connections on paths, by name."
    )
    requests_from: Askers = Field("everyone", description="Who may ask the member to connect.")
    contact_visible_to: Audience = Field(
        "connections", description="Who sees the contact details of the member's profile."
    )
    appears_as_connector: bool = Field(
        True, description="Whether paths offer the member as the one to ask for an introduction."
    )


class PrivacyChange(BaseModel):
    """What shall change: a field that is left out stays, null takes it back to its default."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"connections_visible_to": "only_me"}]}
    )

    connections_visible_to: Audience | None = None
    requests_from: Askers | None = None
    contact_visible_to: Audience | None = None
    appears_as_connector: StrictBool | None = None


class BlockedMember(MemberSummary):
    """A member whom the viewer has blocked."""

    since: datetime


class Blocks(BaseModel):
    """A page of the members whom the viewer has blocked, by name."""

    items: list[BlockedMember]
    next: str | None = Field(description="The cursor of the next page; null on the last.")
