"""Opens an export, a ZIP file or a folder, and finds the files that have a use by their names.

Nothing of it is unpacked to disk and no path in it is followed: names are only compared. What a
hostile file could make of a small upload is bounded before anything is read.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from mutuals.errors import ImportFileError

MOST_FILES = 10_000
LARGEST_DIRECTORY = 8 << 20
"""Bytes of the ZIP's own list of files."""
LARGEST_EXPORT = 512 << 20
"""Bytes of all files that are read, unpacked."""
HIGHEST_RATIO = 100
"""So many times its packed size may a file have, if it is larger than 1 MiB."""
SMALL = 1 << 20


class Kind(StrEnum):
    """What a file of the export holds; in the order in which they are read."""

    CONNECTIONS = "Connections"
    INVITATIONS = "Invitations"
    MESSAGES = "messages"
    ENDORSEMENTS_RECEIVED = "Endorsement_Received_Info"
    ENDORSEMENTS_GIVEN = "Endorsement_Given_Info"
    RECOMMENDATIONS_RECEIVED = "Recommendations_Received"
    RECOMMENDATIONS_GIVEN = "Recommendations_Given"
    PROFILE = "Profile"
    POSITIONS = "Positions"
    EDUCATION = "Education"
    SKILLS = "Skills"
    LANGUAGES = "Languages"
    SHARES = "Shares"
    COMMENTS = "Comments"
    REACTIONS = "Reactions"
    EVENTS = "Events"
    COMPANY_FOLLOWS = "Company Follows"


@dataclass(frozen=True)
class ExportFile:
    """One file of the export, its name without folders, and its size unpacked."""

    kind: Kind
    name: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Export:
    """The files that have a use, in the order of their kinds, and how many have none."""

    files: list[ExportFile]
    unused: int

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


def kind_of(name: str) -> Kind | None:
    """By a file's name, whatever its case, spaces, underscores, or `_<id>` or ` (1)` at its end."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or suffix.lower() != "csv":
        return None
    stem = re.sub(r"\s*\(\d+\)$", "", stem)
    without_id = re.sub(r"[_ -](?=[A-Za-z0-9-]*\d)[A-Za-z0-9-]+$", "", stem)
    return _KINDS.get(_plain(stem)) or _KINDS.get(_plain(without_id))


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).casefold()


_KINDS = {_plain(kind): kind for kind in Kind}


@contextmanager
def opened_export(path: Path) -> Iterator[Export]:
    """Open an export for the length of the block.

    Raises:
        ImportFileError: it is missing, no ZIP, encrypted, damaged, too large, or no export.
    """
    with ExitStack() as stack:
        try:
            if path.is_dir():
                export = _checked(_files_in_folder(path))
            else:
                _check_directory(path)
                archive = stack.enter_context(zipfile.ZipFile(path))
                export = _checked(_files_in_zip(archive))
        except FileNotFoundError as error:
            raise ImportFileError(f"{path} does not exist: check the name.") from error
        except zipfile.BadZipFile as error:
            raise _damaged() from error
        except OSError as error:
            raise ImportFileError(
                f"The export cannot be read ({error.strerror}): copy it."
            ) from error
        yield export


@contextmanager
def reading_errors() -> Iterator[None]:
    """Say in words what is wrong with a ZIP that breaks off while it is read.

    Raises:
        ImportFileError: the data are damaged.
    """
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _damaged() from error


def _damaged() -> ImportFileError:
    return ImportFileError(
        "This is no ZIP file, or a damaged one: take the one that LinkedIn sent, as it is."
    )


def _check_directory(path: Path) -> None:
    """Look at the end of the file, for zipfile would read a list of any length."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - (1 << 16) - 22))
        tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < 22:
        raise _damaged()
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    large = tail[max(0, at - 20) : at].startswith(
        b"PK\6\7"
    )  # its own list is elsewhere, and longer
    if large or count > MOST_FILES or length > LARGEST_DIRECTORY:
        raise ImportFileError(f"The ZIP file has over {MOST_FILES:,} files: it is no export.")


def _files_in_zip(archive: zipfile.ZipFile) -> Iterator[ExportFile | None]:
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        name = PurePosixPath(entry.filename.replace("\\", "/")).name
        kind = kind_of(name)
        if kind is None:
            yield None
            continue
        if entry.flag_bits & 0x1:
            raise ImportFileError("The ZIP file is encrypted: unpack it, and pack it without.")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ImportFileError(f"{name} is packed in a way that is not read: pack it as ZIP.")
        if entry.file_size > SMALL and entry.file_size > HIGHEST_RATIO * entry.compress_size:
            raise ImportFileError(
                f"{name} unpacks to over {HIGHEST_RATIO} times its size: it is no export."
            )
        yield ExportFile(kind, name, entry.file_size, _zip_opener(archive, entry))


def _zip_opener(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def opener() -> BinaryIO:
        with reading_errors():
            return archive.open(entry)  # type: ignore[return-value]

    return opener


def _files_in_folder(folder: Path) -> Iterator[ExportFile | None]:
    for number, path in enumerate(sorted(folder.rglob("*"))):
        if number >= MOST_FILES:
            raise ImportFileError(f"{folder} has over {MOST_FILES:,} files: name the export's.")
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            continue
        kind = kind_of(path.name)
        if kind is None:
            yield None
        else:
            yield ExportFile(kind, path.name, found.st_size, _file_opener(path))


def _file_opener(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _checked(found: Iterator[ExportFile | None]) -> Export:
    files, unused = [], 0
    for file in found:
        if file is None:
            unused += 1
        else:
            files.append(file)
    if not files:
        raise ImportFileError(
            "There is no file of a LinkedIn export in it, such as Connections.csv: "
            "take the ZIP file that LinkedIn sent."
        )
    export = Export(sorted(files, key=lambda file: [*Kind].index(file.kind)), unused)
    if export.size > LARGEST_EXPORT:
        raise ImportFileError(
            f"The export unpacks to over {LARGEST_EXPORT >> 20:,} MiB: take out what is so large."
        )
    return export
