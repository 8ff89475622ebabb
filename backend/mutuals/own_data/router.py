"""HTTP of all that is stored about the viewer."""

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from mutuals.http.auth import Viewer
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.own_data import queries
from mutuals.own_data.archive import archive

router = APIRouter(prefix="/v1/me", tags=["members"])

ZIP = {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}


@router.get(
    "/export",
    operation_id="export_own_data",
    response_class=StreamingResponse,
    responses=declared_problems(401, 404, 422, 503) | {200: ZIP},
)
async def export_own_data(state: AppState, viewer_id: Viewer) -> StreamingResponse:
    """All that is stored about the viewer: a ZIP of JSON files, with a README of what is where."""
    reader = state.graph.reader
    profile = await queries.get_profile(reader, viewer_id)
    return StreamingResponse(
        archive(reader, viewer_id, profile, state.clock()),
        media_type="application/zip",
        headers={
            "Content-Disposition": 'attachment; filename="mutuals.zip"',
            "Cache-Control": "no-store",
        },
    )
