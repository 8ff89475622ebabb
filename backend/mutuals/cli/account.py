"""mutuals account: accounts that members sign in to, and their roles."""

import sys
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel, ValidationError

from mutuals.accounts import commands
from mutuals.accounts.models import Account, Email, NewPassword
from mutuals.accounts.passwords import hash_of
from mutuals.cli.console import EXIT_USAGE, DataDir, Json, err, print_json, settings_for, with_graph
from mutuals.errors import ConflictError
from mutuals.graph.driver import Graph
from mutuals.graph.opening import new_id, utc_now
from mutuals.members.models import Name
from mutuals.members.names import MemberId
from mutuals.settings import Settings
from mutuals.tokens.models import Role

Given = TypeVar("Given", bound="Chosen")

app = typer.Typer(no_args_is_help=True, help="Make accounts, and give members roles and passwords.")


class Chosen(BaseModel):
    """A password."""

    password: NewPassword


class Options(Chosen):
    """What an account is made of, by the names of the options."""

    email: Email
    member: MemberId | None
    name: Name | None


@app.command(epilog="Example: [bold]mutuals account create --email ada@example.com --role admin[/]")
def create(
    email: Annotated[str, typer.Option(help="Email address to sign in with.")],
    member: Annotated[
        str | None, typer.Option(help="Id of the member; one who does not exist is made.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of a member who is made.")] = None,
    role: Annotated[Role, typer.Option(help="What the member may do.")] = "member",
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Make an account. The password is asked for, or is the first line of stdin."""
    given = {"email": email, "member": member, "name": name, "password": _password()}
    options = _valid(Options, given)
    settings = settings_for(data_dir)
    made = with_graph(settings, lambda graph: _create(graph, settings, options, role))
    _show(made, as_json)


async def _create(graph: Graph, settings: Settings, options: Options, role: Role) -> Account:
    member_id, now = options.member or new_id(), utc_now()
    password_hash = await hash_of(options.password)
    try:
        return await graph.writer.transaction(
            lambda transaction: commands.register(
                transaction,
                member_id=member_id,
                name=options.name,
                email=options.email,
                password_hash=password_hash,
                role=role,
                may_exist=True,
                vouched=True,
                most_connections=settings.most_connections,
                now=now,
            )
        )
    except ConflictError as error:
        raise ConflictError(
            "The member has an account, or the email address is somebody's: choose another."
        ) from error


@app.command("role", epilog="Example: [bold]mutuals account role ada admin[/]")
def set_role(
    member_id: Annotated[str, typer.Argument(help="Id of the member.")],
    role: Annotated[Role, typer.Argument(help="What the member may do.")],
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Give a member another role. Tokens issued before keep theirs for 15 minutes."""

    async def work(graph: Graph) -> Account:
        return await commands.set_role(graph.writer, member_id, role)

    _show(with_graph(settings_for(data_dir), work), as_json)


@app.command("password", epilog="Example: [bold]mutuals account password ada[/]")
def set_password(
    member_id: Annotated[str, typer.Argument(help="Id of the member.")], data_dir: DataDir = None
) -> None:
    """Give an account another password, and sign the member out everywhere.

    The password is asked for, or is the first line of stdin. Accounts that `mutuals import graph`
    brought have none until then.
    """
    chosen = _valid(Chosen, {"password": _password()})

    async def work(graph: Graph) -> None:
        await commands.set_password(graph.writer, member_id, chosen.password, utc_now())

    with_graph(settings_for(data_dir), work)
    typer.echo(f"{member_id} has another password.")


def _valid(model: type[Given], given: dict[str, str | None]) -> Given:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        for found in error.errors(include_input=False):  # which would show the password
            err.print(f"{found['loc'][0]}: {found['msg']}", markup=False)
        raise typer.Exit(EXIT_USAGE) from None


def _password() -> str:
    if sys.stdin.isatty():
        password: str = typer.prompt(
            "Password", hide_input=True, confirmation_prompt=True, err=True
        )
        return password
    return sys.stdin.readline().rstrip("\r\n")


def _show(account: Account, as_json: bool) -> None:
    if as_json:
        print_json(account)
    else:
        typer.echo(f"{account.id}  {account.email}  {account.role}")
