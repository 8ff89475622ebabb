"""Each argument of docs/cypher.md, tried: why what comes through the gate can do no harm."""

import asyncio
import json
import tomllib
from typing import Any

import pytest
import uvloop
from hypothesis import given
from hypothesis import strategies as st
from neo4j import Driver
from tests.adhoc.conftest import Ask
from tests.adhoc.honest import HONEST
from tests.adhoc.hostile import LOOKALIKES
from tests.adhoc.scene import MODEL

from mutuals.adhoc.answers import cell
from mutuals.adhoc.gate import passed
from mutuals.adhoc.readable import readable
from mutuals.adhoc.tokens import Kind, tokens_of
from mutuals.errors import QueryRefusedError
from mutuals.graph.catalogue import cypher_folder

ENDS = {
    type_: set(stated["ends"])
    for type_, stated in tomllib.loads((cypher_folder() / "readable.toml").read_text("utf-8"))[
        "relationships"
    ].items()
}


def test_what_may_be_read_is_in_the_model() -> None:
    for part, names in (
        ("nodes", readable().nodes),
        ("relationships", readable().relationships),
    ):
        for name, properties in names.items():
            assert properties <= {*MODEL[part][name]}, name


def test_a_readable_name_is_readable_on_everything_that_a_pattern_reaches() -> None:
    """A property is known by its name alone: so no name is private on one and not on another."""
    for label, names in readable().nodes.items():
        private = {*MODEL["nodes"][label]} - names
        # Nothing leads to these two, and their states are counted, not followed.
        allowed = {"id"} if label in {"Introduction", "Recommendation"} else set()
        assert private & readable().properties <= allowed, label
    for type_, names in readable().relationships.items():
        assert not ({*MODEL["relationships"][type_]} - names) & readable().properties, type_


def test_a_readable_type_leads_to_readable_labels_only() -> None:
    for type_, ends in ENDS.items():
        assert ends <= {*readable().nodes}, type_
    assert not {"Introduction", "Recommendation"} & set().union(*ENDS.values())


def test_nothing_that_is_reached_has_a_property_called_like_a_part_of_a_time() -> None:
    reached = {**readable().nodes, **readable().relationships}
    names = {
        name
        for kind in MODEL.values()
        for where, found in kind.items()
        if where in reached
        for name in found
    }
    assert not names & readable().parts_of_times


def test_the_ends_are_those_in_the_graph(scene: Driver) -> None:
    rows = scene.execute_query(
        "MATCH (a)-[r]->(b) WHERE type(r) IN $types "
        "RETURN type(r) AS type, labels(a) + labels(b) AS ends",
        types=[*ENDS],
    ).records
    assert {row["type"] for row in rows} >= {"CONNECTED_TO", "SENT", "SENT_TO", "POSTED"}
    for row in rows:
        assert {*row["ends"]} <= ENDS[row["type"]], row["type"]


texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from("'\"`\\/*\n"),
    max_size=30,
)


