"""HTTP of the analysts' catalogue."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from mutuals.analytics import queries
from mutuals.analytics.formats import MEDIA_TYPES, Format, written
from mutuals.analytics.models import Answer, CatalogueQueries
from mutuals.analytics.parameters import asked_for
from mutuals.errors import InvalidParameterError
from mutuals.http.auth import Analyst
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState

router = APIRouter(prefix="/v1/analytics", tags=["analytics"])

NamePath = Annotated[
    str,
    Path(
        description="Of a query, as listed.",
        max_length=100,
        json_schema_extra={"enum": [*queries.queries()]},
    ),
]
FormatQuery = Annotated[
    Format, Query(alias="format", description="What the answer comes as; not all have a chart.")
]


def parameters_of_all() -> list[dict[str, Any]]:
    """The queries' parameters as OpenAPI declares them: each is taken by some, as described."""
    types = {
        "integer": {"type": "integer"},
        "float": {"type": "number"},
        "date": {"type": "string", "format": "date"},
        "string": {"type": "string"},
    }
    taken: dict[str, tuple[str, list[str]]] = {}
    for name, query in queries.queries().items():
        for parameter, kind in asked_for(query).items():
            taken.setdefault(parameter, (kind, []))[1].append(name)
    return [
        {
            "name": parameter,
            "in": "query",
            "required": False,
            "description": f"Taken by {', '.join(names)}.",
            "schema": types[kind],
        }
        for parameter, (kind, names) in sorted(taken.items())
    ]


@router.get(
    "",
    operation_id="list_analytics",
    responses=declared_problems(401, 403, 503),
)
async def list_analytics(_analyst: Analyst) -> CatalogueQueries:
    """Every query of the catalogue: what it answers, takes and returns, with an example."""
    return queries.listed()


@router.get(
    "/{name}",
    operation_id="run_analytics",
    response_model=Answer,
    responses={
        200: {
            "content": {
                media: {"schema": {"type": "string", "format": "binary"}}
                for media in MEDIA_TYPES.values()
            }
        },
        **declared_problems(401, 403, 404, 409, 422, 501, 503),
    },
    openapi_extra={"parameters": parameters_of_all()},
)
async def run_analytics(
    request: Request,
    state: AppState,
    _analyst: Analyst,
    name: NamePath,
    format_: FormatQuery = Format.JSON,
) -> Answer | Response:
    """The answer of a query of the catalogue, which takes the parameters that the list says, as
    JSON, CSV, Parquet, or drawn as an SVG or PNG chart."""
    given = {
        parameter: value
        for parameter, value in request.query_params.items()
        if parameter != "format"
    }
    for parameter in given:
        if len(request.query_params.getlist(parameter)) > 1:
            raise InvalidParameterError(parameter, "Send it once.")
    answer = await queries.run(state.graph.reader, name, given, now=state.clock())
    if format_ is Format.JSON:
        return answer
    content = await asyncio.to_thread(written, answer, format_)
    return Response(
        content,
        media_type=MEDIA_TYPES[format_],
        headers={"Content-Disposition": f'inline; filename="{name}.{format_}"'},
    )
