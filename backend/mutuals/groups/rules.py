"""Who may do what in a group: every rule, in one place."""

from mutuals.errors import ConflictError, MemberNotFoundError, NotFoundError, NotPermittedError
from mutuals.graph.driver import Row
from mutuals.groups.models import LEADERS, GroupRole

APPOINT_FIRST = "You are its only owner: make another member an owner first, or delete the group."


def refuse_leaving(owner_ids: list[str], member_id: str) -> None:
    """Return if a member may leave a group with these owners.

    Raises:
        ConflictError: it would be left without one.
    """
    if owner_ids == [member_id]:
        raise ConflictError(APPOINT_FIRST)


def refuse_owning(role: str | None) -> None:
    """Return if the role is an owner's.

    Raises:
        NotPermittedError: it is another.
    """
    if role != GroupRole.OWNER:
        raise NotPermittedError("Only an owner of the group may do this: ask one of them.")


def refuse_leading(role: str | None) -> None:
    """Return if the role is an owner's or a moderator's.

    Raises:
        NotPermittedError: it is another.
    """
    if role not in LEADERS:
        raise NotPermittedError(
            "Only an owner or moderator of the group may do this: ask one of them."
        )


def refuse_answer(member_id: str, facts: Row) -> None:
    """Return if the viewer, of whom and the member `groups.lock` found this, may answer them.

    Raises:
        NotPermittedError: the viewer is neither owner nor moderator.
        NotFoundError: the member does not ask to join, or a block makes it look so.
    """
    refuse_leading(facts["role"])
    if not facts["member_found"] or not facts["member_asked"]:
        raise NotFoundError("request to join of", member_id)


def refuse_appointing(viewer_id: str, member_id: str, facts: Row, owner_ids: list[str]) -> None:
    """Return if the viewer may give the member another role.

    Raises:
        NotPermittedError: the viewer is no owner, or the member is another one.
        MemberNotFoundError: the member is not in the group, or a block makes it look so.
        ConflictError: the viewer is the only owner.
    """
    refuse_owning(facts["role"])
    if viewer_id == member_id:
        refuse_leaving(owner_ids, member_id)
        return
    _refuse_outsider(member_id, facts)
    if facts["member_role"] == GroupRole.OWNER:
        raise NotPermittedError("An owner steps down only of their own accord: ask them.")


def refuse_removal(viewer_id: str, member_id: str, facts: Row) -> None:
    """Return if the viewer may put the member out of the group.

    Raises:
        NotPermittedError: the viewer's role is not above the member's.
        MemberNotFoundError: the member is not in the group, or a block makes it look so.
        ConflictError: they are one.
    """
    refuse_leading(facts["role"])
    if viewer_id == member_id:
        raise ConflictError("This is yourself: leave with DELETE /v1/groups/{id}/membership.")
    _refuse_outsider(member_id, facts)
    if facts["member_role"] == GroupRole.OWNER:
        raise NotPermittedError("An owner leaves only of their own accord: ask them.")
    if facts["member_role"] == GroupRole.MODERATOR:
        refuse_owning(facts["role"])


def _refuse_outsider(member_id: str, facts: Row) -> None:
    if not facts["member_found"] or facts["member_role"] is None:
        raise MemberNotFoundError(member_id)
