"""The demo network's facts: invented companies, members with whole careers, connections."""

from dataclasses import dataclass
from datetime import date, datetime

FEWEST_MEMBERS = 50


@dataclass(frozen=True, slots=True)
class Company:
    """Someone to work for, in one industry and with one home city."""

    name: str
    industry: str
    location: str
    founded_on: date


@dataclass(frozen=True, slots=True)
class Position:
    """A title held at a company from a day until a day; the current one has no end."""

    company: str
    title: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Study:
    """A degree at a school."""

    school: str
    degree: str
    field: str
    started_on: date
    ended_on: date


@dataclass(frozen=True, slots=True)
class Member:
    """One profile: positions and schools oldest first."""

    id: str
    name: str
    headline: str
    industry: str
    location: str
    positions: tuple[Position, ...]
    schools: tuple[Study, ...]
    skills: tuple[str, ...]
    interests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """Two members, the smaller id first, and when they connected, in UTC."""

    smaller_id: str
    greater_id: str
    since: datetime


@dataclass(frozen=True)
class DemoNetwork:
    """Everything that `generate` made."""

    companies: tuple[Company, ...]
    members: tuple[Member, ...]
    connections: tuple[Connection, ...]
