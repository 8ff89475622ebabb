// One run of the graph algorithms is under way at once.
CREATE CONSTRAINT analytics_run_open_unique IF NOT EXISTS
FOR (run:AnalyticsRun) REQUIRE run.open IS UNIQUE
