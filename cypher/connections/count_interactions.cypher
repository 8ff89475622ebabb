// name: connections.count_interactions
// access: write
// rows: none
// param interactions: list<map>
// param activity_weights: map
// param now: datetime
//
// Adds interactions to the counters of their ties, each pair once with what is added forward (from
// the smaller id to the greater) and backward; of members who are not connected nothing is counted.
UNWIND $interactions AS interaction
MATCH (:Member)-[tie:CONNECTED_TO {pair: interaction.pair}]->(:Member)
// Written before the counters are read: who counts for the same tie meanwhile waits.
SET tie.strength = tie.strength
WITH
  interaction,
  tie,
  coalesce(tie.context, tie.strength) AS context,
  coalesce(tie.counted_at, $now) AS before
// A clock that is behind another's counts at the other's time.
WITH *, CASE WHEN before > $now THEN before ELSE $now END AS at
WITH
  *,
  0.5 ^ ((at.epochMillis - before.epochMillis) / $activity_weights.half_life) AS kept,
  0.5 ^ ((at.epochMillis - $now.epochMillis) / $activity_weights.half_life) AS added
WITH
  tie,
  context,
  at,
  coalesce(tie.forward, 0.0) * kept + interaction.forward * added AS forward,
  coalesce(tie.backward, 0.0) * kept + interaction.backward * added AS backward
WITH
  *,
  (1.0 - exp(-(forward + backward) / $activity_weights.volume_scale)) *
    (1.0 - $activity_weights.one_sided_loss * abs(forward - backward) / (forward + backward))
    AS activity
SET
  tie.forward = forward,
  tie.backward = backward,
  tie.counted_at = at,
  tie.context = context,
  tie.strength = 1.0 - (1.0 - activity) * (1.0 - context)
