"""Contexts of random ties against the design's sum in plain Python, however they are computed."""

import random
from datetime import timedelta
from typing import Any

import pytest
from neo4j import GraphDatabase
from tests.conftest import NOW
from tests.network import write_network

from mutuals.connection_requests.commands import accept_request
from mutuals.connection_requests.rules import Rules
from mutuals.connections.commands import renew_ties, renew_ties_within_group
from mutuals.connections.factors import TieFacts, factors
from mutuals.graph.driver import Graph, Server

pytestmark = pytest.mark.anyio

MEMBERS = [f"m{number:02}" for number in range(24)]
RULES = Rules(
    requests_a_week=100,
    retry=timedelta(days=1),
    lifetime=timedelta(days=60),
    most_connections=100,
    follow_up=timedelta(days=1),
) if False else None
