"""Draws an answer of the catalogue as its chart hint says, by matplotlib."""

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mutuals.analytics.models import Answer
from mutuals.errors import ExtraNeededError
from mutuals.graph.catalogue import Query

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 9.0
HEIGHT = 5.0
INCHES_A_BAR = 0.32
MOST_BARS = 40
LONGEST_LABEL = 36
DOTS_AN_INCH = 130
COLOURS = ["#2f6f9f", "#d98032", "#5a9e6f", "#9a5fa8"]
GREY = "#5f6670"
ANNOTATED_CELLS = 400
"""Of a heatmap with no more, each says its number."""


def draw(query: Query, answer: Answer, image: str) -> bytes:
    """The answer as its query's chart hint says, as an image, `svg` or `png`.

    Takes a second: call it in a thread. A query without a chart has an empty one.

    Raises:
        ExtraNeededError: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ExtraNeededError("Charts", "analytics") from error
    mpl.rcParams["svg.hashsalt"] = "mutuals"  # the same answer is the same file
    kinds: dict[str, Callable[[Figure, dict[str, str], Answer], None]] = {
        "bars": _bars,
        "line": _line,
        "points": _points,
        "heatmap": _heatmap,
    }
    figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
    if answer.items and query.chart is not None:
        kinds[query.chart.kind](figure, query.chart.columns, answer)
    else:
        axes = figure.add_subplot()
        axes.set_axis_off()
        axes.text(0.5, 0.5, "Nothing was found.", ha="center", va="center", color=GREY)
    figure.suptitle(_title(query, answer), x=0.01, ha="left", fontsize=13, fontweight="bold")
    file = io.BytesIO()
    metadata = {"Date": None} if image == "svg" else {"Software": "Mutuals"}
    figure.savefig(file, format=image, dpi=DOTS_AN_INCH, metadata=metadata)
    return file.getvalue()


def _bars(figure: "Figure", columns: dict[str, str], answer: Answer) -> None:
    rows = answer.items[:MOST_BARS]
    values = columns["value"].split(",")
    figure.set_figheight(max(2.6, 1.3 + INCHES_A_BAR * len(rows) * max(1, 0.7 * len(values))))
    axes = figure.add_subplot()
    places = range(len(rows))
    thickness = 0.8 / len(values)
    for number, column in enumerate(values):
        offset = (number - (len(values) - 1) / 2) * thickness
        bars = axes.barh(
            [place + offset for place in places],
            [row[column] or 0 for row in rows],
            height=thickness * 0.92,
            color=COLOURS[number],
            label=_words(column),
        )
        axes.bar_label(
            bars, [_number(row[column], column) for row in rows], padding=3, fontsize=8, color=GREY
        )
    axes.set_yticks(places, [_label(columns["label"], row) for row in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.margins(x=0.12)
    axes.set_xlabel(_words(values[0]) if len(values) == 1 else "share")
    labels = columns["label"]
    axes.set_ylabel("" if "name" in labels or labels == "stage" else _words(labels))
    if len(values) > 1:
        axes.legend(frameon=False, loc="lower right")
    _as_numbers(axes.xaxis, values[0])
    _plain(axes, grid="x")


def _line(figure: "Figure", columns: dict[str, str], answer: Answer) -> None:
    values = columns["y"].split(",")
    x = [row[columns["x"]] for row in answer.items]
    together = all(column.endswith("share") for column in values)
    panels = figure.subplots(1 if together else len(values), 1, sharex=True, squeeze=False)[:, 0]
    for number, column in enumerate(values):
        axes = panels[0 if together else number]
        axes.plot(
            x,
            [row[column] for row in answer.items],
            marker="o",
            markersize=4,
            color=COLOURS[number],
            label=_words(column),
        )
        axes.set_ylabel("share" if together else _words(column))
        axes.set_ylim(bottom=0)
        _as_numbers(axes.yaxis, column)
        _plain(axes, grid="y")
    if together:
        panels[0].legend(frameon=False)
    if answer.items and isinstance(x[0], int):
        panels[-1].set_xticks(x)
    panels[-1].set_xlabel(_words(columns["x"]))


def _points(figure: "Figure", columns: dict[str, str], answer: Answer) -> None:
    axes = figure.add_subplot()
    logarithmic = columns.get("scale") == "log"
    # A logarithm of 0 has no place.
    rows = [row for row in answer.items if row[columns["x"]] > 0 or not logarithmic]
    x, y = ([row[columns[axis]] for row in rows] for axis in ("x", "y"))
    axes.scatter(x, y, s=18, color=COLOURS[0], alpha=0.75, linewidths=0)
    if logarithmic:
        axes.set_xscale("log")
        axes.set_yscale("log")
    _as_numbers(axes.xaxis, columns["x"])
    _as_numbers(axes.yaxis, columns["y"])
    scale = " (logarithmic)" if logarithmic else ""
    axes.set_xlabel(_words(columns["x"]) + scale)
    axes.set_ylabel(_words(columns["y"]) + scale)
    _plain(axes, grid="both")


def _heatmap(figure: "Figure", columns: dict[str, str], answer: Answer) -> None:
    import numpy as np

    rights = list(dict.fromkeys(row[columns["x"]] for row in answer.items))
    downs = list(dict.fromkeys(row[columns["y"]] for row in answer.items))
    if {*rights} == {*downs}:
        rights = downs
    cells = np.full((len(downs), len(rights)), np.nan)
    for row in answer.items:
        place = downs.index(row[columns["y"]]), rights.index(row[columns["x"]])
        cells[place] = row[columns["value"]]
    figure.set_figheight(max(4.0, 2.2 + 0.36 * len(downs)))
    axes = figure.add_subplot()
    image = axes.imshow(cells, cmap="Blues", aspect="auto", vmin=0)
    axes.set_xticks(range(len(rights)), [_short(name) for name in rights], rotation=40, ha="right")
    axes.set_yticks(range(len(downs)), [_short(name) for name in downs])
    axes.set_xlabel(_words(columns["x"]))
    axes.set_ylabel(_words(columns["y"]))
    most = np.nanmax(cells)
    if cells.size <= ANNOTATED_CELLS:
        for (down, right), value in np.ndenumerate(cells):
            if not np.isnan(value):
                axes.text(
                    right,
                    down,
                    f"{value:,.0f}",
                    ha="center",
                    va="center",
                    fontsize=7,
                    color="white" if value > most * 0.6 else "#202830",
                )
    scale = figure.colorbar(image, label=_words(columns["value"]), shrink=0.8)
    _as_numbers(scale.ax.yaxis, columns["value"])
    scale.ax.tick_params(labelsize=8)
    axes.tick_params(labelsize=8, length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _title(query: Query, answer: Answer) -> str:
    """The query's name, with what was asked for that is not the default."""
    title = answer.name.replace("_", " ").capitalize()
    given = [
        f"{_words(name)} {value}"
        for name, value in answer.parameters.items()
        if name not in query.defaults or value != query.defaults[name]
    ]
    return _safe(": ".join([title, ", ".join(given)] if given else [title]))


