"""What an approach keeps to itself: answers that were not yes, blocks, goals."""

import httpx
import pytest
from tests.approach.conftest import Plan, Write
from tests.conftest import as_member

SILENT = {
    "ignored": "MATCH (request:ConnectionRequest) SET request.answer = 'ignored'",
    "not known": """
        MATCH (ada:Member {id: 'ada'})-[:SENT]->(request:ConnectionRequest)
        SET request.answer = 'not_known', ada.not_known_at = [$now]
        """,
    "introduction approved": """
        MATCH (introduction:Introduction)-[awaits:AWAITS]->(:Member)
        MATCH (introduction)-[:INTRODUCES_TO]->(target:Member)
        SET introduction.state = 'approved', introduction.approved_at = $now
        DELETE awaits
        CREATE (introduction)-[:AWAITS]->(target)
        """,
    "introduction declined by the connector": """
        MATCH (introduction:Introduction)-[awaits:AWAITS]->(:Member)
        SET introduction.state = 'declined_by_connector', introduction.answered_at = $now
        DELETE awaits
        """,
    "introduction declined by the target": """
        MATCH (introduction:Introduction)-[awaits:AWAITS]->(:Member)
        SET introduction.state = 'declined_by_target', introduction.approved_at = $before,
          introduction.answered_at = $now
        DELETE awaits
        """,
    "message request declined": """
        MATCH (asking:MessageRequest)
        SET asking.state = 'declined', asking.answer = 'declined', asking.closed_at = $now
        REMOVE asking.open_pair
        """,
    "goals": """
        MATCH (grace:Member {id: 'grace'})
        CREATE (grace)-[:HAS_GOAL]->(:Goal {id: 'g', kind: 'employer', skills: ['cobol']})
        """,
    "muted": """
        MATCH (ada:Member {id: 'ada'}) MATCH (grace:Member {id: 'grace'})
        CREATE (grace)-[:MUTES {since: $now}]->(ada)
        """,
    "a dismissed suggestion": """
        MATCH (ada:Member {id: 'ada'}) MATCH (grace:Member {id: 'grace'})
        CREATE (grace)-[:WAS_SUGGESTED {dismissed_at: $now}]->(ada)
        """,
}
ASKED = """
MATCH (ada:Member {id: 'ada'})
MATCH (grace:Member {id: 'grace'})
CREATE (ada)-[:SENT]->(asking:MessageRequest {id: 'm', pair: 'ada|grace', open_pair: 'ada|grace'})
  -[:SENT_TO]->(grace)
SET asking.state = 'pending', asking.created_at = $before
CREATE (ada)-[:MEMBER_OF]->(:Group {id: 'cobol'})<-[:MEMBER_OF]-(grace)
"""


@pytest.fixture
def asked(api: httpx.Client, write: Write) -> None:
    """Ada has asked Grace to connect, Linus to introduce her, and to write to Grace."""
    write(ASKED)
    for path, body in (
        ("/v1/connection-requests", {"member_id": "grace"}),
        (
            "/v1/introductions",
            {
                "connector_id": "linus",
                "target_id": "grace",
                "reason": "Compilers",
                "purpose": "advice",
            },
        ),
    ):
        assert api.post(path, json=body, headers=as_member("ada")).status_code == 201


def content(api: httpx.Client, member: str = "grace") -> bytes:
    answer = api.get(f"/v1/members/{member}/approach", headers=as_member("ada"))
    assert answer.status_code == 200
    return answer.content


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("secret", SILENT)
def test_what_was_answered_in_silence_changes_no_byte(
    api: httpx.Client, write: Write, secret: str
) -> None:
    before = content(api)
    write(SILENT[secret])
    assert content(api) == before


@pytest.mark.usefixtures("asked")
def test_an_introduction_with_a_blocked_connector_was_never_asked_for(
    api: httpx.Client, write: Write
) -> None:
    write("""
        MATCH (ada:Member {id: 'ada'})-[tie:CONNECTED_TO]-(linus:Member {id: 'linus'})
        CREATE (linus)-[:BLOCKS]->(ada)
        DELETE tie
        """)
    assert "linus" not in content(api).decode().lower()


@pytest.mark.parametrize("by", ["ada", "grace"])
def test_a_block_looks_like_absence(api: httpx.Client, write: Write, by: str) -> None:
    other = "grace" if by == "ada" else "ada"
    write(
        "MATCH (by:Member {id: $by}) MATCH (other:Member {id: $other}) "
        "CREATE (by)-[:BLOCKS]->(other)",
        by=by,
        other=other,
    )
    for route in ("approach", "common-ground", "note-suggestions"):
        answer = api.get(f"/v1/members/grace/{route}", headers=as_member("ada"))
        missing = api.get(f"/v1/members/nobody/{route}", headers=as_member("ada"))
        assert answer.status_code == missing.status_code == 404
        assert answer.text.replace("grace", "nobody") == missing.text


def test_who_stands_between_on_a_third_degree_is_not_named(plan: Plan, write: Write) -> None:
    write("MATCH (member:Member) SET member.connections_visible_to = 'only_me'")
    found = plan("ada", "hedy")
    assert found["relation"]["degree"] == 3
    assert "grace" not in str(found).lower()
