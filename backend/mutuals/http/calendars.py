"""Answers that are iCalendar files."""

from typing import Any

from fastapi import Response


class CalendarResponse(Response):
    """An iCalendar file."""

    media_type = "text/calendar"


CALENDAR: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}
}
