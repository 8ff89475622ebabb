"""What a backup says of itself, and what making and restoring one answer."""

from datetime import datetime

from pydantic import BaseModel, Field


class Contents(BaseModel):
    """How much a graph holds, without what the migrations note."""

    nodes: int
    relationships: int
    members: int


class Manifest(BaseModel):
    """What a backup says of itself, beside Neo4j's dump."""

    engine: str = Field(description="Version of the Neo4j that wrote the store.")
    mutuals: str = Field(description="Version of the Mutuals that made the backup.")
    created_at: datetime
    contents: Contents
    files: dict[str, str] = Field(description="SHA-256 of each of the store's files.")


class BackupReport(BaseModel):
    """A backup that was made, or restored, and read back."""

    file: str
    bytes: int
    created_at: datetime
    engine: str
    contents: Contents
    seconds: float
