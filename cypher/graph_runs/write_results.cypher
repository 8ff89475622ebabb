// name: graph_runs.write_results
// access: write
// rows: one
// param id: string
// param results: list<map>
// param now: datetime
// column id: string
//
// Writes what a run found of some members, each an id and the properties of the run's slot, by id. No row
// when the run does not run any more; then nothing is written.
MATCH (run:AnalyticsRun {id: $id})
// Written before it is read: who takes its place meanwhile waits.
SET run.id = run.id
WITH run
  WHERE run.state = 'running'
SET run.seen_at = $now
WITH run
CALL () {
  UNWIND $results AS result
  MATCH (member:Member {id: result.id})
  SET member += result.found
}
RETURN run.id AS id
