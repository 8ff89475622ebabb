"""The demo network's facts: companies, members with whole careers, connections, and their life.

What happens lately has an age, so that it is lately whenever the network is loaded.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
    """Two members, the smaller id first, and when they connected, in UTC; what they did with each
    other lately, from the smaller to the greater and back, counts as the strength of a tie does."""

    smaller_id: str
    greater_id: str
    since: datetime
    forward: float = 0.0
    backward: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """A group that anybody may join; its owner comes first."""

    id: str
    name: str
    description: str
    age: timedelta
    member_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An event, past or to come, with who comes; its organiser is the first of them."""

    id: str
    title: str
    place: str
    starts_in: timedelta
    member_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a member thinks of a post."""

    member_id: str
    kind: str
    age: timedelta


@dataclass(frozen=True, slots=True)
class Comment:
    """What a member says to a post."""

    id: str
    member_id: str
    text: str
    age: timedelta


@dataclass(frozen=True, slots=True)
class Post:
    """A post with all that came of it; a share has what it shares."""

    id: str
    author_id: str
    kind: str
    audience: str
    text: str
    age: timedelta
    topics: tuple[str, ...] = ()
    link: str | None = None
    group_id: str | None = None
    shared_id: str | None = None
    reactions: tuple[Reaction, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Endorsement:
    """A connection's word for a skill."""

    endorser_id: str
    member_id: str
    skill: str


@dataclass(frozen=True)
class DemoNetwork:
    """Everything that `generate` made."""

    companies: tuple[Company, ...]
    members: tuple[Member, ...]
    connections: tuple[Connection, ...] = ()
    groups: tuple[Group, ...] = ()
    events: tuple[Event, ...] = ()
    posts: tuple[Post, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
