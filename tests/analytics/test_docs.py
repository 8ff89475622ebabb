"""docs/analytics.md names every query with what it takes, and how it is drawn."""

import re
from pathlib import Path

from mutuals.analytics.queries import listed

DOCS = (Path(__file__).parents[2] / "docs" / "analytics.md").read_text("utf-8")


def test_the_table_says_what_the_files_say() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", DOCS, re.MULTILINE))
    assert [*rows] == [query.name for query in listed().items]
    for query in listed().items:
        answers, parameters, chart, needs_run = rows[query.name].split(" | ")
        assert query.description.startswith(answers.removesuffix("."))
        assert re.findall(r"`(\w+)`", parameters) == [one.name for one in query.parameters]
        assert chart == (query.chart or "none")
        assert needs_run.strip() == ("yes" if query.needs_run else "")
