"""Reads that an approach to a company is made of."""

from datetime import datetime

from mutuals.approach.company_models import (
    CompanyApproach,
    Connector,
    KnownEmployee,
    ReachableEmployee,
    Start,
)
from mutuals.approach.models import Evidence, Request
from mutuals.common_ground.models import Named
from mutuals.connection_requests.notes import letter
from mutuals.connections.strength import ACTIVITY_WEIGHTS, tier
from mutuals.errors import CompanyNotFoundError
from mutuals.graph.driver import Reader, Row
from mutuals.introductions.models import IntroductionPath
from mutuals.introductions.queries import paths_to_employees

PATHS_LOOKED_AT = 20
MOST_REACHABLE = 10
MOST_CONNECTORS = 3
MOST_KNOWN = 10


async def approach_company(
    reader: Reader, viewer_id: str, company_id: str, *, default_cap: int, now: datetime
) -> CompanyApproach:
    """Who at a company the viewer knows or can be introduced to, and whom to start with.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        CompanyNotFoundError: the company does not exist.
    """
    paths: list[IntroductionPath] = []
    for hops in (2, 3):
        found_there = await paths_to_employees(
            reader, viewer_id, company_id, hops, PATHS_LOOKED_AT, default_cap=default_cap, now=now
        )
        # Who is a connection already needs no introduction.
        paths = [path for path in found_there.paths if path.degree != 1]
        if paths:
            break
    found: dict[str, list[IntroductionPath]] = {}
    for path in paths:
        found.setdefault(str(path.members[-1].id), []).append(path)
    targets = [*found][:MOST_REACHABLE]
    row = await reader.row(
        "approach.find_company_facts",
        viewer_id=viewer_id,
        company_id=company_id,
        member_ids=targets,
        activity_weights=ACTIVITY_WEIGHTS,
        limit=MOST_KNOWN,
        now=now,
    )
    if row is None:
        raise CompanyNotFoundError(company_id)
    company = Named.model_validate(row["company"])
    facts = {one["id"]: one for one in row["reachable"]}
    reachable = [
        _reachable(found[target], facts[target], company) for target in targets if target in facts
    ]
    known = [
        KnownEmployee(**one | {"title": one["title"] or None}, tier=tier(one["strength"]))
        for one in row["known"]
    ]
    return CompanyApproach(
        company=company,
        start_with=_start(company, row["viewer_name"], known, reachable),
        known=known,
        current_count=row["current_count"],
        former_count=row["former_count"],
        reachable=reachable,
    )


def _reachable(paths: list[IntroductionPath], facts: Row, company: Named) -> ReachableEmployee:
    best = paths[0]
    target = best.members[-1]
    connectors: dict[str, Connector] = {}
    for path in paths:
        summary = path.members[1].model_dump()
        connectors.setdefault(path.connector_id, Connector(**summary, score=path.score))
    return ReachableEmployee(
        **target.model_dump(),
        title=facts["title"],
        degree=best.degree,
        score=best.score,
        connectors=[*connectors.values()][:MOST_CONNECTORS],
        in_common=[Evidence.model_validate(fact) for fact in facts["in_common"]],
        request=Request(
            method="POST",
            path="/v1/introductions",
            body={
                "connector_id": best.connector_id,
                "target_id": target.id,
                "reason": f"I would like to get to know {target.name or target.id} "
                f"and the work at {company.name or company.id}.",
                "purpose": "advice",
                "wants_connection": True,
            },
        ),
    )


def _start(
    company: Named,
    viewer_name: str | None,
    known: list[KnownEmployee],
    reachable: list[ReachableEmployee],
) -> Start | None:
    """The strongest tie there, else the warmest way there, else who was there."""
    name = company.name or company.id
    if known and known[0].current:
        why = f"They work at {name}, and you know nobody there better."
        return _write(known[0], viewer_name, why, f"may I ask you about the work at {name}?")
    if reachable:
        best = reachable[0]
        connector = best.connectors[0]
        return Start(
            member=best,
            why=f"{connector.name or connector.id} can introduce you to them, which is the "
            f"warmest way to {name}.",
            request=best.request,
        )
    if known:
        why = f"They worked at {name}, and may know whom to ask."
        words = f"you worked at {name}: whom there would you ask about their work?"
        return _write(known[0], viewer_name, why, words)
    return None


def _write(member: KnownEmployee, viewer_name: str | None, why: str, words: str) -> Start:
    text = letter(viewer_name, member.name, words)
    body = {"member_id": member.id, "text": text}
    return Start(
        member=member,
        why=why,
        request=Request(method="POST", path="/v1/messages", body=body),
    )
