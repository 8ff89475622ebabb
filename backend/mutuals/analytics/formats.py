"""An answer of the catalogue as CSV, as Parquet, or as a chart."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from mutuals.analytics.charts import draw
from mutuals.analytics.models import Answer
from mutuals.analytics.queries import named
from mutuals.errors import ExtraNeededError, InvalidParameterError

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """What an answer can be had as."""

    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    SVG = "svg"
    PNG = "png"


MEDIA_TYPES = {
    Format.CSV: "text/csv",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.SVG: "image/svg+xml",
    Format.PNG: "image/png",
}


def written(answer: Answer, format_: Format) -> bytes:
    """The answer in any format but JSON. Charts take a second: call it in a thread.

    Raises:
        ExtraNeededError: what makes Parquet files or charts is not installed.
        InvalidParameterError: this query has no chart.
    """
    if format_ in {Format.SVG, Format.PNG}:
        query = named(answer.name)
        if query.chart is None:
            raise InvalidParameterError(
                "format", f"{answer.name} has no chart: ask for json, csv or parquet."
            )
        return draw(query, answer, format_)
    makers: dict[Format, Callable[[Answer], bytes]] = {
        Format.CSV: lambda answer: csv_text(answer).encode(),
        Format.PARQUET: parquet,
    }
    return makers[format_](answer)


def csv_text(answer: Answer) -> str:
    """A header and a line for each row; what is null is empty.

    Text that a spreadsheet would run as a formula gets an apostrophe before it: members write
    their names themselves.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    names = [column.name for column in answer.columns]
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in answer.items)
    return file.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


def parquet(answer: Answer) -> bytes:
    """A Parquet file with the columns' own types; times are in UTC, to the microsecond."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExtraNeededError("Parquet files", "analytics") from error
    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "float": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "datetime": pyarrow.timestamp("us", "UTC"),
    }
    schema = pyarrow.schema([(column.name, types[column.type]) for column in answer.columns])
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(answer.items, schema), file)
    return file.getvalue()
