"""HTTP of analysts' own Cypher."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Response
from fastapi.responses import StreamingResponse

from mutuals.adhoc.models import AnalystQuery, Table
from mutuals.http.auth import Analyst
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState

router = APIRouter(prefix="/v1/analytics", tags=["analytics"])

ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Table,
        "content": {"text/csv": {"schema": {"type": "string"}}},
        "description": "The table, streamed as it is found; as CSV the header Mutuals-Truncated "
        "says what stopped it early, if anything did.",
    }
}


@router.post(
    "/cypher",
    operation_id="run_cypher",
    response_class=Response,
    responses=ANSWERS | declared_problems(400, 401, 403, 413, 422, 503),
)
async def run_cypher(
    state: AppState,
    analyst: Analyst,
    query: AnalystQuery,
    format_: Annotated[
        Literal["json", "csv"], Query(alias="format", description="How the table is sent.")
    ] = "json",
) -> Response:
    """Ask the whole network in Cypher: what reads, within bounds, and nothing that is private.
    At most 10,000 rows, 10 MB and 5 s, one query at a time."""
    answer = await state.analyst_queries.ask(analyst, query.query, query.parameters)
    if format_ == "json":
        return StreamingResponse(answer.as_json(), media_type="application/json")
    text = await answer.as_csv()
    headers = {"Mutuals-Truncated": answer.stopped} if answer.stopped else {}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/cypher", include_in_schema=False)
async def refuse_to_get(_analyst: Analyst) -> None:
    """Else it would be a query of the catalogue, and none that there is."""
    raise HTTPException(405, "Send the query in the body of a POST.", {"Allow": "POST"})
