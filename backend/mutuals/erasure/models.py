"""Erasure: what a member is answered who asked for it."""

from datetime import datetime

from pydantic import BaseModel, Field


class Erasure(BaseModel):
    """When the viewer will be erased."""

    erase_at: datetime | None = Field(description="Null where the viewer has not asked for it.")
