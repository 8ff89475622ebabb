"""The last two steps of an approach: the request with what follows it, and patience."""

from datetime import datetime

from mutuals.approach.facts import Sent
from mutuals.approach.known import POSTS_PAUSE, Known, called, step
from mutuals.approach.models import Evidence, Move, Request, Step
from mutuals.connection_requests import notes
from mutuals.connection_requests.models import CommonGround

EVIDENCE_KINDS = {"company": "employer"}
"""Where a draft's ground has another name than an approach's evidence."""


def request(known: Known) -> Step:
    """The request to connect, drafted, and what to write once it is accepted."""
    facts = known.facts
    waiting = known.open_request
    moves: list[Move] = []
    if facts.received:
        moves.append(
            Move(
                text=f"{known.they} has asked you: accept.",
                evidence=[_request_evidence(facts.received.id)],
                requests=[
                    Request(
                        method="POST",
                        path=f"/v1/connection-requests/{facts.received.id}/accept",
                    )
                ],
            )
        )
    elif waiting:
        moves.append(
            Move(
                text=f"You asked {known.they} to connect.",
                evidence=[_request_evidence(waiting.id)],
                done=True,
                done_at=waiting.created_at,
            )
        )
    elif facts.takes_requests:
        moves += _drafted(known)
    if moves:
        moves.append(_follow_up(known, waiting.note if waiting else None, "acceptance"))
    return step(
        6,
        "request",
        moves,
        f"{known.they} takes no connection request of yours: ask for an introduction.",
        done=waiting is not None,
    )


def _drafted(known: Known) -> list[Move]:
    wait = known.later(
        *(sent.withdrawn_at + known.cooldown for sent in known.facts.sent if sent.withdrawn_at)
    )
    body: dict[str, str] = {"member_id": known.member_id}
    drafts = notes.drafts(known.ground)
    bodies = [(body | {"note": draft.text}, draft.stands_on) for draft in drafts] or [(body, [])]
    return [
        Move(
            text=f"Ask {known.they} to connect, with this note."
            if stands_on
            else f"Ask {known.they} to connect, and say why in your own words.",
            evidence=[_of_draft(fact) for fact in stands_on],
            requests=[Request(method="POST", path="/v1/connection-requests", body=body)],
            not_before=wait,
        )
        for body, stands_on in bodies
    ]


def _of_draft(fact: CommonGround) -> Evidence:
    kind = EVIDENCE_KINDS.get(fact.kind, fact.kind)
    return Evidence.model_validate({"kind": kind, "id": fact.id, "name": fact.name})


def _request_evidence(request_id: str) -> Evidence:
    return Evidence(kind="connection_request", id=request_id, name=None)


def _follow_up(known: Known, note: str | None, waits_for: str | None) -> Move:
    return Move.model_validate(
        {
            "text": f"Thank {known.they} once you are connected."
            if waits_for
            else f"Thank {known.they} for connecting.",
            "evidence": [],
            "requests": [
                Request(
                    method="POST",
                    path="/v1/messages",
                    body={
                        "member_id": known.member_id,
                        "text": notes.thanks(
                            known.ground.viewer_name, known.ground.member.name, note
                        ),
                    },
                )
            ],
            "waits_for": waits_for,
        }
    )


def accepted(known: Known) -> Step:
    """What is left to do with a connection: the follow-up, if none was written yet."""
    found = [sent for sent in known.facts.sent if sent.accepted_at]
    moves = [
        Move(
            text=f"{known.they} is a connection of yours.",
            evidence=[_request_evidence(sent.id) for sent in found[:1]],
            done=True,
            done_at=found[0].accepted_at if found else None,
        )
    ]
    due = [sent for sent in found if sent.follow_up_due_at]
    moves += [_follow_up(known, sent.note, None) for sent in due[:1]]
    return step(6, "request", moves, "", done=not due)


def patience(known: Known) -> Step:
    """What the viewer did already, the latest first, and when it may be done again."""
    facts = known.facts
    moves = [_past_request(known, sent) for sent in facts.sent]
    moves += [
        _past(
            f"You asked {called(asked.connector)} to introduce you to {known.they}"
            + (", and took it back." if asked.withdrawn else "."),
            Evidence(kind="introduction", id=asked.id, name=None),
            asked.created_at,
            None if asked.withdrawn or asked.introduced_at else known.later(asked.expires_at),
        )
        for asked in facts.introductions
    ]
    moves += [
        _past(
            f"You sent {known.they} a message request.",
            Evidence(kind="message_request", id=known.member_id, name=None),
            at,
            known.later(at + known.cooldown),
        )
        for at in facts.asked_to_write
    ]
    moves += [
        _past(
            f"You took up their {post.kind}.",
            Evidence(kind="post", id=post.id, name=notes.quote(post.text) or None),
            post.touched_at,
            known.later(post.touched_at + POSTS_PAUSE),
        )
        for post in facts.posts
        if post.touched_at
    ]
    if facts.followed_at:
        moves.append(
            _past(
                f"You followed {known.they}.",
                Evidence(kind="following", id=known.member_id, name=known.ground.member.name),
                facts.followed_at,
                None,
            )
        )
    moves.sort(key=lambda move: move.done_at or known.now, reverse=True)
    waits = [move for move in moves if move.not_before]
    return step(
        7,
        "patience",
        moves,
        f"You have asked {known.they} for nothing yet: begin with what they write.",
        done=bool(moves) and not waits,
    )


def _past_request(known: Known, sent: Sent) -> Move:
    again_at = sent.expires_at
    if sent.withdrawn_at:
        again_at = sent.withdrawn_at + known.cooldown
    return _past(
        f"You asked {known.they} to connect"
        + (", and took it back." if sent.withdrawn_at else "."),
        _request_evidence(sent.id),
        sent.withdrawn_at or sent.created_at,
        None if sent.accepted_at else known.later(again_at),
    )


def _past(text: str, stands_on: Evidence, at: datetime, again_at: datetime | None) -> Move:
    return Move(text=text, evidence=[stands_on], done=True, done_at=at, not_before=again_at)
