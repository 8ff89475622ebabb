"""How fast a LinkedIn export is imported: 10,000 connections and 50,000 messages, twice.

    uv run --extra embedded python -m bench.linkedin

On an engine of its own, in a temporary folder. Both runs are the same file: the first creates, the
second finds nothing to change.
"""

import asyncio
import csv
import io
import random
import tempfile
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from mutuals.graph.opening import new_id, opened, utc_now
from mutuals.linkedin.archive import opened_export
from mutuals.linkedin.commands import import_export
from mutuals.linkedin.models import ImportReport
from mutuals.settings import Settings

PEOPLE, MESSAGES = 10_000, 50_000
SEED = 3
PROFILE = "https://www.linkedin.com/in/"


def write_export(path: Path) -> None:
    """The ZIP file; messages go each way by turns, over the year before."""
    rng, now = random.Random(SEED), utc_now()
    columns = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    connections = [columns.split(",")]
    for number in range(PEOPLE):
        email = f"p{number}@example.org" if number % 3 == 0 else ""
        row = [f"F{number}", f"L{number}", f"{PROFILE}p-{number}", email]
        connections.append([*row, f"Company {number % 300}", "Engineer", "05 Mar 2024"])
    columns = "FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER"
    messages = [columns.split(",")]
    for number in range(MESSAGES):
        ends = [["Ada", f"{PROFILE}ada"], ["Other", f"{PROFILE}p-{rng.randrange(PEOPLE)}"]]
        sender, receiver = ends if number % 2 else reversed(ends)
        sent: datetime = now - timedelta(minutes=rng.randrange(500_000))
        text = 'Hello,\nhow are you "today"? ' * rng.randrange(1, 15)
        messages.append([*sender, *receiver, f"{sent:%Y-%m-%d %H:%M:%S} UTC", text, "INBOX"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in {"Connections.csv": connections, "messages.csv": messages}.items():
            content = io.StringIO()
            csv.writer(content).writerows(rows)
            archive.writestr(name, content.getvalue())


async def measure(folder: Path) -> None:
    """Import twice, and print the report's counts and seconds."""
    path = folder / "export.zip"
    write_export(path)
    async with opened(Settings(data_dir=folder / "engine")) as graph:
        await graph.writer.rows("members.create", member_id="ada", properties={}, now=utc_now())
        for _ in range(2):
            with opened_export(path) as export:
                async for step in import_export(
                    graph,
                    "ada",
                    export,
                    vouched=True,
                    most_connections=30_000,
                    new_id=new_id,
                    now=utc_now(),
                ):
                    if isinstance(step, ImportReport):
                        print(f"{step.seconds:.1f} s: {step.people.model_dump()}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        asyncio.run(measure(Path(temporary)))
