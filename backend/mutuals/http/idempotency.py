"""Idempotency-Key: what a client sends twice, for it saw no answer, is done once."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Request
from pydantic import BaseModel

from mutuals.errors import IdempotencyKeyError
from mutuals.graph.driver import Transaction
from mutuals.http.auth import MembersWriter, Viewer
from mutuals.http.state import AppState, State

Answer = TypeVar("Answer", bound=BaseModel)

KeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Any text of the client's own, new for each thing to make: the same request "
        "sent again under it makes nothing more and has the first answer.",
    ),
]


@dataclass(frozen=True)
class Once:
    """Runs a write in one transaction, together with the memory that its key was used."""

    state: State
    key_id: str | None
    fingerprint: str

    async def __call__(
        self, model: type[Answer], work: Callable[[Transaction], Awaitable[Answer]]
    ) -> Answer:
        """The answer of the work, or, where its key was used for the same request, the first.

        Raises:
            IdempotencyKeyError: its key was used for another request.
        """
        writer, now = self.state.graph.writer, self.state.clock()
        if self.key_id is None:
            return await writer.transaction(work)

        async def remembered(transaction: Transaction) -> Answer:
            claim = await transaction.row(
                "idempotency.claim", id=self.key_id, fingerprint=self.fingerprint, now=now
            )
            if claim is not None and claim["fingerprint"] != self.fingerprint:
                raise IdempotencyKeyError
            if claim is not None and claim["result"] is not None:
                return model.model_validate_json(claim["result"])
            answer = await work(transaction)
            await transaction.rows(
                "idempotency.record", id=self.key_id, result=answer.model_dump_json()
            )
            return answer

        return await writer.transaction(remembered)


async def _once(request: Request, state: AppState, caller: str, key: str | None) -> Once:
    path = f"{request.method} {request.url.path}"
    return Once(
        state,
        key_id=None if key is None else _digest(caller, key),
        # Keyed, for a body may hold a password.
        fingerprint=state.signer.fingerprint(f"{path}\n{(await request.body()).hex()}"),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


async def once_of_viewer(
    request: Request, state: AppState, viewer_id: Viewer, key: KeyHeader = None
) -> Once:
    return await _once(request, state, f"member {viewer_id}", key)


async def once_of_members_writer(
    request: Request, state: AppState, writer: MembersWriter, key: KeyHeader = None
) -> Once:
    return await _once(request, state, f"writer {writer}", key)


async def once_of_anyone(request: Request, state: AppState, key: KeyHeader = None) -> Once:
    return await _once(request, state, "anyone", key)


ViewerOnce = Annotated[Once, Depends(once_of_viewer)]
MembersWriterOnce = Annotated[Once, Depends(once_of_members_writer)]
AnyoneOnce = Annotated[Once, Depends(once_of_anyone)]
