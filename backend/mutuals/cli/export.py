"""mutuals export: take it away."""

import typer

from mutuals.cli import export_graph, export_member

app = typer.Typer(no_args_is_help=True, help="Take the whole graph away, or a member's own data.")
app.command(
    "graph",
    epilog="Examples: [bold]mutuals export graph --format graphml network.graphml[/]   "
    "[bold]mutuals export graph --format json - | gzip > network.json.gz[/]",
)(export_graph.graph)
app.command("member", epilog="Example: [bold]mutuals export member ada ada.zip[/]")(
    export_member.member
)
