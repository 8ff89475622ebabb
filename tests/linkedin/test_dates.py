"""Dates and times in each form of the export, strictly."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutuals.linkedin import dates

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
times = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda time: time.replace(microsecond=0)
)


@given(days)
def test_a_day(day: date) -> None:
    assert dates.day(f"{day.day:02} {MONTHS[day.month - 1]} {day.year}") == day


@given(days)
def test_a_month(day: date) -> None:
    assert dates.month(f"{MONTHS[day.month - 1]} {day.year}") == day.replace(day=1)
    assert dates.month(f"{day.year}") == day.replace(month=1, day=1)


@given(times)
def test_a_time(time: datetime) -> None:
    assert dates.time(f"{time:%Y-%m-%d %H:%M:%S} UTC") == time
    assert dates.time(f"{time:%Y/%m/%d %H:%M:%S} UTC") == time


@given(times, st.sampled_from([" ", "\u202f"]), st.booleans())
def test_a_short_time(time: datetime, space: str, padded: bool) -> None:
    half = "AM" if time.hour < 12 else "PM"
    hour, minute = (time.hour + 11) % 12 + 1, f"{time.minute:02}"
    day = f"{time:%m/%d/%y}" if padded else f"{time.month}/{time.day}/{time:%y}"
    expected = time - timedelta(seconds=time.second)
    assert dates.short_time(f"{day}, {hour}:{minute}{space}{half}") == expected


def test_the_forms_of_real_exports() -> None:
    assert dates.day("05 Mar 2024") == date(2024, 3, 5)
    assert dates.short_time("5/5/26, 5:30 PM") == datetime(2026, 5, 5, 17, 30, tzinfo=UTC)
    assert dates.short_time("01/19/13, 12:10 AM") == datetime(2013, 1, 19, 0, 10, tzinfo=UTC)
    assert dates.time("2023-06-11 15:33:58 UTC") == datetime(2023, 6, 11, 15, 33, 58, tzinfo=UTC)
    assert dates.month("Jan 2015") == date(2015, 1, 1)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    for read in (dates.day, dates.month, dates.time, dates.short_time):
        assert read(text) is None or any(character.isdigit() for character in text)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (dates.day, "31 Feb 2024"),
        (dates.day, "05 März 2024"),
        (dates.day, "05 mar 2024"),
        (dates.day, "2024-03-05"),
        (dates.day, "05 Mar 0000"),
        (dates.day, "\u0660\u0665 Mar 2024"),
        (dates.month, "Jan 15"),
        (dates.time, "2023-06-11 15:33:58"),
        (dates.time, "2023-06/11 15:33:58 UTC"),
        (dates.time, "2023-06-11 25:33:58 UTC"),
        (dates.short_time, "13/5/26, 5:30 PM"),
        (dates.short_time, "5/5/26, 17:30 PM"),
        (dates.short_time, "5/5/26, 0:30 AM"),
        (dates.short_time, "5/5/2026, 5:30 PM"),
    ],
)
def test_what_is_no_such_date(read, text: str) -> None:  # type: ignore[no-untyped-def]
    assert read(text) is None
