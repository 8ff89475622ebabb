// name: snb.set_interactions
// access: write
// rows: one
// param rows: list<map>
// param activity_weights: map
// column counted: integer
//
// Gives ties the counters of what their ends did with each other, as of the last time they did; one
// that has counters already keeps them.
UNWIND $rows AS row
MATCH (:Member)-[tie:CONNECTED_TO {pair: row.pair}]->(:Member)
// Written before the counters are read: who counts for the same tie meanwhile waits.
SET tie.strength = tie.strength
WITH row, tie
WHERE tie.counted_at IS NULL
WITH
  row,
  tie,
  (1.0 - exp(-(row.forward + row.backward) / $activity_weights.volume_scale)) *
    (1.0 - $activity_weights.one_sided_loss *
      abs(row.forward - row.backward) / (row.forward + row.backward)) AS activity
SET
  tie.forward = row.forward,
  tie.backward = row.backward,
  tie.counted_at = row.counted_at,
  tie.strength = 1.0 - (1.0 - activity) * (1.0 - coalesce(tie.context, tie.strength))
RETURN count(tie) AS counted
