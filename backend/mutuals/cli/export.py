"""mutuals export: take it away."""

import typer

from mutuals.cli import export_member

app = typer.Typer(no_args_is_help=True, help="Take data away.")
app.command("member", epilog="Example: [bold]mutuals export member ada ada.zip[/]")(
    export_member.member
)
