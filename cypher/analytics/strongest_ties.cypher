// name: analytics.strongest_ties
// access: read
// rows: many
// param limit: integer 1..500 = 20
// param now: datetime
// param activity_weights: map
// column one_id: string
// column one_name: string
// column other_id: string
// column other_name: string
// column strength: float
// column since: datetime
// chart: bars label=one_name,other_name value=strength
// example: limit=10
//
// The strongest ties of now. Looked at are the 5,000 that were the strongest when their two last did
// something with each other: since then a tie only fades.
MATCH (:Member)-[tie:CONNECTED_TO]->(:Member)
WITH tie
  ORDER BY tie.strength DESC, tie.pair
  LIMIT 5000
WITH
  tie,
  coalesce(tie.context, tie.strength) AS context,
  0.5 ^ (($now.epochMillis - coalesce(tie.counted_at, $now).epochMillis) / $activity_weights.half_life) AS kept
WITH
  tie,
  context,
  coalesce(tie.forward, 0.0) * kept AS forward,
  coalesce(tie.backward, 0.0) * kept AS backward
WITH
  *,
  CASE
    WHEN tie.counted_at IS NULL OR forward + backward = 0.0 THEN 0.0
    ELSE
      (1.0 - exp(-(forward + backward) / $activity_weights.volume_scale)) *
        (1.0 - $activity_weights.one_sided_loss * abs(forward - backward) / (forward + backward))
  END AS activity
WITH tie, 1.0 - (1.0 - activity) * (1.0 - context) AS strength
  ORDER BY strength DESC, tie.pair
  LIMIT $limit
WITH tie, strength, startNode(tie) AS one, endNode(tie) AS other
RETURN
  one.id AS one_id,
  one.name AS one_name,
  other.id AS other_id,
  other.name AS other_name,
  strength,
  tie.since AS since
  ORDER BY strength DESC, one_id, other_id
