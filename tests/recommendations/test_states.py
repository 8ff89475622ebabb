"""The state machine of a recommendation: each step it lists is taken, and every other refused."""

from itertools import product

import httpx
import pytest
from tests.network import write_network
from tests.recommendations.praising import TIES, begin, query, take

from mutuals.errors import ConflictError
from mutuals.graph.driver import Server
from mutuals.recommendations.states import Role, State, Step, transition

LISTED = {
    ("author", "write", "requested"): "written",
    ("author", "write", "returned"): "written",
    ("author", "decline", "requested"): "declined",
    ("author", "withdraw", "written"): "withdrawn",
    ("author", "withdraw", "returned"): "withdrawn",
    ("author", "withdraw", "accepted"): "withdrawn",
    ("author", "withdraw", "hidden"): "withdrawn",
    ("member", "return", "written"): "returned",
    ("member", "accept", "written"): "accepted",
    ("member", "decline", "written"): "declined",
    ("member", "hide", "accepted"): "hidden",
    ("member", "show", "hidden"): "accepted",
    ("member", "withdraw", "requested"): "withdrawn",
}
STEPS = [step.value for step in Step if step is not Step.ASK]


def test_each_step_leads_where_it_is_listed_and_no_other_is_taken() -> None:
    for role, step, state in product(Role, Step, State):
        if after := LISTED.get((role.value, step.value, state.value)):
            assert transition(role, step, state).after == after
        else:
            with pytest.raises(ConflictError, match=f"is {state}: its {role} cannot {step} it"):
                transition(role, step, state)


@pytest.mark.parametrize("state", [state.value for state in State])
def test_over_http_what_is_not_listed_changes_nothing(
    api: httpx.Client, server: Server, state: str
) -> None:
    write_network(server, TIES)
    id_ = begin(api, "ada", "write", "grace").json()["id"]
    for role, step in product(["author", "member"], STEPS):
        query(server, "MATCH (r:Recommendation) SET r.state = $state", state=state)
        answer = take(api, "ada" if role == "author" else "grace", id_, step)
        after = LISTED.get((role, step, state))
        assert answer.status_code == (200 if after else 409), (role, step)
        [found] = query(server, "MATCH (r:Recommendation) RETURN r.state AS state")
        assert found["state"] == (after or state)
