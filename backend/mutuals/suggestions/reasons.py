"""The reasons of a suggestion, in words."""

from mutuals.graph.driver import Row
from mutuals.suggestions.models import Reason, ReasonKind, Shared
from mutuals.suggestions.weights import MUTUAL_CONNECTIONS, TIE_STRENGTH

KINDS = {
    "WORKS_AT": ReasonKind.EMPLOYER,
    "STUDIED_AT": ReasonKind.SCHOOL,
    "MEMBER_OF": ReasonKind.GROUP,
    "ATTENDS": ReasonKind.EVENT,
    "HAS_SKILL": ReasonKind.SKILLS,
}
WORDS = {
    ReasonKind.SCHOOL: "You both studied at {}",
    ReasonKind.GROUP: "You are both in {}",
    ReasonKind.EVENT: "You both attend {}",
    ReasonKind.SKILLS: "You both know {}",
}


def reasons(row: Row) -> list[Reason]:
    """Of what `suggestions.explain` found of a member, the weightiest first."""
    found = [_shared_reason(context) for context in row["contexts"]]
    if row["mutual_count"]:
        shared = [Shared(**member) for member in row["mutual_connections"]]
        named = [entry.name or entry.id for entry in shared]
        found.append(
            Reason(
                kind=ReasonKind.MUTUAL_CONNECTIONS,
                weight=row["adamic_adar"] * MUTUAL_CONNECTIONS,
                text=f"You both know {_listed(named, row['mutual_count'])}",
                shared=shared,
            )
        )
        if row["warmth"]:
            found.append(
                Reason(
                    kind=ReasonKind.TIE_STRENGTH,
                    weight=row["warmth"] * TIE_STRENGTH,
                    text=f"Your strongest tie to somebody who knows them is to {named[0]}",
                    shared=shared[:1],
                )
            )
    return sorted(found, key=lambda reason: -reason.weight)


def _shared_reason(context: Row) -> Reason:
    kind = KINDS[context["kind"]]
    shared = [Shared(id=entry["id"], name=entry["name"]) for entry in context["shared"]]
    if kind is ReasonKind.EMPLOYER:
        text = _employers(context["shared"])
    else:
        text = WORDS[kind].format(_listed([entry.name or entry.id for entry in shared]))
    return Reason(kind=kind, weight=context["weight"], text=text, shared=shared)


def _employers(shared: list[Row]) -> str:
    together = [entry["name"] or entry["id"] for entry in shared if entry["together"]]
    apart = [entry["name"] or entry["id"] for entry in shared if not entry["together"]]
    parts = []
    if together:
        parts.append(f"You worked together at {_listed(together)}")
    if apart:
        start = "you both worked at" if parts else "You both worked at"
        parts.append(f"{start} {_listed(apart)} at different times")
    return ", and ".join(parts)


def _listed(names: list[str], total: int | None = None) -> str:
    """Names with commas and an *and*; those that are not named are counted."""
    more = (total or len(names)) - len(names)
    parts = [*names, f"{more} other{'s' if more > 1 else ''}"] if more > 0 else names
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
