"""The document as Schemathesis reads it, and whether an answer keeps it."""

from collections import Counter
from typing import Any

import schemathesis
from schemathesis import Case, Config, Response
from tests.contract.conftest import DOCUMENT

sent: Counter[str] = Counter()
"""Cases by operation, of this process."""


def _is_stream(context: Any) -> bool:
    """It has no end to wait for."""
    answers = context.operation.definition.raw["responses"].values()
    return any("text/event-stream" in answer.get("content", {}) for answer in answers)


schema = schemathesis.openapi.from_path(
    DOCUMENT,
    config=Config.from_dict(
        # The document cannot say all: that text is not control characters, a cursor one of ours.
        {"checks": {"positive_data_acceptance": {"enabled": False}}}
    ),
).exclude(_is_stream)


LONGEST_URL = 60_000
"""Of a longer one the HTTP server answers for itself, and no app sees it."""


def check(case: Case[Any], response: Response, **options: Any) -> None:
    """Hold an answer against the document."""
    url = response.request.url or ""
    unknown = any(name.lower().startswith("x-schemathesis-") for name in case.headers or {})
    # A header that nobody knows is no mistake.
    if len(url) <= LONGEST_URL and not unknown:
        sent[case.operation.label] += 1
        case.validate_response(response, **options)
