"""Times of events: instants, and the time zone in which those who come read them."""

from datetime import UTC, datetime
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field

YEARS = range(1970, 2200)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("is no time zone: send an IANA name such as Europe/Berlin")
    return name


def _written_moment(value: object) -> object:
    if isinstance(value, datetime) or (isinstance(value, str) and "T" in value.upper()):
        return value
    # Pydantic would take 0 for 1970-01-01, and a day for its midnight.
    raise ValueError("Send a time such as 2026-05-01T18:30:00Z.")


def _in_seconds(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError(f"is not between {YEARS.start} and {YEARS.stop}")
    return moment.replace(microsecond=0)


def _instant(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("has no offset: send a time such as 2026-05-01T18:30:00Z")
    return moment.astimezone(UTC)


TimeZone = Annotated[
    str,
    Field(max_length=64, examples=["Europe/Berlin"], description="An IANA name."),
    AfterValidator(_known_zone),
]
Moment = Annotated[datetime, BeforeValidator(_written_moment), AfterValidator(_in_seconds)]
"""A time with an offset, or without one: then of a time zone that stands beside it."""
Instant = Annotated[Moment, AfterValidator(_instant)]


def instant(moment: datetime, zone: str) -> datetime:
    """The time in UTC; without an offset it is local time in the zone, the first of two where
    clocks go back.

    Raises:
        ValueError: clocks go forward over it.
    """
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    found = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != moment:
        raise ValueError(f"does not exist in {zone}, where clocks go forward: send another time")
    return found
