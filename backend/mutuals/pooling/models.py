"""Unconfirmed members as they are read, and what members share of their imports in a group."""

from typing import Literal

from pydantic import BaseModel, Field

from mutuals.connections.models import MemberSummary, Relation
from mutuals.members.contacts import Contact
from mutuals.members.models import Position, ViewedProfile
from mutuals.members.names import ID_PATTERN, MemberId


def headline(position: str | None, company: str | None) -> str | None:
    """What stands under an unconfirmed member's name: all that an import has of their work."""
    return f"{position} at {company}" if position and company else position or company


class Person(BaseModel):
    """An unconfirmed member, as the viewer may see them."""

    id: MemberId
    name: str | None
    company_id: str | None
    company: str | None
    position: str | None
    profile_url: str | None
    email: str | None
    degree: Literal[1, 2]
    mutual_count: int

    def relation(self) -> Relation:
        return Relation(member_id=self.id, degree=self.degree, mutual_count=self.mutual_count)

    def profile(self) -> ViewedProfile:
        """As a profile; what no import has is empty."""
        positions = []
        if self.company_id is not None and self.company is not None:
            positions.append(
                Position(
                    company_id=self.company_id,
                    company=self.company,
                    title=self.position,
                    started_on=None,
                    ended_on=None,
                )
            )
        return ViewedProfile(
            id=self.id,
            name=self.name,
            headline=headline(self.position, self.company),
            about=None,
            industry=None,
            location=None,
            positions=positions,
            schools=[],
            skills=[],
            interests=[],
            languages=[],
            links=[] if self.profile_url is None else [self.profile_url],
            contact=None if self.email is None else Contact(email=self.email, phone=None),
            relation=self.relation(),
            confirmed=False,
        )


class ImportSharing(BaseModel):
    """Who shares their imports in a group, and what the viewer sees through them."""

    group_id: str = Field(pattern=ID_PATTERN)
    shares: bool = Field(description="Whether the viewer shares theirs.")
    member_count: int = Field(ge=0, description="How many others share theirs.")
    members: list[MemberSummary] = Field(description="Some of them, by name.")
    gained: int = Field(
        ge=0,
        description="How many people the viewer sees through them whom the viewer has neither "
        "imported nor is connected to; 0 for who does not share.",
    )