def _label(columns: str, row: dict[str, Any]) -> str:
    """What a bar stands for: a name where there is one, else the id beside it."""
    found = []
    for column in columns.split(","):
        value = row[column]
        if value is None:
            value = row.get(f"{column.removesuffix('name')}id") or row.get("member_id")
        found.append(_short(value))
    return " and ".join(found)


def _short(value: object) -> str:
    text = "none" if value is None else str(value).replace("_", " ")
    return _safe(text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…")


def _safe(text: str) -> str:
    """A dollar sign would begin a formula."""
    return text.replace("$", r"\$")


def _words(column: str) -> str:
    return column.replace("_", " ")


def _number(value: float | None, column: str) -> str:
    if value is None:
        return "unknown"
    if _is_share(column):
        return f"{value:.1%}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.4g}"


def _is_share(column: str) -> bool:
    return column.endswith("share") or column == "by_chance"


def _as_numbers(axis: Any, column: str) -> None:
    from matplotlib.ticker import FuncFormatter, PercentFormatter

    if _is_share(column):
        axis.set_major_formatter(PercentFormatter(1.0))
    else:
        axis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:,.12g}"))


def _plain(axes: "Axes", *, grid: str) -> None:
    axes.grid(axis=grid, color="#d8dce0", linewidth=0.6)  # type: ignore[arg-type]
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8)
