"""Whatever is sent to an operation, valid or not: no 5xx, and an answer as the document says."""

from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings
from schemathesis import Case
from tests.contract.kept import check, schema, sent


@pytest.mark.usefixtures("four_members")
@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.filter_too_much,
        HealthCheck.too_slow,
    ],
)
def test_answers_are_those_declared(
    case: Case[Any], api: httpx.Client, as_service: dict[str, str]
) -> None:
    """By the document's examples, by what is at the edge of each field, and at random."""
    headers = as_service | {"Mutuals-Viewer": "ada"}
    check(case, case.call(base_url=str(api.base_url), headers=headers))


def test_more_than_five_thousand_cases_were_sent() -> None:
    """To every operation; each was checked above."""
    assert sent.total() >= 5000
    assert len(sent) == schema.statistic.operations.selected
