"""How large a request's body may be, and how many requests are under way at once."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mutuals.http.problems import too_busy, too_large

LARGEST_BODY = 1 << 20
"""Bytes; 500 ids of 64 characters are a thirtieth of it."""
LARGER_BODIES = {"/v1/me/imports": 100 << 20}
"""Of routes that write what they receive to a file, piece by piece."""


class BodyLimit:
    """ASGI middleware; Starlette's own answers with plain text in place of a problem document."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = LARGER_BODIES.get(scope["path"], LARGEST_BODY)
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > most:
            await too_large(most)(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise HTTPException(413, str(most))
            return message

        await self._app(scope, counted, send)


UNCOUNTED = {"/livez", "/readyz", "/metrics", "/v1/me/notifications/stream"}
"""Health must answer of a busy process, and a stream is under way for as long as it is read."""


class InFlightLimit:
    """ASGI middleware: what is over the limit is told to come again; it makes nobody wait."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in UNCOUNTED:
            await self._app(scope, receive, send)
        elif self._under_way >= self._most:
            await too_busy()(scope, receive, send)
        else:
            self._under_way += 1
            try:
                await self._app(scope, receive, send)
            finally:
                self._under_way -= 1
