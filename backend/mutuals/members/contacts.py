"""How to reach a member: links on the web, an email address, a phone number."""

import re
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
)

LONGEST_LINK = 500

_is_email_address = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+").fullmatch
_is_phone_number = re.compile(r"[+(]?[0-9]([ ()./-]{0,3}[0-9]){2,24}", re.ASCII).fullmatch
_http_url = TypeAdapter(HttpUrl)


def _email_address(text: str) -> str:
    text = text.strip()
    if not _is_email_address(text):
        raise ValueError("is no email address: send one such as ada@example.com")
    return text


def _phone_number(text: str) -> str:
    text = text.strip()
    if not _is_phone_number(text):
        raise ValueError("is no phone number: send one such as +44 20 7946 0000")
    return text


def _link(text: str) -> str:
    """As browsers write it, so that nothing in it looks like something else."""
    try:
        url = _http_url.validate_python(text.strip())
    except ValidationError as error:
        raise ValueError("is no web address: send one such as https://example.com/ada") from error
    if url.username or url.password:
        # https://example.com@elsewhere.example leads elsewhere.
        raise ValueError("names a user before the host: send the address without")
    if len(str(url)) > LONGEST_LINK:
        raise ValueError(f"is over {LONGEST_LINK} characters once written as browsers do")
    return str(url)


Link = Annotated[
    str,
    Field(max_length=LONGEST_LINK, examples=["https://example.com/ada"]),
    AfterValidator(_link),
]
EmailAddress = Annotated[
    str, Field(max_length=254, examples=["ada@example.com"]), AfterValidator(_email_address)
]
PhoneNumber = Annotated[
    str, Field(max_length=50, examples=["+44 20 7946 0000"]), AfterValidator(_phone_number)
]


class ContactInput(BaseModel):
    """Contact details, all of them: one that is left out is none."""

    model_config = ConfigDict(extra="forbid")

    email: EmailAddress | None = None
    phone: PhoneNumber | None = None


class Contact(BaseModel):
    """Contact details as shown to those whom the member lets see them."""

    email: str | None
    phone: str | None
