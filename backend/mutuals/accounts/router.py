"""HTTP of accounts and of signing in."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.exceptions import RequestValidationError

from mutuals.accounts import commands
from mutuals.accounts.models import (
    Account,
    NewAccount,
    PasswordChange,
    RefreshRequest,
    RoleChange,
    SignIn,
    Tokens,
)
from mutuals.accounts.passwords import hash_of
from mutuals.errors import (
    ConflictError,
    InvalidCredentialsError,
    InvalidTokenError,
    NotPermittedError,
)
from mutuals.graph.driver import Transaction
from mutuals.http.auth import Admin, CallerIfAny, Viewer, count_stranger, require_scope
from mutuals.http.idempotency import AnyoneOnce
from mutuals.http.problems import declared_problems
from mutuals.http.state import AppState, State
from mutuals.members.commands import make_member
from mutuals.members.models import MemberChange
from mutuals.members.router import MemberPath
from mutuals.tokens.models import Identity, TokenHolder
from mutuals.tokens.signing import RefreshClaims

router = APIRouter(prefix="/v1", tags=["accounts"])

Work = Callable[[Transaction], Awaitable[Account]]

ACCESS_LIFETIME = timedelta(minutes=15)


async def signed_in_here(state: AppState) -> None:
    """Refuses what is the issuer's to do, where there is one."""
    if state.issuer is not None:
        raise NotPermittedError(f"Members sign in at {state.issuer.url}: ask there.")


HERE = Depends(signed_in_here)
STRANGER = Depends(count_stranger)


@router.post(
    "/accounts",
    operation_id="create_account",
    status_code=201,
    openapi_extra={"security": [{}]},  # or none at all
    responses=declared_problems(400, 401, 403, 409, 413, 422, 429, 503),
)
async def create_account(
    state: AppState, caller: CallerIfAny, once: AnyoneOnce, account: NewAccount, response: Response
) -> Account:
    """Register, which needs no token. A service or an admin may register a member who exists.

    Where members sign in at an OIDC issuer: with its token and a name, become a member.
    """
    if state.issuer is not None:
        work = _joining(state, caller, account)
    else:
        work = await _registering(state, caller, account)
    try:
        created = await once(Account, work)
    except ConflictError as error:
        raise ConflictError(
            "The email address or the id is somebody's: sign in, or choose another."
        ) from error
    response.headers["Location"] = f"/v1/members/{created.id}"
    return created


@router.patch(
    "/accounts/{id}",
    operation_id="change_role",
    dependencies=[HERE],
    responses=declared_problems(400, 401, 403, 404, 413, 422, 503),
)
async def change_role(
    state: AppState, _admin: Admin, member_id: MemberPath, change: RoleChange
) -> Account:
    """Give a member another role; for admins. Tokens issued before keep theirs for 15 minutes."""
    return await commands.set_role(state.graph.writer, member_id, change.role)


@router.post(
    "/auth/token",
    operation_id="sign_in",
    dependencies=[HERE, STRANGER],
    responses=declared_problems(400, 401, 403, 413, 422, 429, 503),
)
async def sign_in(
    state: AppState, request: Request, form: Annotated[SignIn, Form()], response: Response
) -> Tokens:
    """Sign in with email address and password, OAuth2's password grant."""
    email = form.username.strip().lower()
    await state.limits.count_sign_in(request, f"email {email}")
    session = await commands.sign_in(
        state.graph,
        email,
        form.password,
        session_id=state.new_id(),
        now=state.clock(),
        lifetime=timedelta(days=state.settings.session_days),
    )
    return _tokens(state, session, response)


@router.post(
    "/auth/refresh",
    operation_id="refresh_tokens",
    dependencies=[HERE, STRANGER],
    responses=declared_problems(400, 401, 403, 413, 422, 429, 503),
)
async def refresh_tokens(state: AppState, body: RefreshRequest, response: Response) -> Tokens:
    """A new pair of tokens for the newest refresh token, which is good once.

    One that was used before ends the session: sign in again.
    """
    now = state.clock()
    try:
        claims = state.signer.session_of(body.refresh_token.get_secret_value(), now)
    except InvalidTokenError as error:
        raise InvalidCredentialsError(
            "This is no refresh token of ours, or it has expired: sign in again."
        ) from error
    session = await commands.renew(state.graph.writer, claims.session_id, claims.generation, now)
    return _tokens(state, session, response)


@router.delete(
    "/auth/sessions",
    operation_id="sign_out_everywhere",
    dependencies=[HERE],
    status_code=204,
    responses=declared_problems(401, 403, 422, 503),
)
async def sign_out_everywhere(state: AppState, viewer_id: Viewer) -> None:
    """End all sessions of the viewer. Access tokens stay good until they expire, 15 minutes."""
    now = state.clock()
    await state.graph.writer.transaction(lambda tx: commands.end_sessions(tx, viewer_id, now))


@router.post(
    "/auth/password",
    operation_id="change_password",
    dependencies=[HERE],
    status_code=204,
    responses=declared_problems(400, 401, 403, 413, 422, 429, 503),
)
async def change_password(
    state: AppState, request: Request, viewer_id: Viewer, change: PasswordChange
) -> None:
    """Change the viewer's password and sign out everywhere."""
    await state.limits.count_sign_in(request, f"member {viewer_id}")
    await commands.change_password(
        state.graph, viewer_id, change.old_password, change.new_password, state.clock()
    )


def _joining(state: State, caller: Identity | TokenHolder | None, account: NewAccount) -> Work:
    if not isinstance(caller, Identity):
        raise InvalidTokenError("This needs a token of your own: sign in and send it.")
    for field in ("email", "password", "member_id"):
        if getattr(account, field) is not None:
            raise _unfit(field, "extra_forbidden")
    joined, now = Account(id=caller.member_id, email=None, role=caller.role), state.clock()

    async def work(transaction: Transaction) -> Account:
        await make_member(transaction, joined.id, MemberChange(name=account.name), now)
        return joined

    return work


async def _registering(
    state: State, caller: Identity | TokenHolder | None, account: NewAccount
) -> Work:
    email, password = account.email, account.password
    if email is None or password is None:
        raise _unfit("email" if email is None else "password", "missing")
    if isinstance(caller, TokenHolder):
        require_scope(caller, "accounts:write")
    trusted = isinstance(caller, TokenHolder) or (caller is not None and caller.role == "admin")
    member_id, now = account.member_id or state.new_id(), state.clock()
    password_hash = await hash_of(password)

    async def work(transaction: Transaction) -> Account:
        return await commands.register(
            transaction,
            member_id=member_id,
            name=account.name,
            email=email,
            password_hash=password_hash,
            may_exist=trusted,
            # Nobody has proved that the address of a stranger is theirs.
            vouched=trusted,
            most_connections=state.settings.most_connections,
            now=now,
        )

    return work


def _unfit(field: str, kind: str) -> RequestValidationError:
    return RequestValidationError([{"type": kind, "loc": ("body", field), "msg": ""}])


def _tokens(state: State, session: commands.Session, response: Response) -> Tokens:
    now = state.clock()
    response.headers["Cache-Control"] = "no-store"
    return Tokens(
        access_token=state.signer.member_token(
            session.member_id, now, ACCESS_LIFETIME, session.role
        ),
        expires_in=int(ACCESS_LIFETIME.total_seconds()),
        refresh_token=state.signer.refresh_token(
            RefreshClaims(session.id, session.generation), now, session.expires_at
        ),
    )
