"""mutuals export member: all that is stored about a member, in a ZIP."""

from pathlib import Path
from typing import Annotated

import typer

from mutuals.cli.console import DataDir, err, settings_for, with_graph
from mutuals.errors import ExportFileError
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.own_data import queries
from mutuals.own_data.archive import archive


def member(
    member_id: Annotated[str, typer.Argument(help="Id of the member.", metavar="MEMBER")],
    file: Annotated[Path, typer.Argument(help="The ZIP to make; it must not be there yet.")],
    data_dir: DataDir = None,
) -> None:
    """Write all that is stored about a member into a ZIP, as the member gets it themselves."""

    async def work(graph: Graph) -> None:
        profile = await queries.get_profile(graph.reader, member_id)
        part = file.with_name(f"{file.name}.part")
        try:
            part.touch(mode=0o600)
            with part.open("wb") as written:
                async for data in archive(graph.reader, member_id, profile, utc_now()):
                    written.write(data)
            part.rename(file)
        finally:
            part.unlink(missing_ok=True)

    if file.exists():
        raise ExportFileError(f"{file} is there already: name another file, or delete it.")
    try:
        with_graph(settings_for(data_dir), work)
    except OSError as error:
        raise ExportFileError(
            f"{file} cannot be written ({error.strerror}): name another file."
        ) from error
    err.print(f"{file} has all that is stored about {member_id}.", markup=False)
