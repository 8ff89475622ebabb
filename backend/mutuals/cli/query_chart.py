"""A chart of a table's first columns: a line over days or numbers in order, else bars."""

import io
from typing import Any

from mutuals.errors import ExtraNeededError, SettingsError

MOST_BARS = 40
LONGEST_LABEL = 40


def chart_of(columns: list[str], rows: list[list[Any]], image: str) -> bytes:
    """The picture, as `svg` or `png`: names and a number are bars, dates and a number a line, two
    numbers points.

    Raises:
        ExtraNeededError: matplotlib is not installed.
        SettingsError: there is nothing to draw.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ExtraNeededError("Charts", "analytics") from error
    if not rows or len(columns) < 2 or not all(_is_number(row[1]) for row in rows):
        raise SettingsError(
            "A chart takes rows whose first column names and whose second is a number."
        )
    labels = [row[0] for row in rows]
    values = [row[1] for row in rows]
    figure = Figure(figsize=(9, 5), layout="constrained")
    axes = figure.add_subplot()
    if all(_is_number(label) for label in labels):
        axes.scatter(labels, values, s=18)
    elif all(_is_day(label) for label in labels):
        axes.plot([str(label)[:10] for label in labels], values, marker="o", markersize=3)
        axes.tick_params(axis="x", labelrotation=45)
    else:
        shown = [str(label)[:LONGEST_LABEL].replace("$", r"\$") for label in labels[:MOST_BARS]]
        figure.set_figheight(1.5 + 0.3 * len(shown))
        axes.barh(range(len(shown)), values[:MOST_BARS])
        axes.set_yticks(range(len(shown)), shown)
        axes.invert_yaxis()
        axes.set_xlabel(columns[1].replace("$", r"\$"))
        columns = ["", ""]
    axes.set_xlabel(columns[0].replace("$", r"\$") or axes.get_xlabel())
    axes.set_ylabel(columns[1].replace("$", r"\$"))
    file = io.BytesIO()
    figure.savefig(file, format=image, dpi=130)
    return file.getvalue()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) >= 10 and value[4] == value[7] == "-"
