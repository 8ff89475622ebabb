"""Accounts: what is sent to register and to sign in, and the tokens that are answered."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from mutuals.members.contacts import EmailAddress
from mutuals.members.models import Name
from mutuals.members.names import MemberId
from mutuals.tokens.models import Role

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200

Email = Annotated[EmailAddress, AfterValidator(str.lower)]
NewPassword = Annotated[SecretStr, Field(min_length=SHORTEST_PASSWORD, max_length=LONGEST_PASSWORD)]
GivenPassword = Annotated[SecretStr, Field(max_length=LONGEST_PASSWORD)]


class NewAccount(BaseModel):
    """Who registers. Where an OIDC issuer says who members are: the name alone."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "email": "ada@example.com",
                    "password": "a long sentence is easy to keep",
                    "name": "Ada Lovelace",
                }
            ]
        },
    )

    name: Name = Field(description="Of a member who exists already it stays as it is.")
    email: Email | None = None
    password: NewPassword | None = None
    member_id: MemberId | None = Field(
        None,
        description="The id to have; without it, one is made. Only a service or an admin "
        "may name a member who exists.",
    )


class Account(BaseModel):
    """A member's account, without what is secret of it."""

    id: MemberId = Field(description="The member's id.")
    email: str | None = Field(description="Null where members sign in at an OIDC issuer.")
    role: Role


class RoleChange(BaseModel):
    """The role to give."""

    model_config = ConfigDict(extra="forbid")

    role: Role


class SignIn(BaseModel):
    """The form of OAuth2's password grant; its other fields are not looked at."""

    grant_type: Literal["password"] = "password"
    username: str = Field(max_length=254, description="The email address.")
    password: GivenPassword


class RefreshRequest(BaseModel):
    """The newest refresh token of a session."""

    model_config = ConfigDict(extra="forbid")

    refresh_token: Annotated[SecretStr, Field(max_length=2000)]


class PasswordChange(BaseModel):
    """The password that is, and the one that shall be."""

    model_config = ConfigDict(extra="forbid")

    old_password: GivenPassword
    new_password: NewPassword


class Tokens(BaseModel):
    """What a sign-in gives: a token to ask with, and one to get the next pair with, once."""

    access_token: str = Field(repr=False)
    token_type: Literal["bearer"] = "bearer"  # noqa: S105
    expires_in: int = Field(description="Seconds that the access token is valid.", examples=[900])
    refresh_token: str = Field(repr=False)
