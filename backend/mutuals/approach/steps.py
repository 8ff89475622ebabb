"""The first four steps of an approach: whom to ask, what to take up, where to meet, what to say."""

from collections.abc import Sequence
from datetime import datetime

from mutuals.approach.known import POSTS_PAUSE, Known, called, evidence, named, step
from mutuals.approach.models import Evidence, Move, Request, Step
from mutuals.common_ground.models import Named
from mutuals.connection_requests import notes
from mutuals.introductions.models import IntroductionPath

MOST_CONNECTORS = 3


def mutual_connections(known: Known) -> Step:
    """Whom to ask for an introduction, the best first, and whom to mention."""
    asked = [one for one in known.facts.introductions if not one.withdrawn]
    moves = [
        Move(
            text=f"You asked {called(one.connector)} to introduce you to {known.they}.",
            evidence=[
                *evidence("connector", [one.connector]),
                Evidence(kind="introduction", id=one.id, name=None),
            ],
            done=True,
            done_at=one.created_at,
        )
        for one in asked
    ]
    wait = known.later(*(one.expires_at for one in asked if not one.introduced_at))
    waiting_on = {one.connector.id for one in asked if one.expires_at > known.now}
    offered: set[str] = set()
    for path in known.paths:
        if len(offered) == MOST_CONNECTORS or path.connector_id in offered | waiting_on:
            continue
        offered.add(path.connector_id)
        moves.append(_ask_connector(known, path, wait))
    if mutuals := known.ground.mutual_connections:
        told_at = known.mentioned_at([mutual.name for mutual in mutuals])
        moves.append(_mention(known, told_at, "Mention", evidence("mutual_connection", mutuals)))
    return step(
        1,
        "mutual_connections",
        moves,
        f"You know nobody who could introduce you to {known.they}.",
        done=any(move.done for move in moves),
    )


def _ask_connector(known: Known, path: IntroductionPath, wait: datetime | None) -> Move:
    connector, hop = path.members[1], path.hops[0]
    details = [factor.detail for factor in hop.factors if factor.detail]
    through = "" if len(path.hops) == 2 else ", through somebody they know"
    return Move(
        text=f"Ask {connector.name or connector.id} to introduce you to {known.they}{through}.",
        evidence=[
            Evidence(
                kind="connector",
                id=path.connector_id,
                name=connector.name,
                detail=", ".join([f"{hop.tier} tie", *details]),
            )
        ],
        requests=[
            Request(
                method="POST",
                path="/v1/introductions",
                body={
                    "connector_id": path.connector_id,
                    "target_id": known.member_id,
                    "reason": _reason(known),
                    "purpose": "collaboration" if _could_work_together(known) else "other",
                    "wants_connection": True,
                },
            )
        ],
        not_before=wait,
    )


def _could_work_together(known: Known) -> bool:
    return bool(known.ground.skills or known.ground.interests or known.facts.offers)


def _reason(known: Known) -> str:
    """Why the viewer would like to be introduced, in their own words to change."""
    ground, facts = known.ground, known.facts
    if ground.employers:
        why = f"We both worked at {named(ground.employers[:1])}"
    elif ground.groups:
        why = f"We are both in {named(ground.groups[:1])}"
    elif ground.schools:
        why = f"We both studied at {named(ground.schools[:1])}"
    elif facts.offers:
        why = f"{known.they} cares about {named(facts.offers[:1])}, which I know well"
    elif ground.skills:
        why = f"We share an expertise in {named(ground.skills[:2])}"
    elif ground.interests:
        why = f"We both care about {named(ground.interests[:2])}"
    else:
        return f"I would like to get to know {known.they}."
    return f"{why}, and I would like to get to know {known.they}."


def _mention(known: Known, told_at: datetime | None, verb: str, stands_on: list[Evidence]) -> Move:
    """A fact to name in a note; ticked once a note of the viewer's names it."""
    names = notes.listed([fact.name or fact.id for fact in stands_on])
    return Move(
        text=f"{verb} {names}.",
        evidence=stands_on,
        requests=[]
        if told_at
        else [Request(method="GET", path=f"/v1/members/{known.member_id}/note-suggestions")],
        done=told_at is not None,
        done_at=told_at,
    )


