"""The forms in which a LinkedIn export writes dates and times; times are taken to be UTC.

Each is read strictly: a day that does not exist, another month's language or another form is None.
"""

import re
from datetime import UTC, date, datetime

MONTHS = {
    name: number
    for number, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
    )
}
_MONTH = "|".join(MONTHS)

_day = re.compile(rf"(\d{{1,2}}) ({_MONTH}) (\d{{4}})", re.ASCII).fullmatch
_month = re.compile(rf"(?:({_MONTH}) )?(\d{{4}})", re.ASCII).fullmatch
_time = re.compile(r"(\d{4})([-/])(\d{2})\2(\d{2}) (\d{2}):(\d{2}):(\d{2}) UTC", re.ASCII).fullmatch
# Newer Javas put a narrow space of their own before AM and PM.
_short_time = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{2}), (\d{1,2}):(\d{2})[ \u00a0\u202f]([AP])M", re.ASCII
).fullmatch


def day(text: str) -> date | None:
    """`05 Mar 2024`, of connections."""
    found = _day(text)
    return _date(int(found[3]), MONTHS[found[2]], int(found[1])) if found else None


def month(text: str) -> date | None:
    """`Jan 2015` or `2015`, of positions and schools: its first day."""
    found = _month(text)
    return _date(int(found[2]), MONTHS[found[1]] if found[1] else 1, 1) if found else None


def time(text: str) -> datetime | None:
    """`2023-06-11 15:33:58 UTC` of messages, `2017/10/24 08:06:57 UTC` of endorsements."""
    found = _time(text)
    if not found:
        return None
    year, _, month_, day_, hour, minute, second = found.groups()
    return _datetime(int(year), int(month_), int(day_), int(hour), int(minute), int(second))


def short_time(text: str) -> datetime | None:
    """`5/5/26, 5:30 PM` of invitations, `01/19/13, 12:10 AM` of recommendations."""
    found = _short_time(text)
    if not found or not 1 <= int(found[4]) <= 12:
        return None
    hour = int(found[4]) % 12 + (12 if found[6] == "P" else 0)
    return _datetime(2000 + int(found[3]), int(found[1]), int(found[2]), hour, int(found[5]), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _datetime(*parts: int) -> datetime | None:
    year, month, day, hour, minute, second = parts
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
