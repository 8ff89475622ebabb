"""mutuals token: bearer tokens for members and services."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Annotated

import typer
from rich.table import Table

from mutuals.cli.console import (
    EXIT_USAGE,
    DataDir,
    Json,
    err,
    out,
    print_json,
    settings_for,
    with_graph,
)
from mutuals.errors import MemberNotFoundError, NotPermittedError
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.members.queries import find_missing
from mutuals.settings import Settings
from mutuals.tokens import commands, queries
from mutuals.tokens.models import SCOPES, Scope, ServiceToken, ServiceTokens
from mutuals.tokens.signing import Signer, signing_secret

LONGEST_SERVICE = 200

app = typer.Typer(no_args_is_help=True, help="Make, list and revoke bearer tokens.")


@app.command(
    epilog="Examples: [bold]mutuals token create --member ada[/]   "
    "[bold]mutuals token create --service crm[/]"
)
def create(
    member: Annotated[
        str | None, typer.Option(help="Id of the member who will ask with it.")
    ] = None,
    service: Annotated[
        str | None, typer.Option(help="Name of the service that will ask with it.")
    ] = None,
    scope: Annotated[
        list[str] | None,
        typer.Option(help=f"What the service may do: {', '.join(SCOPES)}. [default: all]"),
    ] = None,
    hours: Annotated[
        float, typer.Option(help="How long a member's token is valid.", min=0.01, max=8760)
    ] = 24,
    data_dir: DataDir = None,
) -> None:
    """Print a new token, alone on stdout.

    A member's token expires. A service's does not: it is stored as a hash, is listed and revoked
    here, and names its viewer with the header Mutuals-Viewer.
    """
    settings = settings_for(data_dir)
    if member is not None and settings.oidc_issuer is not None:
        raise NotPermittedError(
            f"Members have the tokens of {settings.oidc_issuer}: sign in there."
        )
    if scope and service is None:
        raise typer.BadParameter("is for a service's token.", param_hint="--scope")
    if (member is None) == (service is None):
        err.print("Name one of --member ID and --service NAME.")
        raise typer.Exit(EXIT_USAGE)
    if member is not None:
        typer.echo(member_token(settings, member, timedelta(hours=hours)))
    elif service is not None:
        if unknown := {*(scope or [])} - {*SCOPES}:
            raise typer.BadParameter(
                f"{', '.join(sorted(unknown))}: there are {', '.join(SCOPES)}.",
                param_hint="--scope",
            )
        scopes = [known for known in SCOPES if not scope or known in scope]
        if not (service.strip() and service.isprintable() and len(service) <= LONGEST_SERVICE):
            raise typer.BadParameter(
                f"a name has 1 to {LONGEST_SERVICE} printable characters.", param_hint="--service"
            )
        typer.echo(with_graph(settings, lambda graph: service_token(graph, service, scopes)))


def member_token(settings: Settings, member_id: str, lifetime: timedelta) -> str:
    """A token for a member who exists."""

    async def work(graph: Graph) -> None:
        for missing in await find_missing(graph.reader, member_id):
            raise MemberNotFoundError(missing)

    with_graph(settings, work)
    return Signer(signing_secret(settings)).member_token(member_id, utc_now(), lifetime)


async def service_token(graph: Graph, service: str, scopes: Collection[Scope] = SCOPES) -> str:
    """A new token for a service, of these scopes."""
    return await commands.create_service_token(
        graph.writer,
        service,
        token_id=secrets.token_hex(6),
        secret=secrets.token_urlsafe(32),
        now=utc_now(),
        scopes=scopes,
    )


@app.command("list", epilog="Example: [bold]mutuals token list --json[/]")
def list_tokens(data_dir: DataDir = None, as_json: Json = False) -> None:
    """List the services' tokens, without their secrets."""

    async def work(graph: Graph) -> list[ServiceToken]:
        return await queries.list_tokens(graph.reader)

    found = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(ServiceTokens(items=found))
        return
    if not found:
        err.print("No service has a token: `mutuals token create --service NAME` makes one.")
        return
    table = Table("id", "service", "scopes", "created", "revoked")
    for token in found:
        revoked = f"{token.revoked_at:%Y-%m-%d %H:%M}" if token.revoked_at else ""
        scopes = "all" if len(token.scopes) == len(SCOPES) else "\n".join(token.scopes)
        created = f"{token.created_at:%Y-%m-%d %H:%M}"
        table.add_row(token.id, token.service, scopes, created, revoked)
    out.print(table)


@app.command(epilog="Example: [bold]mutuals token revoke 0a1b2c3d4e5f[/]")
def revoke(
    token_id: Annotated[str, typer.Argument(help="Id of the token, as listed.")],
    data_dir: DataDir = None,
) -> None:
    """Refuse a service's token from now on."""

    async def work(graph: Graph) -> None:
        await commands.revoke_service_token(graph.writer, token_id, utc_now())

    with_graph(settings_for(data_dir), work)
    err.print("The token is revoked.")
