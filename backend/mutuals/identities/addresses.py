"""Addresses that a person is known under, so written that the same person's are the same text.

They serve matching alone: an `Identity` of the graph has one of them as its id.
"""

import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

LONGEST_SLUG = 200
LONGEST_EMAIL = 254
PROFILE = "url:linkedin.com/in/"
EMAIL = "email:"

_is_email_address = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+").fullmatch
_has_scheme = re.compile(r"https?://", re.IGNORECASE).match
_out_of_place = re.compile(r"[\s\x00-\x1f\x7f-\x9f/?#%\\\u202a-\u202e\u2066-\u2069]").search


def profile_identity(url: str) -> str | None:
    """What a LinkedIn profile's address says of who it is: `url:linkedin.com/in/ada-lovelace`.

    Scheme, www or a country before the host, query, a language behind the name, a slash at the end,
    case and percent-encoding do not matter. None where it is no such address.
    """
    text = url.strip()
    try:
        parts = urlsplit(text if _has_scheme(text) else f"https://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.username is not None or port not in {None, 80, 443}:
        return None
    if host.rstrip(".") != "linkedin.com" and not host.rstrip(".").endswith(".linkedin.com"):
        return None
    segments = parts.path.split("/")
    if len(segments) < 3 or segments[0] or segments[1].lower() != "in":
        return None
    try:
        slug = unquote(segments[2], errors="strict")
    except UnicodeDecodeError:
        return None
    slug = unicodedata.normalize("NFC", unicodedata.normalize("NFC", slug).lower())
    if not slug or len(slug) > LONGEST_SLUG or slug in {".", ".."} or _out_of_place(slug):
        return None
    return PROFILE + slug


def email_identity(email: str) -> str | None:
    """What an email address says of whose it is: `email:ada@example.com`; None where it is none."""
    address = email.strip().lower()
    if len(address) > LONGEST_EMAIL or not _is_email_address(address):
        return None
    return EMAIL + address


def address_of(identity_id: str) -> str:
    """The profile's or the email address, written as one writes it."""
    if identity_id.startswith(PROFILE):
        return f"https://www.linkedin.com/in/{quote(identity_id.removeprefix(PROFILE), safe='')}"
    return identity_id.removeprefix(EMAIL)
