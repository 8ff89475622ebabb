"""mutuals import: members and connections, exports, and whole graphs."""

from mutuals.cli import import_graph, import_linkedin, import_snb
from mutuals.cli.import_ import app as app

app.command(
    "linkedin",
    epilog="Examples: [bold]mutuals import linkedin Complete_LinkedInDataExport.zip --owner ada[/]"
    "   [bold]mutuals import linkedin export/ --owner ada --json[/]",
)(import_linkedin.linkedin)
app.command("snb")(import_snb.snb)
app.command(
    "graph",
    epilog="Examples: [bold]mutuals import graph network.graphml[/]   "
    "[bold]mutuals import graph --json network-csv/[/]",
)(import_graph.graph)
