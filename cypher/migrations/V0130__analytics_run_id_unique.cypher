// A run of the graph algorithms is found by its id.
CREATE CONSTRAINT analytics_run_id_unique IF NOT EXISTS
FOR (run:AnalyticsRun) REQUIRE run.id IS UNIQUE
