uv := "uv run --extra embedded"

# What the tests need is downloaded once; `just test --neo4j=container` runs them on 5.26.
test *arguments:
    {{uv}} pytest {{arguments}}

# Style, types and Cypher.
check:
    {{uv}} ruff check
    {{uv}} ruff format --check
    {{uv}} mypy
    {{uv}} mutuals queries check

serve *arguments:
    {{uv}} mutuals serve {{arguments}}

demo *arguments:
    {{uv}} mutuals demo {{arguments}}

bench *arguments:
    {{uv}} python -m bench {{arguments}}

# Pin the embedded engine's jars to a Neo4j version.
lock-engine version:
    .ci/lock-engine {{version}}
