"""iCalendar files (RFC 5545), for the calendar of whoever comes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

PRODUCT = "-//Mutuals//Mutuals//EN"
YEAR = timedelta(days=366)


def calendar_file(
    *,
    uid: str,
    title: str,
    description: str | None,
    starts_at: datetime,
    ends_at: datetime,
    time_zone: str,
    place: str | None,
    link: str | None,
    sequence: int,
    changed_at: datetime,
    cancelled: bool,
) -> bytes:
    """A calendar with one entry, in its time zone with the rules of that zone.

    A later file of the same uid, with a greater sequence, takes the place of an earlier one.
    """
    starts_at, ends_at = _local(starts_at, ends_at, time_zone)
    entry = icalendar.Event.new(
        uid=f"{uid}@mutuals",
        summary=title,
        description=description,
        start=starts_at,
        end=ends_at,
        location=place or link,
        url=link,
        sequence=sequence,
        stamp=changed_at,
        last_modified=changed_at,
        status=icalendar.STATUS.CANCELLED if cancelled else icalendar.STATUS.CONFIRMED,
    )
    calendar = icalendar.Calendar.new(prodid=PRODUCT, method="PUBLISH", subcomponents=[entry])
    calendar.add_missing_timezones(starts_at.date() - YEAR, ends_at.date() + YEAR)
    return bytes(calendar.to_ical())


def _local(starts_at: datetime, ends_at: datetime, time_zone: str) -> tuple[datetime, datetime]:
    zone = ZoneInfo(time_zone)
    local = starts_at.astimezone(zone), ends_at.astimezone(zone)
    if any(moment.fold for moment in local):
        # The second of two hours where clocks go back: a calendar would take it for the first.
        return starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    return local
