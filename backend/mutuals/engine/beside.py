"""A store that is made beside the data folder's own, and takes its place once it is proved."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from mutuals.engine.failures import folder_problems_named
from mutuals.engine.home import NEO4J_VERSION, EngineHome, write_whole
from mutuals.engine.lifecycle import home_of, stop
from mutuals.settings import Settings


@contextmanager
def store_beside(settings: Settings) -> Iterator[Settings]:
    """Settings of an engine whose store is empty and beside the one of `settings`, with its
    password; deleted at the end. To be used by whoever holds the store at rest.

    Raises:
        EngineError: the folder cannot be used.
    """
    home = home_of(settings)
    beside = settings.model_copy(
        update={"data_dir": home.beside, "engine_port": 0, "neo4j_uri": None}
    )
    made = home_of(beside)
    with folder_problems_named(home.folder, "--data-dir"):
        shutil.rmtree(home.beside, ignore_errors=True)  # of one that was cut short
        made.folder.mkdir(mode=0o700, parents=True)
        if home.password.exists():
            write_whole(made.password, home.password.read_text())
    try:
        yield beside
    finally:
        stop(beside)
        shutil.rmtree(home.beside, ignore_errors=True)


def take_place(home: EngineHome, made: EngineHome) -> None:
    """Put the store that was made in place of the present one, which is deleted. Both are at rest.

    Cut short, it leaves either store whole: the next start puts the present one back.

    Raises:
        EngineError: the folder cannot be used.
    """
    with folder_problems_named(home.folder, "--data-dir"):
        shutil.rmtree(home.store_before, ignore_errors=True)
        if made.password.exists():
            write_whole(home.password, made.password.read_text())
        write_whole(home.version, NEO4J_VERSION)
        if home.store.exists():
            home.store.rename(home.store_before)
        made.store.rename(home.store)
        shutil.rmtree(home.store_before, ignore_errors=True)
