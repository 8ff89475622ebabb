"""Members: what a service sends, and the profile that a viewer sees."""

import re
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from mutuals.connections.models import Relation
from mutuals.members.contacts import Contact, ContactInput, Link
from mutuals.members.names import MemberId, NamedId

# Those of the last two ranges turn round what is written after them.
_control_character = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]").search


def plain_text(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise ValueError("is empty: leave the field out, or send null, to have none")
    if _control_character(text):
        raise ValueError("has control characters: send plain text of one line")
    return text


def plain_lines(text: str) -> str:
    """Tidies the ends of lines and of the whole; spaces within a line stay."""
    text = "\n".join(line.expandtabs(4).rstrip() for line in text.splitlines()).strip()
    if not text:
        raise ValueError("is empty: leave the field out, or send null, to have none")
    if _control_character(text.replace("\n", "")):
        raise ValueError("has control characters: send plain text")
    return text


def _once_each(names: list[str]) -> list[str]:
    spelled: dict[str, str] = {}
    for name in names:
        spelled.setdefault(name.casefold(), name)
    return list(spelled.values())


def _written_day(value: object) -> object:
    if isinstance(value, date) or (isinstance(value, str) and len(value) == len("YYYY-MM-DD")):
        return value
    raise ValueError("Send a day as YYYY-MM-DD.")  # Pydantic would take 0 for 1970-01-01


Day = Annotated[date, BeforeValidator(_written_day)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(plain_text)]
Headline = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(plain_text)]
About = Annotated[str, Field(min_length=1, max_length=5000), AfterValidator(plain_lines)]


class Period(BaseModel):
    """From a day to a day; an end that is left out is not reached yet."""

    started_on: Day | None = Field(None, examples=["1833-06-05"])
    ended_on: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValueError("ended_on is before started_on: swap them")
        return self


class PositionInput(Period):
    """Work at a company, which is known by its name."""

    model_config = ConfigDict(extra="forbid")

    company: Name
    title: Name | None = None


class SchoolInput(Period):
    """Studies at a school, which is known by its name."""

    model_config = ConfigDict(extra="forbid")

    school: Name
    degree: Name | None = None
    field: Name | None = None


class MemberChange(BaseModel):
    """What shall change: a field that is left out stays. Null removes a text or the contact
    details; a list replaces the whole list, and the empty one removes it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"headline": "Analyst", "skills": ["Mathematics"]}]},
    )

    name: Name | None = None
    headline: Headline | None = None
    about: About | None = None
    industry: Name | None = None
    location: Name | None = None
    positions: list[PositionInput] = Field(default_factory=list, max_length=100)
    schools: list[SchoolInput] = Field(default_factory=list, max_length=50)
    skills: list[Name] = Field(default_factory=list, max_length=200)
    interests: list[Name] = Field(default_factory=list, max_length=200)
    languages: Annotated[list[Name], AfterValidator(_once_each)] = Field(
        default_factory=list, max_length=50
    )
    links: list[Link] = Field(default_factory=list, max_length=20)
    contact: ContactInput | None = None


class NewMember(MemberChange):
    """A member to create. Without an id, one is made."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "id": "ada",
                    "name": "Ada Lovelace",
                    "headline": "Analyst at Analytical Engines",
                    "positions": [{"company": "Analytical Engines", "title": "Analyst"}],
                    "skills": ["Mathematics"],
                }
            ]
        },
    )

    id: MemberId | None = None


class MemberMade(BaseModel):
    """What is remembered of a member's making under an Idempotency-Key."""

    id: MemberId


class Position(BaseModel):
    """A position as shown: the company's id is what lists and paths are asked with."""

    company_id: NamedId
    company: str
    title: str | None
    started_on: date | None
    ended_on: date | None


class School(BaseModel):
    """A school as shown."""

    school_id: NamedId
    school: str
    degree: str | None
    field: str | None
    started_on: date | None
    ended_on: date | None


class Named(BaseModel):
    """A skill or an interest."""

    id: NamedId
    name: str


class Profile(BaseModel):
    """A member."""

    id: MemberId
    name: str | None
    headline: str | None
    about: str | None
    industry: str | None
    location: str | None
    positions: list[Position]
    schools: list[School]
    skills: list[Named]
    interests: list[Named]
    languages: list[str]
    links: list[str]
    contact: Contact | None = Field(
        description="Null where the member does not let the viewer see it."
    )


class ViewedProfile(Profile):
    """A member, and how the viewer is connected to them."""

    relation: Relation
    confirmed: bool = Field(
        True, description="False for who is known from imports alone, and is not here yet."
    )


class Lack(BaseModel):
    """What a profile lacks."""

    field: str = Field(description="Which part of the profile.", examples=["position_dates"])
    reason: str = Field(description="Why it would help, in words for the member.")
    weight: float = Field(gt=0, le=1, description="By how much more complete it makes the profile.")


class ProfileCheck(BaseModel):
    """How complete a profile is, and what it still lacks."""

    complete: float = Field(ge=0, le=1, description="1 when nothing is missing.")
    missing: list[Lack] = Field(description="What helps most first.")
