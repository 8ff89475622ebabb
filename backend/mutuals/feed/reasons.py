"""Why a post is in a feed, structured and in words."""

from typing import Literal

from mutuals.connections.models import MemberSummary
from mutuals.feed.models import Candidate, Reason, ReasonKind

VERBS: dict[Literal["commented", "reacted"], str] = {
    "commented": "commented on this",
    "reacted": "reacted to this",
}


def reasons(candidate: Candidate | None) -> list[Reason]:
    """Why the viewer sees the post, the best first; never empty.

    Said is what the viewer may know: who wrote the post, and what connections did with it. Whom
    those are connected to is not.
    """
    found = [] if candidate is None else [*_of_author(candidate), *_through(candidate)]
    if candidate is not None and candidate.group is not None:
        name = candidate.group.name or "a group of yours"
        found.append(
            Reason(
                kind=ReasonKind.GROUP,
                text=f"Posted in {name}",
                members=[],
                group=candidate.group,
            )
        )
    if not found:  # what brought it here was taken back since the feed was opened
        found.append(_reason(ReasonKind.NETWORK, "From your wider network", []))
    return found


def _of_author(candidate: Candidate) -> list[Reason]:
    author = candidate.author
    name = _name(author)
    near = candidate.is_connected or candidate.is_followed
    found = []
    if candidate.is_share and near:
        found.append(_reason(ReasonKind.SHARED, f"{name} shared this", [author]))
    if candidate.is_connected:
        found.append(_reason(ReasonKind.CONNECTION, f"You are connected to {name}", [author]))
    elif candidate.is_followed:
        found.append(_reason(ReasonKind.FOLLOWED, f"You follow {name}", [author]))
    return found


def _through(candidate: Candidate) -> list[Reason]:
    found = []
    for kind, verb in VERBS.items():
        members = [through.member for through in candidate.through if through.kind == kind]
        if members:
            text = f"{_listed([_name(member) for member in members])} {verb}"
            found.append(_reason(ReasonKind(kind), text, members))
    return found


def _reason(kind: ReasonKind, text: str, members: list[MemberSummary]) -> Reason:
    return Reason(kind=kind, text=text, members=members, group=None)


def _name(member: MemberSummary) -> str:
    return member.name or member.id


def _listed(names: list[str]) -> str:
    """ "Ada", "Ada and Grace", "Ada, Grace and Linus"."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
