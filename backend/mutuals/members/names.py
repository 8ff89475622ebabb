"""Ids: of members, which callers choose, and of companies, schools, skills and interests,
which follow from their names."""

import hashlib
import re
import unicodedata
from typing import Annotated

from pydantic import Field

ID_PATTERN = r"^[A-Za-z0-9._~-]{1,64}$"
MemberId = Annotated[str, Field(pattern=ID_PATTERN, examples=["ada"])]
NamedId = Annotated[str, Field(pattern=ID_PATTERN, examples=["analytical-engines"])]


def named_id(name: str) -> str:
    """The id of a company, school, skill or interest: `Acme Corp` is `acme-corp`.

    Case and spacing do not matter. Where letters were lost on the way ("C++", "C#"), a hash of the
    name keeps the ids apart.
    """
    key = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    ascii_letters = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_letters).strip("-")[:50].strip("-")
    if key == slug.replace("-", " "):
        return slug
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    return f"{slug}-{digest}" if slug else digest


def company_id_of(name_or_id: str) -> str:
    """Lower-case letters, digits and hyphens are an id already; anything else is a name."""
    is_id = name_or_id == name_or_id.lower() and " " not in name_or_id
    return name_or_id if is_id else named_id(name_or_id)
