"""The last three steps of an approach: an offer, the request, and patience."""

from datetime import datetime

from mutuals.approach.facts import Sent
from mutuals.approach.known import Known, called, evidence, named, step
from mutuals.approach.models import Evidence, Move, Request, Step
from mutuals.connection_requests import notes
from mutuals.connection_requests.models import LONGEST_NOTE, CommonGround

EVIDENCE_KINDS = {"company": "employer"}
"""Where a draft's ground has another name than an approach's evidence."""


def value(known: Known) -> Step:
    """Something to offer before asking for anything."""
    moves = [*_answers(known), *_articles(known), *_insiders(known)]
    return step(
        5,
        "value",
        moves,
        f"Nothing of yours is known to be of use to {known.they}: post an article or an "
        "opportunity on a topic they care about.",
        done=any(move.done for move in moves),
    )


def _answers(known: Known) -> list[Move]:
    moves = []
    for post in known.facts.posts:
        if not (post.asks and post.known_topics):
            continue
        topics = named(post.known_topics)
        answered = post.commented_at is not None
        moves.append(
            Move(
                text=f"You answered their question on {topics}."
                if answered
                else f"Answer their question on {topics}, which you know about.",
                evidence=[
                    Evidence(kind="post", id=post.id, name=notes.quote(post.text)),
                    *evidence("skill", post.known_topics),
                ],
                requests=[]
                if answered
                else [
                    Request(
                        method="POST",
                        path=f"/v1/posts/{post.id}/comments",
                        body={"text": f"I know {topics} a little: here is what I would try."},
                    )
                ],
                done=answered,
                done_at=post.commented_at,
            )
        )
    return moves


def _articles(known: Known) -> list[Move]:
    moves = []
    for article in known.facts.articles:
        title, topics = notes.quote(article.text), named(article.topics)
        reached = article.reached_at is not None
        moves.append(
            Move(
                text=f"{known.they} took up your {article.kind} on {topics}."
                if reached
                else f"Offer your {article.kind} on {topics}, which {known.they} cares about.",
                evidence=[
                    Evidence(kind="post", id=article.id, name=title),
                    *evidence("interest", article.topics),
                ],
                requests=[] if reached else _ways_to_offer(known, article.kind, title),
                done=reached,
                done_at=article.reached_at,
                not_before=None if reached else _next_message_request(known),
            )
        )
    return moves


def _ways_to_offer(known: Known, kind: str, title: str) -> list[Request]:
    """Straight where the two share a place, through a connector, or in the note."""
    ways = []
    if known.ground.groups or known.ground.events:
        words = f'I wrote an {kind} that may be of use to you: "{title}"'
        text = notes.letter(known.ground.viewer_name, known.ground.member.name, words)
        body = {"member_id": known.member_id, "text": text}
        ways.append(Request(method="POST", path="/v1/message-requests", body=body))
    if known.paths:
        connector = known.paths[0].members[1]
        words = f'would you pass my {kind} "{title}" on to {known.they}? It is on their topics.'
        text = notes.letter(known.ground.viewer_name, connector.name, words)
        body = {"member_id": known.paths[0].connector_id, "text": text}
        ways.append(Request(method="POST", path="/v1/messages", body=body))
    if not ways and known.facts.takes_requests and not known.open_request:
        words = f'I wrote an {kind} that may be of use to you: "{title}"'
        note = notes.letter(known.ground.viewer_name, known.ground.member.name, words)
        body = {"member_id": known.member_id, "note": note[:LONGEST_NOTE]}
        ways.append(Request(method="POST", path="/v1/connection-requests", body=body))
    return ways


def _insiders(known: Known) -> list[Move]:
    moves = []
    for insider in known.facts.insiders:
        company = named([insider.company])
        words = f"{known.they} cares about {company}, where you work: may I bring you together?"
        text = notes.letter(known.ground.viewer_name, insider.member.name, words)
        moves.append(
            Move(
                text=f"Bring {known.they} together with {called(insider.member)} of {company}.",
                evidence=[
                    *evidence("connection", [insider.member]),
                    *evidence("company", [insider.company]),
                ],
                requests=[
                    Request(
                        method="POST",
                        path="/v1/messages",
                        body={"member_id": insider.member.id, "text": text},
                    )
                ],
            )
        )
    return moves


def _next_message_request(known: Known) -> datetime | None:
    return known.later(*(at + known.cooldown for at in known.facts.asked_to_write))


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
            Evidence(kind="post", id=post.id, name=notes.quote(post.text)),
            post.touched_at,
            None,
        )
        for post in facts.posts
        if post.touched_at
    ]
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
