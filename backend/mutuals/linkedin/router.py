"""HTTP of imports from LinkedIn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, aclosing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, BinaryIO

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from mutuals.errors import ImportFileError, MutualsError
from mutuals.http.auth import Viewer
from mutuals.http.problems import declared_problems, problem_of
from mutuals.http.state import AppState
from mutuals.linkedin import commands
from mutuals.linkedin.archive import Export, opened_export
from mutuals.linkedin.models import Forgotten, ImportProgress
from mutuals.members.queries import get_profile

router = APIRouter(prefix="/v1/me/imports", tags=["imports"])

ZIP_TYPES = {"application/zip", "application/x-zip-compressed", "application/octet-stream"}
BINARY = {"type": "string", "format": "binary"}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The ZIP file that LinkedIn sent, up to 100 MiB.",
        "content": {
            "application/zip": {"schema": BINARY},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": BINARY},
                    "required": ["file"],
                }
            },
        },
    }
}
PIECE = 1 << 20
NO_FIELD = "Send the ZIP file as the field `file` of a multipart/form-data form."


async def uploaded_export(
    request: Request, state: AppState, viewer_id: Viewer
) -> AsyncIterator[Export]:
    """The export in the request's body, in a file that is gone when the request is answered.

    Opened here, what is wrong with it is answered, not streamed.
    """
    await get_profile(state.graph.reader, viewer_id, viewer_id)  # raises for who is no member
    with ExitStack() as stack:
        folder = await asyncio.to_thread(stack.enter_context, TemporaryDirectory())
        path = Path(folder) / "export.zip"
        try:
            await _receive(request, path)
        except ClientDisconnect as error:
            raise HTTPException(400) from error
        yield await asyncio.to_thread(stack.enter_context, opened_export(path))


async def _receive(request: Request, path: Path) -> None:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    file = await asyncio.to_thread(path.open, "wb")
    try:
        if media_type in ZIP_TYPES:
            async for piece in request.stream():
                await asyncio.to_thread(file.write, piece)
        elif media_type == "multipart/form-data":
            await _receive_form(request, file)
        else:
            raise ImportFileError(
                "Send the ZIP file with the header Content-Type: application/zip, or as the "
                "field `file` of multipart/form-data."
            )
    finally:
        await asyncio.to_thread(file.close)


async def _receive_form(request: Request, file: BinaryIO) -> None:
    try:
        form = await request.form(max_files=1, max_fields=10)
    except HTTPException as error:
        if error.status_code != 400:
            raise
        raise ImportFileError(NO_FIELD) from error
    try:
        upload = form.get("file")
        if not isinstance(upload, UploadFile):
            raise ImportFileError(NO_FIELD)
        while piece := await upload.read(PIECE):
            await asyncio.to_thread(file.write, piece)
    finally:
        await form.close()


@router.post(
    "",
    operation_id="import_linkedin_export",
    response_class=EventSourceResponse,
    openapi_extra=BODY,
    responses=declared_problems(400, 401, 404, 413, 422, 503),
)
async def import_linkedin_export(
    state: AppState, viewer_id: Viewer, export: Annotated[Export, Depends(uploaded_export)]
) -> AsyncIterator[ServerSentEvent]:
    """Import the viewer's LinkedIn export, the ZIP file as it is: server-sent events `progress`,
    and at the end `report`, or `problem` where it could not go on. Whoever closes the connection
    stops the import between two batches; sent again, the same file does the rest and nothing
    twice."""
    steps = commands.import_export(
        state.graph,
        viewer_id,
        export,
        vouched=False,
        most_connections=state.settings.most_connections,
        new_id=state.new_id,
        now=state.clock(),
    )
    try:
        async with aclosing(steps):
            async for step in steps:
                name = "progress" if isinstance(step, ImportProgress) else "report"
                yield ServerSentEvent(data=step, event=name)
    except MutualsError as error:
        yield ServerSentEvent(data=problem_of(error), event="problem")


@router.delete(
    "",
    operation_id="forget_imports",
    responses=declared_problems(401, 404, 422, 503),
)
async def forget_imports(state: AppState, viewer_id: Viewer) -> Forgotten:
    """Remove everybody whom the viewer's imports know and who is no member. Connections stay."""
    removed = await commands.forget_imports(state.graph.writer, viewer_id, state.clock())
    return Forgotten(removed=removed)
