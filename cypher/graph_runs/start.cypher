// name: graph_runs.start
// access: write
// rows: one
// param id: string
// param engine: string
// param dead_before: datetime
// param now: datetime
// column run: map
// column running_id: string
//
// Begins a run of the graph algorithms, unless one is under way: then its id. One that was not heard of
// for long has died. The new one writes the slot that is not read.
OPTIONAL MATCH (before:AnalyticsRun {open: true})
// Written before it is read: of two that begin at once, the later waits.
SET before.open = true
WITH before, before IS NULL OR before.seen_at < $dead_before AS free
CALL (before, free) {
  WITH *
    WHERE free
  SET
    before.state = 'failed',
    before.problem = 'It was not heard of any more: its process has ended.',
    before.ended_at = $now
  REMOVE before.open
}
CALL (free) {
  WITH *
    WHERE free
  CALL (free) {
    OPTIONAL MATCH (any:AnalyticsRun)
    RETURN coalesce(max(any.number), 0) AS last
  }
  CALL (free) {
    OPTIONAL MATCH (complete:AnalyticsRun)
    WHERE complete.state = 'complete'
    WITH complete
      ORDER BY complete.number DESC
      LIMIT 1
    RETURN complete.slot AS slot
  }
  CREATE (begun:AnalyticsRun {id: $id, open: true})
  SET
    begun.number = last + 1,
    begun.slot = CASE slot WHEN 'a' THEN 'b' ELSE 'a' END,
    begun.state = 'running',
    begun.engine = $engine,
    begun.stage = 'reading',
    begun.done = 0.0,
    begun.started_at = $now,
    begun.seen_at = $now
  RETURN collect(begun {.id, .number, .slot})[0] AS run
}
RETURN run, CASE WHEN NOT free THEN before.id END AS running_id
