"""`python -m mutuals` is the `mutuals` program."""

from mutuals.cli.main import run

run()