def quoted(text: str, quote: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    return f"{quote}{escaped}{quote}"


@given(text=texts, quote=st.sampled_from("'\""), comment=st.sampled_from([" ", "/*'*/", "//`\n"]))
def test_a_string_becomes_a_parameter_whatever_stands_in_it(
    text: str, quote: str, comment: str
) -> None:
    found = passed(f"RETURN{comment}{quoted(text, quote)}{comment}AS x", {})
    assert found.parameters == {"_1": text}
    assert text.strip() == "" or len(text) < 3 or text not in found.text
    assert not {*"'\"`\\"} & {*found.text}


@given(
    st.lists(
        st.sampled_from(
            ["RETURN", "'", '"', "`", "\\", "/*", "*/", "//", "\n", " ", "a", "1", "AS", "x", ",",
             "\\u0027", "\\'", "(", ")", "m", ":", "Member", "MATCH", "-", "[", "]", "CREATE"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_whatever_comes_through_has_only_words_numbers_and_signs(pieces: list[str]) -> None:
    query = "".join(pieces)
    try:
        found = passed(query, {})
    except QueryRefusedError:
        return
    assert "'" not in found.text
    assert '"' not in found.text
    assert "\\" not in found.text
    assert "/" not in found.text.replace(" / ", "")
    assert "CREATE" not in found.text.split("`")[::2]


def test_what_comes_through_is_read_again_as_the_same() -> None:
    for query, parameters, _ in HONEST:
        if "replace(" in query:  # which takes strings only as they stand there
            continue
        first = passed(query, parameters)
        again = passed(
            first.text.removeprefix("CYPHER 5\n").replace("$_", "$s"),
            {
                name.replace("_", "s", 1) if name.startswith("_") else name: value
                for name, value in first.parameters.items()
            },
        )
        assert again.text.replace("$s", "$_") == first.text


@given(st.lists(texts, min_size=1, max_size=20))
def test_tokens_are_what_neo4j_takes_them_for(scene: Driver, found: list[str]) -> None:
    """Neo4j returns for each string and quoted name, as written, what the tokens say it is.

    But for \\\\u: Neo4j reads that before it looks for strings, which is why it never sees any."""
    written = [quoted(text, "'\""[number % 2]) for number, text in enumerate(found)]
    query = "RETURN /* ' */ [" + ", //`\n".join(written) + "] AS x"
    ours = [token.value for token in tokens_of(query).items if token.kind is Kind.STRING]
    assert ours == found
    if "\\u" not in query.replace("\\\\", ""):
        try:
            theirs = scene.execute_query(query).records[0]["x"]
        except Exception:
            if "\\\\u" in query:
                return
            raise
        if "\\\\u" not in query:
            assert theirs == ours


def test_a_query_of_4_kb_is_the_longest(ask: Ask) -> None:
    longest = "RETURN 1 AS x //"
    assert ask(longest + "x" * (4096 - len(longest))).status_code == 200
    assert ask(longest + "x" * (4097 - len(longest))).json()["type"] == "invalid-request"
    assert "(size)" in ask(longest + "é" * 2100).json()["detail"]


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"x": 2**63}, "64 bits"),
        ({"x": "a" * 70_000}, "65536 bytes"),
        ({"x": json.loads("[" * 12 + "]" * 12)}, "levels deep"),
        ({}, "has no value"),
    ],
)
def test_parameters_have_bounds(parameters: dict[str, Any], why: str) -> None:
    with pytest.raises(QueryRefusedError, match=why):
        passed("RETURN $x", parameters)


def test_a_refusal_says_which_rule_where_and_what_to_do(ask: Ask) -> None:
    answer = ask("MATCH (m:Member)\nRETURN m.contact_email")
    assert answer.status_code == 422
    assert answer.json()["type"] == "query-refused"
    said = "Line 2, column 10 (properties): contact_email is no property that may be read here."
    assert answer.json()["detail"] == said
    assert answer.json()["errors"] == [{"field": "query", "message": said}]


def test_what_neo4j_finds_wrong_is_said(ask: Ask) -> None:
    answer = ask("MATCH (m:Member)\nRETURN n")
    assert answer.status_code == 422
    assert answer.json()["type"] == "query-failed"
    assert answer.json()["detail"] == "Line 2: Variable `n` not defined"


def test_a_column_without_a_name_is_called_as_it_was_written(ask: Ask) -> None:
    assert ask("RETURN 'a' + 'b', 1").json()["columns"] == ["'a' + 'b'", "1"]


def test_rows_stop_at_the_cap(ask: Ask) -> None:
    answer = ask("UNWIND range(1, 10000) AS x UNWIND [1, 2] AS y RETURN x").json()
    assert len(answer["rows"]) == answer["summary"]["rows"] == 10_000
    assert answer["truncated"] is True
    assert answer["summary"]["stopped"] == "rows"
    assert "use LIMIT" in answer["summary"]["why"]


def test_bytes_stop_at_the_cap(ask: Ask) -> None:
    answer = ask("UNWIND range(1, 9999) AS x RETURN $text", text="x" * 60_000)
    assert answer.json()["summary"]["stopped"] == "bytes"
    assert len(answer.content) < 11_000_000


def test_a_row_that_is_too_large_is_never_read(ask: Ask) -> None:
    texts_ = "WITH [x IN range(1, 200) | $text] AS x "
    answer = ask(texts_ + "RETURN x, x AS y", text="x" * 60_000)
    assert answer.json()["detail"].startswith("A row is too large")
    assert ask("RETURN 1 AS x").json()["rows"] == [[1]]


def test_an_error_after_the_first_row_ends_a_document_that_is_whole(ask: Ask) -> None:
    answer = ask("UNWIND range(-500, 1) AS x RETURN 1 / x AS y").json()
    assert answer["truncated"] is True
    assert answer["summary"]["stopped"] == "error"
    assert "division by zero" in answer["summary"]["why"]


def test_csv(client: Any) -> None:
    from tests.conftest import as_member

    answer = client.post(
        "/v1/analytics/cypher?format=csv",
        json={"query": "UNWIND ['=1+1', 'a,b', ['x'], null, true] AS x RETURN x, 2 AS y"},
        headers=as_member("ann", "analyst"),
    )
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.text.splitlines() == ["x,y", "'=1+1,2", '"a,b",2', '"[""x""]",2', ",2", "true,2"]
    assert cell("-1") == "'-1"


def test_an_analyst_has_one_query_under_way(client: Any) -> None:
    import httpx
    from tests.conftest import as_member

    slow = "UNWIND range(1, 10000) AS x MATCH (a:Member), (b:Member), (c:Member) RETURN sum(x)"

    async def both() -> list[int]:
        async with httpx.AsyncClient(base_url=client.base_url, timeout=60) as many:
            sent = [
                many.post(
                    "/v1/analytics/cypher",
                    json={"query": slow},
                    headers=as_member("ann", "analyst"),
                )
                for _ in range(3)
            ]
            return sorted(answer.status_code for answer in await asyncio.gather(*sent))

    assert uvloop.run(both()) == [200, 429, 429]


def test_there_are_lookalikes() -> None:
    assert len(LOOKALIKES) > 15
