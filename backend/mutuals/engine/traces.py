"""Whether the embedded store still holds traces of members who were erased.

Neo4j marks what is deleted as free and leaves its bytes in the store, its indexes and its
transaction logs. A file beside the store says that such bytes may be there, until the store is
rewritten.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from mutuals.engine.lifecycle import home_of
from mutuals.settings import Settings


@contextmanager
def leaving_traces(settings: Settings) -> Iterator[None]:
    """Note that a member is erased inside the block, so that the store is rewritten.

    Noted before, for a process may be killed in the middle; and after, for the store may be
    rewritten while the block waits for its engine.
    """
    _note(settings)
    yield
    _note(settings)


def _note(settings: Settings) -> None:
    home = home_of(settings)
    if settings.neo4j_uri is None and home.folder.exists():
        home.traces.touch()
