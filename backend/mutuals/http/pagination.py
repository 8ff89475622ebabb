"""Lists: a limit, and an opaque signed cursor to what follows."""

from typing import Annotated

from fastapi import Query

from mutuals.http.state import State

LONGEST_CURSOR = 8000
"""Characters; a cursor holds a name, and each of its characters may take 16."""

Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Cursor = Annotated[
    str | None,
    Query(
        max_length=LONGEST_CURSOR, description="`next` of the page before; leave it out to start."
    ),
]


def start_of(state: State, listing: str, cursor: str | None) -> list[str] | None:
    """The sort key after which the page starts; None for the first.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
    """
    return None if cursor is None else state.signer.after(listing, cursor)


def cursor_to(state: State, listing: str, after: list[str] | None) -> str | None:
    """The cursor to what follows; None on the last page."""
    return None if after is None else state.signer.cursor(listing, after)
