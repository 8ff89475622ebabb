"""Parameters of lists: a limit, and an opaque signed cursor to what follows."""

from typing import Annotated

from fastapi import Query

LONGEST_CURSOR = 8000
"""Characters; a cursor holds a name, and each of its characters may take 16."""

Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Cursor = Annotated[
    str | None,
    Query(
        max_length=LONGEST_CURSOR, description="`next` of the page before; leave it out to start."
    ),
]
