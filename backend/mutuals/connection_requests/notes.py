"""Drafts of notes: templates over facts of the graph, each named, none invented."""

from collections.abc import Sequence

from mutuals.common_ground.models import EngagedPost, Ground, Named
from mutuals.connection_requests.models import LONGEST_NOTE, CommonGround, NoteDraft
from mutuals.connections.models import MemberSummary

MOST_DRAFTS = 3
MOST_FACTS = 3
"""So many facts of a kind does one draft name."""
LONGEST_QUOTE = 60

ENGAGED = {"reacted": "liked", "commented": "commented on", "shared": "shared"}


def drafts(ground: Ground) -> list[NoteDraft]:
    """Up to three drafts, the strongest ground first; one that is too long to send is left out."""
    written = [
        _draft(
            ground,
            _facts("mutual_connection", ground.mutual_connections),
            "we both know {} and I would like to be in touch with you directly.",
        ),
        _post_draft(ground),
        _draft(
            ground,
            _facts("company", ground.employers[:2]),
            "we both worked at {}, and I would be glad to stay in touch.",
        ),
        _draft(
            ground,
            [
                CommonGround(kind="event", id=event.id, name=event.title)
                for event in ground.events[:1]
            ],
            "we are both on the list of {}, and I would like to get to know you.",
        ),
        _draft(
            ground,
            _facts("group", ground.groups[:2]),
            "we are both in {}, and I would like to exchange ideas with you.",
        ),
        _draft(
            ground,
            _facts("school", ground.schools[:2]),
            "we both studied at {}, and I would like to hear what you do now.",
        ),
        _draft(
            ground,
            _facts("skill", ground.skills),
            "we share an expertise in {}, and I would like to follow your work.",
        ),
        _draft(
            ground,
            _facts("interest", ground.interests),
            "we both care about {}, and I would like to exchange ideas with you.",
        ),
    ]
    return [draft for draft in written if draft][:MOST_DRAFTS]


def quote(text: str | None) -> str:
    """How a post begins, as it is named to people."""
    words = " ".join((text or "").split())
    if len(words) <= LONGEST_QUOTE:
        return words
    return words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"


def _facts(kind: str, found: Sequence[Named | MemberSummary]) -> list[CommonGround]:
    return [
        CommonGround.model_validate({"kind": kind, "id": fact.id, "name": fact.name})
        for fact in found[:MOST_FACTS]
    ]


def _post_draft(ground: Ground) -> NoteDraft | None:
    posts: list[EngagedPost] = [post for post in ground.posts if quote(post.text)]
    if not posts:
        return None
    post = posts[0]
    fact = CommonGround(kind="post", id=post.id, name=quote(post.text))
    return _draft(
        ground,
        [fact],
        f'I {ENGAGED[post.engaged]} your post "{{}}" and would like to read more of you.',
    )


def _draft(ground: Ground, facts: list[CommonGround], sentence: str) -> NoteDraft | None:
    while facts:
        names = listed([fact.name or fact.id for fact in facts])
        text = letter(ground.viewer_name, ground.member.name, sentence.format(names))
        if len(text) <= LONGEST_NOTE:
            return NoteDraft(text=text, stands_on=facts)
        facts = facts[:-1]
    return None


def thanks(viewer_name: str | None, member_name: str | None, note: str | None) -> str:
    """A first message to a new connection, that builds on the note they accepted."""
    built_on = f' When I asked, I wrote: "{note}" I would be glad to go on from there.'
    return letter(
        viewer_name,
        member_name,
        "thank you for connecting with me."
        + (built_on if note else " I would be glad to hear what you are working on."),
    )


def letter(viewer_name: str | None, member_name: str | None, sentence: str) -> str:
    """A greeting, a sentence that begins in lower case, and who writes."""
    greeting = f"Hello {member_name.split()[0]}" if member_name else "Hello"
    signature = f" {viewer_name}" if viewer_name else ""
    return f"{greeting}, {sentence}{signature}"


def listed(names: list[str]) -> str:
    """Ada, Ada and Grace, or Ada, Grace and Linus."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
