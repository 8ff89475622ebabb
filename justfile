set positional-arguments

uv := "uv run --extra embedded"

# All tests on the embedded engine; --neo4j=container runs them on Neo4j 5.26.
test *arguments:
    {{uv}} pytest "$@"

# Style, types and Cypher.
check:
    {{uv}} ruff check
    {{uv}} ruff format --check
    {{uv}} mypy
    {{uv}} mutuals queries check

# The API on the embedded engine.
serve *arguments:
    {{uv}} mutuals serve "$@"

# An invented network to try everything on.
demo *arguments:
    {{uv}} mutuals demo "$@"

# The speed that is claimed, measured.
bench *arguments:
    {{uv}} python -m bench.core "$@"

# Pin the embedded engine's jars to a Neo4j version.
lock-engine version:
    .ci/lock-engine "$@"