def posts(known: Known) -> Step:
    """Posts of theirs to take up, and those that were."""
    member_id, facts = known.member_id, known.facts
    touches = [post.touched_at for post in facts.posts if post.touched_at]
    wait = known.later(max(touches) + POSTS_PAUSE) if touches else None
    moves = []
    for post in facts.posts:
        stands_on = [Evidence(kind="post", id=post.id, name=notes.quote(post.text) or None)]
        path = f"/v1/posts/{post.id}"
        if post.touched_at:
            moves.append(
                Move(
                    text=f"You took up their {post.kind}.",
                    evidence=stands_on,
                    done=True,
                    done_at=post.touched_at,
                )
            )
            continue
        moves.append(
            Move(
                text=f"Like their {post.kind}, comment on it in your own words, or share it.",
                evidence=stands_on,
                requests=[
                    Request(method="PUT", path=f"{path}/reaction", body={"kind": "like"}),
                    Request(
                        method="POST",
                        path=f"{path}/comments",
                        body={"text": "Thank you for writing about this."},
                    ),
                    Request(method="POST", path=f"{path}/shares", body={"text": "Worth reading."}),
                ],
                not_before=wait,
            )
        )
    followed = facts.followed_at is not None
    moves.append(
        Move(
            text=f"You follow {known.they}."
            if followed
            else f"Follow {known.they}, so that their next posts reach your feed.",
            evidence=[Evidence(kind="following", id=member_id, name=known.ground.member.name)],
            requests=[]
            if followed
            else [Request(method="PUT", path=f"/v1/me/following/{member_id}")],
            done=followed,
            done_at=facts.followed_at,
        )
    )
    return step(2, "posts", moves, "", done=bool(touches) or (followed and not facts.posts))


def places(known: Known) -> Step:
    """Groups and events in common, and those of theirs to join."""
    ground, facts = known.ground, known.facts
    moves = [
        Move(
            text=f"You are both in {named([group])}: write there.",
            evidence=evidence("group", [group]),
            done=True,
            done_at=group.since,
        )
        for group in ground.groups
    ]
    moves += [
        Move(
            text=f"You are both on the list of {event.title or event.id}.",
            evidence=[_event(event.id, event.title, event.starts_at)],
            done=True,
            done_at=event.since,
        )
        for event in ground.events
    ]
    moves += [
        Move(
            text=f"Join {named([group])}, where {known.they} is.",
            evidence=evidence("group", [group]),
            requests=[Request(method="PUT", path=f"/v1/groups/{group.id}/membership")],
        )
        for group in facts.groups
    ]
    moves += [
        Move(
            text=f"Go to {event.title or event.id}, where {known.they} will be.",
            evidence=[_event(event.id, event.title, event.starts_at)],
            requests=[Request(method="PUT", path=f"/v1/events/{event.id}/attendance")],
        )
        for event in facts.events
    ]
    return step(
        3,
        "places",
        moves,
        f"{known.they} is in no group and at no event that you could join.",
        done=any(move.done for move in moves),
    )


def _event(event_id: str, title: str | None, starts_at: datetime | None) -> Evidence:
    when = f"{starts_at:%Y-%m-%d %H:%M} UTC" if starts_at else None
    return Evidence(kind="event", id=event_id, name=title, detail=when)


def background(known: Known) -> Step:
    """What both have in their profiles, and what the viewer has that they look for."""
    ground = known.ground
    in_common: list[tuple[str, str, Sequence[Named]]] = [
        ("Say that you both worked at", "employer", ground.employers),
        ("Say that you both studied at", "school", ground.schools),
        ("Say that you both know", "skill", ground.skills),
        ("Say that you both care about", "interest", ground.interests),
    ]
    moves = [
        _mention(
            known, known.mentioned_at([fact.name for fact in found]), verb, evidence(kind, found)
        )
        for verb, kind, found in in_common
        if found
    ]
    for offer in known.facts.offers:
        had = "know" if offer.kind == "skill" else "have worked at"
        moves.append(
            _mention(
                known,
                known.mentioned_at([offer.name]),
                f"Say what you bring, as you {had} what {known.they} cares about:",
                evidence(offer.kind, [offer]),
            )
        )
    return step(
        4,
        "background",
        moves,
        "Your profiles have nothing in common: complete yours.",
        done=any(move.done for move in moves),
    )
