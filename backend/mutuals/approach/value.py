"""The fifth step of an approach: something to offer before asking for anything."""

from datetime import datetime

from mutuals.approach.known import Known, called, evidence, named, step
from mutuals.approach.models import Evidence, Move, Request, Step
from mutuals.connection_requests import notes
from mutuals.connection_requests.models import LONGEST_NOTE


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
                    Evidence(kind="post", id=post.id, name=notes.quote(post.text) or None),
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
                    Evidence(kind="post", id=article.id, name=title or None),
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
