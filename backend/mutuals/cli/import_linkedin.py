"""mutuals import linkedin: a member's LinkedIn data export."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from mutuals.cli.console import DataDir, Json, out, print_json, settings_for, with_graph
from mutuals.cli.import_ import import_progress
from mutuals.graph.driver import Graph
from mutuals.graph.opening import new_id, utc_now
from mutuals.linkedin.archive import opened_export
from mutuals.linkedin.commands import import_export
from mutuals.linkedin.models import ImportReport

NAMED_ROWS = 100
"""How many rows of each kind are named; --json names more."""


def linkedin(
    file: Annotated[
        Path, typer.Argument(help="The ZIP file that LinkedIn sent, or its folder.", metavar="FILE")
    ],
    owner: Annotated[str, typer.Option(help="Id of the member whose export it is.")],
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Bring in a member's LinkedIn data export.

    People become unconfirmed members, whom the owner alone knows; who is a member already, by a
    profile address or an email address that the operator gave, is connected to the owner. Messages,
    endorsements and recommendations make ties stronger; their texts are not stored. Fields of the
    owner's profile that are empty are filled.

    A second run changes nothing, a newer export updates. Bad rows are named and not stored.
    docs/linkedin.md says what is read, and what becomes of it.
    """
    settings = settings_for(data_dir)

    async def work(graph: Graph) -> ImportReport:
        with opened_export(file) as export, import_progress("Reading") as progress:
            steps = import_export(
                graph,
                owner,
                export,
                vouched=True,
                most_connections=settings.most_connections,
                new_id=new_id,
                now=utc_now(),
            )
            async for step in steps:
                if isinstance(step, ImportReport):
                    return step
                progress(step.done, step.total, step.rows)
        raise AssertionError("an import ends with its report")

    report = with_graph(settings, work)
    if as_json:
        print_json(report)
    else:
        show_export(report)


def show_export(report: ImportReport) -> None:
    """What became of an export, then the rows that are not stored."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    people, counted, activity = report.people, report.counted, report.activity
    for count, name in [
        (people.created, "unconfirmed members created"),
        (people.updated, "people updated"),
        (people.unchanged, "people unchanged"),
        (people.confirmed, "members connected"),
        (counted.messages, "messages counted"),
        (counted.messages_with_others, "messages passed over"),
        (counted.endorsements, "endorsements counted"),
        (counted.endorsements_passed_over, "endorsements passed over"),
        (counted.recommendations, "recommendations counted"),
        (counted.recommendations_passed_over, "recommendations passed over"),
        (activity.invitations_sent, "invitations sent"),
        (activity.invitations_received, "invitations received"),
        (activity.shares, "shares"),
        (activity.comments, "comments"),
        (activity.reactions, "reactions"),
        (activity.events, "events"),
        (activity.company_follows, "companies followed"),
        (report.bad_rows.count, "bad rows"),
        (report.conflicts.count, "conflicts"),
    ]:
        table.add_row(f"{count:,}", name)
    out.print(table)
    if report.profile_fields:
        out.print(f"profile: filled {', '.join(report.profile_fields)}")
    for kind, rows in {"bad row": report.bad_rows, "conflict": report.conflicts}.items():
        for row in rows.rows[:NAMED_ROWS]:
            out.print(f"{kind}: {row.file}, line {row.line}: {row.reason}", markup=False)
        if rows.count > NAMED_ROWS:
            out.print(f"{kind}: {rows.count - NAMED_ROWS:,} more; --json names them", markup=False)
    for note in report.notes:
        out.print(note, markup=False)
    rows_read = sum(file.rows for file in report.files)
    files = f"{len(report.files)} file" + ("" if len(report.files) == 1 else "s")
    out.print(f"{rows_read:,} rows of {files} in {report.seconds:,.1f} s")
