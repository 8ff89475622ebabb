"""HTTP of a member's network in numbers."""

from fastapi import APIRouter

from mutuals.http.auth import Viewer
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState
from mutuals.network_report import queries
from mutuals.network_report.models import Network

router = APIRouter(prefix="/v1", tags=["network"])


@router.get(
    "/me/network", operation_id="get_network", responses=declared_problems(401, 404, 422, 503)
)
async def get_network(state: AppState, viewer_id: Viewer) -> Network:
    """Whether the viewer's network is any good: size, growth, warm and dormant ties with whom to
    follow up, spread, communities it bridges, quality, and what was asked and answered."""
    return await queries.survey(state.graph.reader, viewer_id, state.clock())
