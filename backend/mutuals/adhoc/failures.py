"""Neo4j's errors in words that hold nothing of the data: its own may quote a whole node."""

import re

from neo4j.exceptions import ClientError, Neo4jError

from mutuals.adhoc.gate import LANGUAGE, Passed
from mutuals.errors import QueryFailedError

POSITION = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")
LONGEST_MESSAGE = 300
SAID = {
    "ArithmeticError": "A division by zero, or a number that is too large: check with nullIf().",
    "TypeError": "A value has another type than is needed where it stands.",
    "ArgumentError": "A function was given a value that it does not take.",
    "EntityNotFound": "What it read was deleted meanwhile: ask again.",
    "ExecutionFailed": "Neo4j could not run it: of shortestPath(), both ends must differ.",
    "ParameterMissing": "A parameter has no value.",
}


def failure_of_plan(error: ClientError, through: Passed) -> QueryFailedError:
    """What is wrong with the text: that message can only quote the query, for nothing was read."""
    message = (error.message or "").strip()
    first = re.split(r"\n|\(line ", message)[0].strip()[:LONGEST_MESSAGE]
    found = POSITION.search(message)
    where = ""
    if found is not None:
        line = int(found[1]) - LANGUAGE.count("\n")
        where = f"Line {max(1, line)}: "
    for name, value in through.strings.items():
        first = re.sub(rf"\${name}\b", lambda _match, value=value: repr(value[:40]), first)
    return QueryFailedError(f"{where}{first}")


def failure_of_run(error: Neo4jError, seconds: float) -> QueryFailedError:
    """Why it ended while it ran, by its code alone."""
    code = (error.code or "").rpartition(".")[2]
    if "TransactionTimedOut" in code or "LockClientStopped" in code or code == "Terminated":
        return QueryFailedError(f"It was not finished in {seconds:.0f} s: ask for less.")
    if "Memory" in code:
        return QueryFailedError(
            "It took more memory than a query may: gather, sort or return less at once."
        )
    return QueryFailedError(SAID.get(code, f"Neo4j could not run it ({code[:60]})."))
