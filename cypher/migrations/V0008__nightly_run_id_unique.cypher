// A nightly piece of work is done by one process, however many serve.
CREATE CONSTRAINT nightly_run_id_unique IF NOT EXISTS
FOR (run:NightlyRun) REQUIRE run.id IS UNIQUE
