"""iCalendar files: read back by the library, and right where clocks change."""

from datetime import UTC, datetime, timedelta

import httpx
import icalendar
import pytest
from tests.groups.grouping import ask, made
from tests.network import write_network

from mutuals.events.calendar import calendar_file
from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def _network(empty_server: Server) -> None:
    write_network(empty_server, [], ["ada", "grace"])


def entry_of(api: httpx.Client, who: str, event_id: str) -> icalendar.Event:
    answer = ask(api, who, f"GET /v1/events/{event_id}/calendar")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    [entry] = icalendar.Calendar.from_ical(answer.content).events
    return entry


def times_of(file: bytes) -> tuple[datetime, datetime]:
    [entry] = icalendar.Calendar.from_ical(file).events
    assert isinstance(entry.start, datetime)
    assert isinstance(entry.end, datetime)
    return entry.start.astimezone(UTC), entry.end.astimezone(UTC)


def test_an_event_is_read_back(api: httpx.Client) -> None:
    event_id = made(
        api,
        "ada",
        "events",
        title="Tea; or coffee, as you like",
        description="Bring\na cup",
        starts_at="2099-07-01T18:30:00",
        ends_at="2099-07-01T20:00:00",
        time_zone="Europe/Berlin",
        place="Café Babbage",
        link="https://example.org/talk",
    )
    entry = entry_of(api, "grace", event_id)
    assert entry.uid == f"{event_id}@mutuals"
    assert entry["SUMMARY"] == "Tea; or coffee, as you like"
    assert entry["DESCRIPTION"] == "Bring\na cup"
    assert (entry["LOCATION"], entry["URL"]) == ("Café Babbage", "https://example.org/talk")
    assert isinstance(entry.start, datetime)
    assert entry.start.astimezone(UTC) == datetime(2099, 7, 1, 16, 30, tzinfo=UTC)
    assert str(entry.start.tzinfo) == "Europe/Berlin"
    assert (entry["SEQUENCE"], entry["STATUS"]) == (0, "CONFIRMED")


def test_a_change_and_the_end_take_the_place_of_what_was(api: httpx.Client) -> None:
    event_id = made(
        api,
        "ada",
        "events",
        title="Tea",
        starts_at="2099-07-01T18:30:00",
        ends_at="2099-07-01T20:00:00",
        time_zone="Europe/Berlin",
    )
    ask(api, "ada", f"PATCH /v1/events/{event_id}", {"title": "Coffee"})
    ask(api, "ada", f"DELETE /v1/events/{event_id}")
    entry = entry_of(api, "grace", event_id)
    assert (entry["SUMMARY"], entry["SEQUENCE"], entry["STATUS"]) == ("Coffee", 2, "CANCELLED")


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 25, 1, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 8, 7, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 11, 1, 6, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),
        ("UTC", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ],
)
def test_times_are_right_where_clocks_change(zone: str, change: datetime) -> None:
    """Events of three hours that start in every half hour around it."""
    for half_hours in range(-10, 10):
        starts_at = change + timedelta(minutes=30 * half_hours)
        file = calendar_file(
            uid="talk",
            title="Talk",
            description=None,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3),
            time_zone=zone,
            place=None,
            link=None,
            sequence=0,
            changed_at=change,
            cancelled=False,
        )
        assert times_of(file) == (starts_at, starts_at + timedelta(hours=3))
