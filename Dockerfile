# The API of Mutuals, for a Neo4j elsewhere: the embedded engine is not in it.
# BASE_IMAGE may be any glibc Linux with Python 3.11 or newer, its venv module and pip.
ARG BASE_IMAGE=python:3.13-slim

FROM ${BASE_IMAGE} AS build
WORKDIR /source
# pip stays outside the environment that it fills, so the image below carries none of its own.
RUN python3 -m venv --without-pip /opt/mutuals
ENV PIP_PYTHON=/opt/mutuals/bin/python PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# The dependencies first: they stay as they are when only Mutuals changes.
COPY pyproject.toml ./
RUN python3 -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" \
        > requirements.txt \
    && python3 -m pip install --requirement requirements.txt
COPY README.md LICENSE ./
COPY cypher cypher
COPY backend backend
RUN python3 -m pip install --no-deps .

FROM ${BASE_IMAGE}
COPY --from=build /opt/mutuals /opt/mutuals
# For a container without MUTUALS_SECRET, which then keeps one of its own there.
RUN install -d -o 10001 -g 10001 -m 700 /var/lib/mutuals
ENV PATH=/opt/mutuals/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/var/lib/mutuals \
    MUTUALS_DATA_DIR=/var/lib/mutuals
USER 10001:10001
WORKDIR /var/lib/mutuals
EXPOSE 8000
# Alive, not ready: a Neo4j that is away is no reason to restart the API.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
CMD ["sh", "-c", "mutuals migrate && exec mutuals serve --host 0.0.0.0 --port 8000 --workers \"${WEB_CONCURRENCY:-2}\""]
