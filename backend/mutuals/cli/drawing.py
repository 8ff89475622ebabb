"""Pictures for the terminal: a relation in a line, a path as a chain of people and ties."""

from rich.console import Console
from rich.text import Text

from mutuals.connections.factors import counted
from mutuals.connections.models import MemberSummary, Relation
from mutuals.connections.strength import Tier
from mutuals.introductions.models import IntroductionPath, PathMember

BAR_CELLS = 10
STYLES = {Tier.STRONG: "green", Tier.MODERATE: "yellow", Tier.WEAK: "red"}
DEGREES = {0: "the same member", 1: "1st degree", 2: "2nd degree", 3: "3rd degree"}


def label(member: MemberSummary) -> str:
    """A member's name, or the id where there is none."""
    return member.name or member.id


def path_labels(members: list[PathMember]) -> list[str]:
    """Names or ids; a masked member is someone whom the one before knows."""
    labels: list[str] = []
    for member in members:
        labels.append(member.name or member.id or f"someone {labels[-1]} knows")
    return labels


def draw_relation(console: Console, viewer_id: str, relation: Relation) -> None:
    """One line: who, how near, how many mutual connections."""
    text = Text.assemble((viewer_id, "bold"), "  →  ", (relation.member_id, "bold"), ":  ")
    if relation.degree is None:
        text.append("out of network (more than three hops)")
    else:
        text.append(DEGREES[relation.degree], "cyan")
    if relation.degree != 0:
        text.append(f", {counted(relation.mutual_count, 'mutual connection')}")
    console.print(text)


def draw_path(console: Console, number: int, path: IntroductionPath) -> None:
    """The people from top to bottom, between them each tie's strength, tier and factors."""
    labels = path_labels(path.members)
    console.print(
        Text.assemble(
            (f"{number}. ", "bold"),
            f"ask {labels[1]}, score ",
            (f"{path.score:.3f}", "bold cyan"),
        )
    )
    for position, member in enumerate(path.members):
        ends = position in (0, len(path.members) - 1)
        line = Text.assemble("   ", ("●" if ends else "○", "bold"), " ", (labels[position], "bold"))
        if member.headline:
            line.append(f"  {member.headline}", "dim")
        console.print(line)
        if position < len(path.hops):
            hop = path.hops[position]
            filled = round(hop.strength * BAR_CELLS)
            tie = Text.assemble(
                "   │ ",
                ("█" * filled, STYLES[hop.tier]),
                ("░" * (BAR_CELLS - filled), "dim"),
                f" {hop.strength:.2f} ",
                (hop.tier.value, STYLES[hop.tier]),
            )
            if details := [factor.detail for factor in hop.factors if factor.detail]:
                tie.append("  " + ", ".join(details), "dim")
            if position == path.weakest_hop:
                tie.append("  ← weakest", "magenta")
            console.print(tie)
    console.print()
