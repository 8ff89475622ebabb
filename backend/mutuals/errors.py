"""Every error Mutuals raises on purpose. Its text is one sentence that says what to do next.

MutualsError
├── EngineError           the embedded Neo4j cannot be started, found or stopped
├── GraphUnavailableError Neo4j is away or too busy; the same call may succeed later
├── GraphRefusedError     Neo4j refuses us: credentials, database name, rights
├── SettingsError         settings that do not go together, or cannot be used
├── CatalogueError        a Cypher file breaks the catalogue's rules
├── MigrationError        the schema's history and cypher/migrations/ disagree
├── ImportFileError       a file to import cannot be read, or --strict met a bad line
├── ExportFileError       a file or folder to export to cannot be written, or exists
├── MemberNotFoundError   no such member
├── CompanyNotFoundError  no such company
├── SkillNotFoundError    the member has no such skill
├── AccountNotFoundError  the member has no account
├── TokenNotFoundError    no such service token
├── NotFoundError         no such request, conversation, message, introduction, ...
├── NotVisibleError       no such post, comment, ... that the viewer may see
├── ConflictError         the graph already holds something that forbids the change
├── NotConnectedError     the two are not connected; says the ways there are
├── QuotaReachedError     so many are allowed in a time, and were used
├── TooManyRequestsError  so many are allowed in a time, and came
├── IdempotencyKeyError   an Idempotency-Key came again with another request
├── InvalidCursorError    a list cursor was altered, or belongs to another list
├── InvalidTokenError     a bearer token is missing, altered, expired or revoked
├── InvalidCredentialsError  email address and password do not go together
├── IssuerUnavailableError  the OIDC issuer is away
├── InvalidViewerError    a service's request does not name its viewer
└── NotPermittedError     the caller may not do this
"""


class MutualsError(Exception):
    """The root of the tree; catch it to catch them all."""


class EngineError(MutualsError):
    """The embedded Neo4j cannot be started, found or stopped."""


class GraphUnavailableError(MutualsError):
    """Neo4j is away or too busy; the same call may succeed later."""


class GraphRefusedError(MutualsError):
    """Neo4j refuses us: credentials, database name, rights."""


class SettingsError(MutualsError):
    """Settings that do not go together, or cannot be used."""


class CatalogueError(MutualsError):
    """A Cypher file breaks the catalogue's rules."""


class MigrationError(MutualsError):
    """The schema's history and cypher/migrations/ disagree."""


class ImportFileError(MutualsError):
    """A file to import cannot be read, or --strict met a bad line."""


class ExportFileError(MutualsError):
    """A file or folder to export to cannot be written, or exists."""


class MemberNotFoundError(MutualsError):
    """No such member."""

    def __init__(self, member_id: str) -> None:
        super().__init__(f"There is no member {member_id!r}: check the id, or create the member.")
        self.member_id = member_id


class CompanyNotFoundError(MutualsError):
    """No such company."""

    def __init__(self, company_id: str) -> None:
        super().__init__(
            f"There is no company {company_id!r}: use the id that a member's positions show."
        )
        self.company_id = company_id


class SkillNotFoundError(MutualsError):
    """The member has no such skill."""

    def __init__(self, member_id: str, skill_id: str) -> None:
        super().__init__(
            f"The member {member_id!r} has no skill {skill_id!r}: use an id that their skills show."
        )


class AccountNotFoundError(MutualsError):
    """The member has no account."""

    def __init__(self, member_id: str) -> None:
        super().__init__(f"The member {member_id!r} has no account: check the id, or register one.")


class TokenNotFoundError(MutualsError):
    """No such service token."""

    def __init__(self, token_id: str) -> None:
        super().__init__(
            f"There is no service token {token_id!r}: `mutuals token list` shows the ids."
        )


class NotFoundError(MutualsError):
    """No such request, conversation, message, introduction, ...; or not one of the viewer's."""

    def __init__(self, what: str, id_: str) -> None:
        super().__init__(f"You have no {what} {id_!r}: list yours to see their ids.")


class NotVisibleError(MutualsError):
    """No such post, comment, ...; or not one that the viewer may see."""

    def __init__(self, what: str, id_: str) -> None:
        super().__init__(f"There is no {what} {id_!r} that you may see: check the id.")


class ConflictError(MutualsError):
    """The graph already holds something that forbids the change."""


class NotConnectedError(MutualsError):
    """The two are not connected, which this needs; `ways` are those to get there."""

    def __init__(self, member_id: str, ways: list[dict[str, object]]) -> None:
        super().__init__(
            f"You are not connected to {member_id!r}: take one of the ways that `ways` lists."
        )
        self.ways = ways


class QuotaReachedError(MutualsError):
    """So many are allowed in a time, and were used; the next is due in `seconds`."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class TooManyRequestsError(QuotaReachedError):
    """A caller asked more often than allowed; the next is due in `seconds`."""


class IdempotencyKeyError(MutualsError):
    """An Idempotency-Key came again with another request."""

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used for another request: make a new key for a new request."
        )


class InvalidCursorError(MutualsError):
    """A list cursor was altered, or belongs to another list."""

    def __init__(self) -> None:
        super().__init__(
            "This cursor was altered or belongs to another list: start again without a cursor."
        )


class InvalidTokenError(MutualsError):
    """A bearer token is missing, altered, expired or revoked."""


class InvalidCredentialsError(MutualsError):
    """Email address and password do not go together; which of them is wrong is not said."""


class IssuerUnavailableError(MutualsError):
    """The OIDC issuer, whose keys are needed, is away or does not answer as it should."""


class InvalidViewerError(MutualsError):
    """A service's request does not name its viewer."""


class NotPermittedError(MutualsError):
    """The caller may not do this."""
