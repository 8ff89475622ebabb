"""mutuals approach: the way to a member or into a company, drawn as a plan with ticks."""

import json
from typing import Annotated

import typer
from rich.text import Text

from mutuals.approach.company import approach_company
from mutuals.approach.company_models import CompanyApproach
from mutuals.approach.models import Approach, Move, Request
from mutuals.approach.queries import approach_member
from mutuals.cli.answers import Viewer
from mutuals.cli.console import (
    EXIT_NO,
    EXIT_USAGE,
    DataDir,
    Json,
    err,
    out,
    print_json,
    settings_for,
    with_graph,
)
from mutuals.cli.drawing import BAR_CELLS, draw_relation, label
from mutuals.connection_requests.rules import rules_of
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.members.names import company_id_of


def approach(
    viewer: Viewer,
    member: Annotated[
        str | None, typer.Argument(help="Id of the member to come to know.", metavar="[MEMBER]")
    ] = None,
    company: Annotated[
        str | None, typer.Option(help="Id or name of a company: the way into it.")
    ] = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """The way to come to know a member, step by step, with what is done of it ticked.

    Exit status 1 when there is no way into the company yet.

    Examples: [bold]mutuals approach ada grace[/]   [bold]mutuals approach ada --company acme[/]
    """
    settings = settings_for(data_dir)
    if member is not None and company is None:
        target = member

        async def plan(graph: Graph) -> Approach:
            return await approach_member(
                graph.reader,
                viewer,
                target,
                default_cap=settings.introductions_cap,
                cooldown=rules_of(settings).cooldown,
                now=utc_now(),
            )

        found = with_graph(settings, plan)
        if as_json:
            print_json(found)
        else:
            _draw_plan(viewer, found)
    elif company is not None and member is None:
        company_id = company_id_of(company)

        async def way_in(graph: Graph) -> CompanyApproach:
            return await approach_company(
                graph.reader,
                viewer,
                company_id,
                default_cap=settings.introductions_cap,
                now=utc_now(),
            )

        answer = with_graph(settings, way_in)
        if as_json:
            print_json(answer)
        else:
            _draw_company(viewer, answer)
        if answer.start_with is None:
            raise typer.Exit(EXIT_NO)
    else:
        err.print("Name either the member to come to know or --company.")
        raise typer.Exit(EXIT_USAGE)


def _draw_plan(viewer: str, plan: Approach) -> None:
    draw_relation(out, viewer, plan.relation)
    for step in plan.steps:
        marker = "  ← next" if step.number == plan.next_step else ""
        out.print(
            Text.assemble(
                "\n",
                _tick(step.done),
                (f" {step.number}. {step.title}", "bold"),
                (f"  {step.done_at:%Y-%m-%d}" if step.done_at else "", "dim"),
                (marker, "magenta"),
            )
        )
        if step.nothing:
            out.print(Text(f"    {step.nothing}", "dim"))
        for move in step.moves:
            _draw_move(move)
    if plan.come_back_at:
        out.print(Text(f"\nCome back on {plan.come_back_at:%Y-%m-%d}.", "cyan"))


def _draw_move(move: Move) -> None:
    line = Text.assemble("    ", _tick(move.done), f" {move.text}")
    if move.done_at:
        line.append(f"  {move.done_at:%Y-%m-%d}", "dim")
    if move.not_before:
        line.append(f"  not before {move.not_before:%Y-%m-%d}", "yellow")
    if move.waits_for:
        line.append(f"  after the {move.waits_for}", "yellow")
    out.print(line)
    facts = [
        f"{fact.kind.replace('_', ' ')} {fact.name or fact.id}"
        + (f" ({fact.detail})" if fact.detail else "")
        for fact in move.evidence
    ]
    if facts:
        out.print(Text("        " + ", ".join(facts), "dim"))
    for request in move.requests:
        if request.method != "GET":
            out.print(Text(f"        {_line(request)}", "cyan"))


def _line(request: Request) -> str:
    body = f" {json.dumps(request.body, ensure_ascii=False)}" if request.body else ""
    return f"{request.method} {request.path}{body}"


def _tick(done: bool) -> tuple[str, str]:
    return ("✓", "green") if done else ("○", "dim")


def _draw_company(viewer: str, found: CompanyApproach) -> None:
    name = found.company.name or found.company.id
    if found.start_with is None:
        out.print(f"{viewer} has no way into {name} yet.", markup=False)
        return
    start = found.start_with
    out.print(Text.assemble("Start with ", (label(start.member), "bold"), f". {start.why}"))
    out.print(Text(f"  {_line(start.request)}", "cyan"))
    if found.known:
        out.print(
            Text.assemble(
                "\n",
                ("Whom you know", "bold"),
                f"  {found.current_count} there now, {found.former_count} before",
            )
        )
    for known in found.known:
        left = f" until {known.left_on:%Y-%m}" if known.left_on else ""
        what = known.title or ("there now" if known.current else f"there before{left}")
        out.print(
            Text.assemble("  ", _bar(known.strength), f" {label(known)}", (f"  {what}", "dim"))
        )
    if found.reachable:
        out.print(Text.assemble("\n", ("Whom you can reach", "bold")))
    for one in found.reachable:
        through = " or ".join(label(connector) for connector in one.connectors)
        out.print(
            Text.assemble(
                "  ",
                _bar(one.score),
                f" {label(one)}",
                (f"  {one.title}" if one.title else "", "dim"),
                f"  through {through}",
            )
        )
        if one.in_common:
            facts = ", ".join(f"{fact.kind} {fact.name or fact.id}" for fact in one.in_common)
            out.print(Text(f"             {facts}", "dim"))


def _bar(share: float) -> Text:
    filled = round(share * BAR_CELLS)
    return Text.assemble(("█" * filled, "cyan"), ("░" * (BAR_CELLS - filled), "dim"))
