"""Whole stores, built, copied and read back, each by engines of its own: minutes in all."""

from tests.engine.conftest import jars as jars
from tests.engine.conftest import new_program as new_program
