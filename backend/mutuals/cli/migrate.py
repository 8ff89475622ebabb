"""mutuals migrate: bring the schema of the configured database up to date."""

from mutuals.cli.console import DataDir, err, settings_for, with_graph
from mutuals.graph.driver import Graph
from mutuals.graph.migrations import Migration, load_migrations
from mutuals.graph.migrations import migrate as apply_migrations
from mutuals.graph.opening import utc_now


def migrate(data_dir: DataDir = None) -> None:
    """Apply what cypher/migrations/ holds and the database does not have yet.

    Example: [bold]MUTUALS_NEO4J_URI=bolt://localhost MUTUALS_NEO4J_PASSWORD=… mutuals migrate[/]
    """
    migrations = load_migrations()

    async def work(graph: Graph) -> int:
        def say(migration: Migration) -> None:
            err.print(f"applied {migration.name}")

        return await apply_migrations(graph, utc_now(), migrations, say)

    count = with_graph(settings_for(data_dir), work, to_migrate=True)
    err.print(f"{count} applied, {len(migrations)} in all: the schema is up to date.")
