// name: graph_runs.report
// access: write
// rows: one
// param id: string
// param stage: string
// param done: float
// param now: datetime
// column id: string
//
// Says how far a run is, and that it lives. No row when it does not run any more.
MATCH (run:AnalyticsRun {id: $id})
// Written before it is read: who takes its place meanwhile waits.
SET run.id = run.id
WITH run
  WHERE run.state = 'running'
SET run.stage = $stage, run.done = $done, run.seen_at = $now
RETURN run.id AS id
