"""The analysts' catalogue: what it holds, and its one runner."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mutuals.analytics.models import Answer, CatalogueQueries, CatalogueQuery, Column, Parameter
from mutuals.analytics.parameters import asked_for, parsed
from mutuals.connections.strength import ACTIVITY_WEIGHTS
from mutuals.errors import AnalyticsNotFoundError, RunNeededError
from mutuals.graph.catalogue import Query, load_catalogue
from mutuals.graph.driver import Reader, Row
from mutuals.graph_runs.queries import current_run

FOLDER = "analytics."


def queries() -> dict[str, Query]:
    """Every query that analysts may run, by the name they call it by."""
    return {
        query.name.removeprefix(FOLDER): query
        for query in load_catalogue()
        if query.name.startswith(FOLDER)
    }


def listed() -> CatalogueQueries:
    """What there is to ask, with what each takes and returns."""
    return CatalogueQueries(items=[_described(name, query) for name, query in queries().items()])


def named(name: str) -> Query:
    """A query by the name that analysts call it by.

    Raises:
        AnalyticsNotFoundError: there is none.
    """
    query = queries().get(name)
    if query is None:
        raise AnalyticsNotFoundError(name)
    return query


async def run(
    reader: Reader, name: str, parameters: Mapping[str, object], *, now: datetime
) -> Answer:
    """The rows of a query of the catalogue; what is left out of the parameters has its default.

    Raises:
        AnalyticsNotFoundError: there is no such query.
        InvalidParameterError: a parameter is unknown, missing, or not of its type or range.
        RunNeededError: it reads what a run of the graph algorithms finds, and none is complete.
    """
    query = named(name)
    values = parsed(query, parameters)
    reads_run = "slot" in query.parameters

    async def work(reader: Reader) -> tuple[Row | None, list[Row]]:
        found = await current_run(reader) if reads_run else None
        if found is None and query.needs == "run":
            raise RunNeededError(name)
        known: dict[str, Any] = {
            "now": now,
            "activity_weights": ACTIVITY_WEIGHTS,
            "slot": found["slot"] if found else None,
        }
        provided = {key: value for key, value in known.items() if key in query.parameters}
        return found, await reader.rows(query.name, **values, **provided)

    found, rows = await reader.transaction(work)
    return Answer(
        name=name,
        parameters=values,
        columns=_columns(query),
        items=rows,
        run=found["number"] if found else None,
    )


def _described(name: str, query: Query) -> CatalogueQuery:
    return CatalogueQuery(
        name=name,
        description=query.description,
        parameters=[
            Parameter(
                name=parameter,
                type=kind,
                required=parameter not in query.defaults,
                default=query.defaults.get(parameter),
                allowed=query.allowed.get(parameter),
            )
            for parameter, kind in asked_for(query).items()
        ],
        columns=_columns(query),
        example=query.example or {},
        chart=query.chart.kind if query.chart else None,
        needs_run=query.needs == "run",
    )


def _columns(query: Query) -> list[Column]:
    return [Column(name=name, type=kind) for name, kind in query.columns.items()]
