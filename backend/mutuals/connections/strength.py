"""How strong a tie is: the weights, the tiers, and the factors behind a strength.

A tie's strength, 0 to 1, is what its import said, or else its context: facts of the graph that
stand on the edge. The weights are Mutuals' own.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SHARED_EMPLOYER_WEIGHT = 0.20
SHARED_SCHOOL_WEIGHT = 0.10
COMMON_CONNECTIONS_WEIGHT = 0.20
CONTEXT_CEILING = 0.60

STRONG = 0.60
MODERATE = 0.25

CONTEXT_WEIGHTS = {
    "shared_employer": SHARED_EMPLOYER_WEIGHT,
    "shared_school": SHARED_SCHOOL_WEIGHT,
    "common_connections": COMMON_CONNECTIONS_WEIGHT,
    "ceiling": CONTEXT_CEILING,
}
"""The parameter `weights` of the Cypher files that compute a context."""

Strength = Annotated[float, Field(ge=0, le=1)]


class Tier(StrEnum):
    """Strong from 0.60, moderate from 0.25, weak below."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


def tier(strength: float) -> Tier:
    if strength >= STRONG:
        return Tier.STRONG
    return Tier.MODERATE if strength >= MODERATE else Tier.WEAK


class Factor(BaseModel):
    """One source of a tie's strength."""

    model_config = ConfigDict(frozen=True)

    name: Literal["imported", "shared_employer", "shared_school", "common_connections"]
    weight: Strength = Field(description="What it adds to the strength.")
    detail: str = Field(description="The fact behind it, in words.")


def factors(
    imported_strength: float | None,
    shared_employer: bool | None,
    shared_school: bool | None,
    common_share: float | None,
) -> list[Factor]:
    """What a strength is made of; empty where nothing is known of the tie.

    `common_share` is the Jaccard share, 0 to 1: of all who know either, how many know both.
    """
    if imported_strength is not None:
        return [Factor(name="imported", weight=imported_strength, detail="as imported")]
    found = []
    if shared_employer:
        found.append(
            Factor(
                name="shared_employer",
                weight=SHARED_EMPLOYER_WEIGHT,
                detail="colleagues",
            )
        )
    if shared_school:
        found.append(
            Factor(name="shared_school", weight=SHARED_SCHOOL_WEIGHT, detail="same school")
        )
    if common_share:
        found.append(
            Factor(
                name="common_connections",
                weight=common_share * COMMON_CONNECTIONS_WEIGHT,
                detail=f"{common_share:.0%} of connections in common",
            )
        )
    return found
