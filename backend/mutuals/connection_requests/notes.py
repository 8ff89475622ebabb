"""Drafts of notes: templates over facts of the graph, each named, none invented."""

from mutuals.connection_requests.models import LONGEST_NOTE, CommonGround, NoteDraft

MOST_DRAFTS = 3

Fact = dict[str, str | None]
"""The id and the name of something both have."""


def drafts(
    *,
    viewer_name: str | None,
    member_name: str | None,
    mutual_connections: list[Fact],
    companies: list[Fact],
    schools: list[Fact],
    skills: list[Fact],
    interests: list[Fact],
) -> list[NoteDraft]:
    """Up to three drafts, the strongest ground first; one that is too long to send is left out."""
    written = [
        _draft(
            viewer_name,
            member_name,
            "mutual_connection",
            mutual_connections,
            "we both know {} and I would like to be in touch with you directly.",
        ),
        _draft(
            viewer_name,
            member_name,
            "company",
            companies,
            "we both worked at {}, and I would be glad to stay in touch.",
        ),
        _draft(
            viewer_name,
            member_name,
            "school",
            schools,
            "we both studied at {}, and I would like to hear what you do now.",
        ),
        _draft(
            viewer_name,
            member_name,
            "skill",
            skills,
            "we share an expertise in {}, and I would like to follow your work.",
        ),
        _draft(
            viewer_name,
            member_name,
            "interest",
            interests,
            "we both care about {}, and I would like to exchange ideas with you.",
        ),
    ]
    return [draft for draft in written if draft][:MOST_DRAFTS]


def _draft(
    viewer_name: str | None,
    member_name: str | None,
    kind: str,
    facts: list[Fact],
    sentence: str,
) -> NoteDraft | None:
    if not facts:
        return None
    ground = [CommonGround.model_validate({"kind": kind, **fact}) for fact in facts]
    while ground:
        names = _listed([fact.name or fact.id for fact in ground])
        text = _letter(viewer_name, member_name, sentence.format(names))
        if len(text) <= LONGEST_NOTE:
            return NoteDraft(text=text, stands_on=ground)
        ground = ground[:-1]
    return None


def thanks(viewer_name: str | None, member_name: str | None, note: str | None) -> str:
    """A first message to a new connection, that builds on the note they accepted."""
    built_on = f' When I asked, I wrote: "{note}" I would be glad to go on from there.'
    return _letter(
        viewer_name,
        member_name,
        "thank you for connecting with me."
        + (built_on if note else " I would be glad to hear what you are working on."),
    )


def _letter(viewer_name: str | None, member_name: str | None, sentence: str) -> str:
    greeting = f"Hello {member_name.split()[0]}" if member_name else "Hello"
    signature = f" {viewer_name}" if viewer_name else ""
    return f"{greeting}, {sentence}{signature}"


def _listed(names: list[str]) -> str:
    """Ada, Ada and Grace, or Ada, Grace and Linus."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
