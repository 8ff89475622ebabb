"""Query parameters: each is sent once, unless it is a list."""

from fastapi import Request
from fastapi.exceptions import RequestValidationError


async def each_once(request: Request) -> None:
    """Refuses a parameter that came twice: of two, FastAPI would take the last and not say so.

    Raises:
        RequestValidationError: one did, and takes no list.
    """
    names = [name for name, _ in request.query_params.multi_items()]
    if len(names) == len({*names}):
        return
    path = request.app.openapi()["paths"][request.scope["route"].path]
    declared = path[request.method.lower()].get("parameters", [])
    errors = [
        {"type": "repeated", "loc": ("query", one["name"]), "msg": "Send it once."}
        for one in declared
        if one["in"] == "query"
        and names.count(one["name"]) > 1
        and "array" not in str(one["schema"])
    ]
    if errors:
        raise RequestValidationError(errors)
