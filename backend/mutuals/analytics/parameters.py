"""What a caller gives a query of the catalogue: from text to the types that its header declares."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mutuals.errors import InvalidParameterError
from mutuals.graph.catalogue import Query

PROVIDED = {"now", "slot", "activity_weights"}
"""These the runner knows, and no caller gives them."""
LONGEST = 200


def asked_for(query: Query) -> dict[str, str]:
    """The parameters that a caller gives, with their types."""
    return {name: kind for name, kind in query.parameters.items() if name not in PROVIDED}


def parsed(query: Query, given: Mapping[str, object]) -> dict[str, Any]:
    """The values of all that the caller gives, defaults included.

    Text stands for what it spells, so `"10"` is the integer 10.

    Raises:
        InvalidParameterError: one is unknown, missing, or not of its type or range.
    """
    takes = asked_for(query)
    name = query.name.partition(".")[2]
    for unknown in given.keys() - takes.keys():
        known = ", ".join(takes) or "nothing"
        raise InvalidParameterError(unknown, f"{name} does not take it; it takes {known}.")
    values = {}
    for parameter, kind in takes.items():
        if parameter in given:
            value = _value(parameter, kind, given[parameter])
            _check(parameter, value, query.allowed.get(parameter))
            values[parameter] = value
        elif parameter in query.defaults:
            values[parameter] = query.defaults[parameter]
        else:
            raise InvalidParameterError(parameter, f"{name} needs it: send it.")
    return values


def _value(parameter: str, kind: str, given: object) -> Any:
    text = str(given)
    if len(text) > LONGEST:
        raise InvalidParameterError(parameter, f"Send at most {LONGEST} characters.")
    try:
        match kind:
            case "integer":
                if isinstance(given, float):
                    raise ValueError
                return int(text)
            case "float":
                return float(text)
            case "date":
                return date.fromisoformat(text)
            case _:
                return text
    except ValueError:
        spelled = {"integer": "a whole number", "float": "a number", "date": "a day as YYYY-MM-DD"}
        raise InvalidParameterError(parameter, f"Send {spelled[kind]}.") from None


def _check(parameter: str, value: Any, allowed: str | None) -> None:
    if allowed is None:
        if isinstance(value, str) and not value.strip():
            raise InvalidParameterError(parameter, "Send some text.")
        return
    least, between, most = allowed.partition("..")
    if between:
        if not float(least) <= value <= float(most):
            raise InvalidParameterError(parameter, f"Send a number from {least} to {most}.")
    elif value not in allowed.split("|"):
        raise InvalidParameterError(parameter, f"Send {allowed.replace('|', ' or ')}.")
