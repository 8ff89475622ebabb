"""The people of an export: whom Connections.csv names, and what other files tell of the ties."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import overload

from mutuals.connections.strength import HALF_LIFE
from mutuals.members.names import named_id

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MOST_INTERACTIONS = 10_000
"""Of one person; a hundredth of them make a tie as active as it can be."""


def seconds(time: datetime) -> int:
    """A time as whole seconds, which is how exports tell it."""
    return (time - EPOCH) // SECOND


@dataclass(frozen=True)
class Interactions:
    """Interactions each way, as of the time of the last of them."""

    forward: float
    backward: float
    counted_at: datetime


@dataclass(slots=True)
class Person:
    """A row of Connections.csv, with what is told of the tie to them."""

    file: str
    line: int
    name: str
    company: str | None
    position: str | None
    profile_url: str | None
    email: str | None
    since: date | None
    identity_ids: list[str]
    """Of the profile's address, then of the email address, where they are there."""
    recommended: bool = False
    endorsements: int = 0
    number: int = 0
    """Of the order in which they were added."""
    # Of each interaction its time, and its weight: above 0 from the owner, below it back.
    _times: "array[int]" = field(default_factory=lambda: array("q"))
    _weights: "array[float]" = field(default_factory=lambda: array("d"))

    def interact(self, at: int, weight: float, *, from_owner: bool) -> None:
        """Note something that one did with the other, at a time in seconds."""
        self._times.append(at)
        self._weights.append(weight if from_owner else -weight)
        if len(self._times) > 2 * MOST_INTERACTIONS:
            # The others would add nothing that can be seen.
            latest = sorted(zip(self._times, self._weights, strict=True))[-MOST_INTERACTIONS:]
            self._times = array("q", [time for time, _ in latest])
            self._weights = array("d", [weight for _, weight in latest])

    def interactions(self, after: datetime | None = None) -> Interactions | None:
        """All interactions later than a time, faded to the last; the same whatever their order."""
        start = seconds(after) if after else None
        found = sorted(
            (time, weight)
            for time, weight in zip(self._times, self._weights, strict=True)
            if start is None or time > start
        )
        if not found:
            return None
        last, half_life = found[-1][0], HALF_LIFE // SECOND
        forward = backward = 0.0
        for time, weight in found:
            faded = weight * 0.5 ** ((last - time) / half_life)
            if faded > 0:
                forward += faded
            else:
                backward -= faded
        return Interactions(forward, backward, EPOCH + last * SECOND)


class People:
    """The people by what they are known under."""

    def __init__(self) -> None:
        self._people: list[Person] = []
        self._by_identity: dict[str, Person] = {}
        self._by_employment: dict[tuple[str, str], Person | None] = {}

    def __len__(self) -> int:
        return len(self._people)

    @overload
    def __getitem__(self, number: int) -> Person: ...
    @overload
    def __getitem__(self, number: slice) -> list[Person]: ...
    def __getitem__(self, number: int | slice) -> Person | list[Person]:
        return self._people[number]

    def __iter__(self) -> Iterator[Person]:
        return iter(self._people)

    def add(self, person: Person) -> None:
        """Add one whose addresses are nobody's yet."""
        person.number = len(self._people)
        self._people.append(person)
        for identity_id in person.identity_ids:
            self._by_identity[identity_id] = person
        if person.company:
            key = _employment(person.name, person.company)
            self._by_employment[key] = None if key in self._by_employment else person

    def known_under(self, identity_id: str | None) -> Person | None:
        return self._by_identity.get(identity_id) if identity_id else None

    def employed(self, name: str, company: str) -> Person | None:
        """Who alone has this name at this company."""
        return self._by_employment.get(_employment(name, company)) if name and company else None


def _employment(name: str, company: str) -> tuple[str, str]:
    return named_id(name), named_id(company)
