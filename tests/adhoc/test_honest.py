"""What analysts ask is answered, and right."""

from typing import Any

import httpx
import pytest
from tests.adhoc.conftest import Ask
from tests.adhoc.honest import HONEST
from tests.conftest import as_member


@pytest.mark.parametrize(("query", "parameters", "rows"), HONEST)
def test_an_honest_query_is_answered(
    ask: Ask, query: str, parameters: dict[str, Any], rows: list[list[Any]]
) -> None:
    answer = ask(query, **parameters)
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"] == rows
    assert answer.json()["truncated"] is False


def test_a_query_is_sent_with_post(api: httpx.Client) -> None:
    answer = api.get("/v1/analytics/cypher", headers=as_member("ann", "analyst"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
