// name: graph_runs.finish
// access: write
// rows: one
// param id: string
// param state: string
// param facts: map
// param now: datetime
// column id: string
//
// Ends a run, complete or failed: from then on a complete one is what is read. No row when it does not run
// any more.
MATCH (run:AnalyticsRun {id: $id})
// Written before it is read: who takes its place meanwhile waits.
SET run.id = run.id
WITH run
  WHERE run.state = 'running'
SET run += $facts
SET run.state = $state, run.done = 1.0, run.seen_at = $now, run.ended_at = $now
REMOVE run.open
RETURN run.id AS id
