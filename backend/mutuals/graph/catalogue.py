"""Finds the Cypher files and checks what their headers declare, without a database."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from mutuals.errors import CatalogueError

TYPES = {"string", "integer", "float", "boolean", "datetime", "date", "map", "any"}
CHARTS = {
    "bars": {"label", "value"},
    "line": {"x", "y"},
    "points": {"x", "y"},
    "heatmap": {"x", "y", "value"},
}
"""What can be drawn, and of which columns; a `y` may name several, with commas."""
LINE = re.compile(
    r"(?P<key>name|access|rows|needs): (?P<value>\S+)"
    r"|param (?P<parameter>\w+): (?P<type>\S+)(?: (?P<allowed>[^=\s]\S*))?(?: = (?P<default>.+))?"
    r"|column (?P<column>\w+): (?P<kind>\S+)"
    r"|(?P<word>chart|example):(?P<rest>.*)"
)


class Access(StrEnum):
    """Which managed transaction a query is run in."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True)
class Chart:
    """What a query's rows are best drawn as, and which columns are drawn."""

    kind: str
    columns: dict[str, str]


@dataclass(frozen=True)
class Query:
    """A Cypher file: what its header declares, and its statement."""

    name: str
    access: Access
    rows: str
    parameters: dict[str, str]
    columns: dict[str, str]
    description: str
    text: str
    # Of those that people run: analysts, and whoever embeds Mutuals.
    defaults: dict[str, Any] = field(default_factory=dict)
    """By parameter; one without a default has to be given."""
    allowed: dict[str, str] = field(default_factory=dict)
    """By parameter, what its values may be: `1..100`, or `month|week`."""
    chart: Chart | None = None
    example: dict[str, str] | None = None
    needs: str | None = None
    """`run`, where it reads what a run of the graph algorithms found; `gds`, that library."""


class Catalogue:
    """Every query by name."""

    def __init__(self, queries: dict[str, Query]) -> None:
        self._queries = queries

    def get(self, name: str, access: Access | None = None) -> Query:
        """A query by name, of the access that its caller can give.

        Raises:
            CatalogueError: there is none, or it has another access.
        """
        query = self._queries.get(name)
        if query is None:
            raise CatalogueError(f"There is no query {name!r}: `mutuals queries list` shows all.")
        if access is not None and query.access is not access:
            raise CatalogueError(f"{name} is declared {query.access}, and run as {access}.")
        return query

    def __iter__(self) -> Iterator[Query]:
        return iter(self._queries.values())

    def __len__(self) -> int:
        return len(self._queries)


def cypher_folder() -> Path:
    """The wheel carries cypher/ inside the package; a checkout has it beside backend/."""
    package = Path(str(files("mutuals")))
    carried = package / "cypher"
    return carried if carried.is_dir() else package.parents[1] / "cypher"


@cache
def load_catalogue() -> Catalogue:
    """Read and parse every file but the migrations.

    Raises:
        CatalogueError: a header cannot be parsed.
    """
    folder = cypher_folder()
    queries = {}
    for path in sorted(folder.rglob("*.cypher")):
        relative = path.relative_to(folder)
        if relative.parts[0] != "migrations":
            name = ".".join(relative.with_suffix("").parts)
            queries[name] = parse(name, path.read_text("utf-8"))
    return Catalogue(queries)


def parse(name: str, content: str) -> Query:
    """Split a file into header and statement.

    Raises:
        CatalogueError: a line of the header is not understood, or one is missing.
    """
    header: list[str] = []
    lines = content.splitlines()
    while len(header) < len(lines) and lines[len(header)].startswith("//"):
        header.append(lines[len(header)].removeprefix("//").strip())
    text = "\n".join(lines[len(header) :]).strip()
    declared, _, prose = "\n".join(header).partition("\n\n")
    facts: dict[str, str] = {}
    parameters: dict[str, str] = {}
    columns: dict[str, str] = {}
    defaults: dict[str, Any] = {}
    allowed: dict[str, str] = {}
    for line in declared.splitlines():
        match = LINE.fullmatch(line)
        if match is None:
            raise CatalogueError(f"{name}: the header line {line!r} is not understood.")
        if match["parameter"]:
            parameters[match["parameter"]] = match["type"]
            if match["allowed"]:
                allowed[match["parameter"]] = match["allowed"]
            if match["default"]:
                defaults[match["parameter"]] = _default(name, line, match["default"])
        elif match["column"]:
            columns[match["column"]] = match["kind"]
        elif match["key"]:
            facts[match["key"]] = match["value"]
        else:
            facts[match["word"]] = match["rest"]
    if missing := {"name", "access", "rows"} - facts.keys():
        raise CatalogueError(f"{name}: the header lacks {', '.join(sorted(missing))}.")
    if facts["access"] not in set(Access):
        raise CatalogueError(f"{name}: access is {facts['access']!r}, not read or write.")
    return Query(
        name=facts["name"],
        access=Access(facts["access"]),
        rows=facts["rows"],
        parameters=parameters,
        columns=columns,
        description=" ".join(prose.split()),
        text=text,
        defaults=defaults,
        allowed=allowed,
        chart=_chart(facts["chart"]) if "chart" in facts else None,
        example=_assignments(facts["example"]) if "example" in facts else None,
        needs=facts.get("needs"),
    )


