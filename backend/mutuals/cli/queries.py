"""mutuals queries: the catalogue of Cypher files."""

from typing import Annotated

import typer
from rich.syntax import Syntax
from rich.table import Table

from mutuals.cli.console import (
    EXIT_NO,
    DataDir,
    Json,
    err,
    out,
    print_json,
    settings_for,
    with_graph,
)
from mutuals.graph.catalogue import Query, load_catalogue, problems
from mutuals.graph.driver import Graph
from mutuals.graph.plans import declare_model, plan_problems

app = typer.Typer(no_args_is_help=True, help="List, show and check the catalogue of Cypher files.")


@app.command("list", epilog="Example: [bold]mutuals queries list --json[/]")
def list_queries(as_json: Json = False) -> None:
    """List every query with what it answers."""
    found = list(load_catalogue())
    if as_json:
        print_json({"items": [described(query) for query in found]})
        return
    table = Table("name", "access", "what it answers")
    for query in found:
        table.add_row(query.name, query.access.value, query.description)
    out.print(table)


@app.command(epilog="Example: [bold]mutuals queries show connections.relation[/]")
def show(
    name: Annotated[str, typer.Argument(help="Name of the query, as listed.")],
    as_json: Json = False,
) -> None:
    """Show a query: what it takes, what it returns, and its Cypher."""
    query = load_catalogue().get(name)
    if as_json:
        print_json(described(query) | {"text": query.text})
        return
    out.print(f"[bold]{query.name}[/]  ({query.access.value}, rows: {query.rows})")
    out.print(query.description, markup=False)
    for name_, kind in query.parameters.items():
        out.print(f"  [cyan]${name_}[/]  {kind}")
    for name_, kind in query.columns.items():
        out.print(f"  [green]{name_}[/]  {kind}")
    out.print(Syntax(query.text, "cypher", theme="ansi_dark", background_color="default"))


@app.command(epilog="Example: [bold]mutuals queries check[/]")
def check(data_dir: DataDir = None, as_json: Json = False) -> None:
    """Check every query: header against text, access and plan against Neo4j.

    Exit status 1 when a query breaks a rule.
    """

    async def work(graph: Graph) -> dict[str, list[str]]:
        await declare_model(graph)
        found = {}
        for query in graph.catalogue:
            found[query.name] = problems(query.name, query) + await plan_problems(graph, query)
        return found

    found = with_graph(settings_for(data_dir), work)
    broken = {name: what for name, what in found.items() if what}
    if as_json:
        print_json({"checked": len(found), "problems": broken})
    else:
        for name, what in broken.items():
            for problem in what:
                err.print(f"{name}: {problem}", markup=False)
        out.print(f"{len(found)} queries checked, {len(broken)} with problems.")
    if broken:
        raise typer.Exit(EXIT_NO)


def described(query: Query) -> dict[str, object]:
    return {
        "name": query.name,
        "access": query.access.value,
        "rows": query.rows,
        "parameters": query.parameters,
        "columns": query.columns,
        "description": query.description,
    }