def _default(name: str, line: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as error:
        raise CatalogueError(
            f"{name}: the default in the header line {line!r} is not JSON."
        ) from error


def _chart(hint: str) -> Chart:
    kind, _, drawn = hint.strip().partition(" ")
    return Chart(kind, _assignments(drawn))


def _assignments(text: str) -> dict[str, str]:
    """`a=1 b=two` as a dictionary; a value of several words stands in quotation marks."""
    found = re.findall(r'(\w+)=("[^"]*"|\S+)', text)
    return {name: value.strip('"') for name, value in found}


def problems(path_name: str, query: Query) -> list[str]:
    """What is wrong with a file, as far as can be told without a database."""
    statement = _without_strings_and_comments(query.text)
    used = set(re.findall(r"\$(\w+)", statement))
    found = []
    if query.name != path_name:
        found.append(f"the header says {query.name!r}, the path {path_name!r}")
    if query.rows not in ({"one", "many"} if query.columns else {"none"}):
        found.append(f"rows is {query.rows!r}: one or many with columns, none without")
    if not query.description:
        found.append("no sentence says what it answers")
    found += [f"${parameter} is used and not declared" for parameter in used - {*query.parameters}]
    found += [f"${parameter} is declared and not used" for parameter in {*query.parameters} - used]
    for kind in [*query.parameters.values(), *query.columns.values()]:
        if re.sub(r"^list<(.*)>$", r"\1", kind) not in TYPES:
            found.append(f"{kind} is not a type")
    found += _chart_problems(query)
    if unknown := [name for name in query.example or {} if name not in query.parameters]:
        found.append(f"the example gives {unknown}, which it does not take")
    returned = returned_columns(statement)
    if returned != [*query.columns]:
        found.append(f"it returns {returned} and declares {[*query.columns]}")
    if re.search(r"\[[^\]]*\*\s*(?:\d*\s*\.\.\s*)?\]", statement):
        found.append("it has an unbounded path")
    if ";" in statement:
        found.append("it holds more than one statement")
    return found


def _chart_problems(query: Query) -> Iterator[str]:
    if query.chart is None:
        return
    drawn = query.chart.columns
    if CHARTS.get(query.chart.kind) != {*drawn} - {"scale"}:
        yield f"{query.chart.kind} of {[*drawn]} is not a chart"
    columns = [
        column for key, value in drawn.items() if key != "scale" for column in value.split(",")
    ]
    if unknown := [column for column in columns if column not in query.columns]:
        yield f"the chart draws {unknown}, which it does not return"


def returned_columns(statement: str) -> list[str]:
    """The column names of the statement's last, outermost RETURN."""
    flat = _without_brackets(statement)
    *before, tail = re.split(r"\bRETURN\s+(?:DISTINCT\s+)?", flat)
    if not before:
        return []
    tail = re.split(r"\b(?:ORDER BY|SKIP|LIMIT)\b", tail)[0]
    return [
        re.split(r"\bAS\b", item)[-1].strip().rpartition(".")[2]
        for item in tail.split(",")
        if item.strip()
    ]


def _without_strings_and_comments(text: str) -> str:
    pattern = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/"""

    def replacement(found: re.Match[str]) -> str:
        return "''" if found[0][0] in "'\"" else ""

    return re.sub(pattern, replacement, text, flags=re.DOTALL)


def _without_brackets(text: str) -> str:
    """Drop whatever stands inside (), [] or {}: what is left is the outermost statement."""
    kept = []
    depth = 0
    for character in text:
        depth -= character in ")]}"
        if depth == 0:
            kept.append(character)
        depth += character in "([{"
    return "".join(kept)
