// name: analytics.fading_ties
// access: read
// rows: many
// param limit: integer 1..500 = 20
// param now: datetime
// param activity_weights: map
// column one_id: string
// column one_name: string
// column other_id: string
// column other_name: string
// column strength_then: float
// column strength: float
// column lost: float
// column last_active_at: datetime
// chart: bars label=one_name,other_name value=lost
// example: limit=10
//
// The ties that have lost the most strength since their two last did something with each other.
MATCH (:Member)-[tie:CONNECTED_TO]->(:Member)
WHERE tie.counted_at < $now AND tie.forward + tie.backward > 0.0
WITH
  tie,
  tie.context AS context,
  0.5 ^ (($now.epochMillis - tie.counted_at.epochMillis) / $activity_weights.half_life) AS kept
WITH
  tie,
  context,
  tie.forward * kept AS forward,
  tie.backward * kept AS backward
WITH
  *,
  CASE
    WHEN tie.counted_at IS NULL OR forward + backward = 0.0 THEN 0.0
    ELSE
      (1.0 - exp(-(forward + backward) / $activity_weights.volume_scale)) *
        (1.0 - $activity_weights.one_sided_loss * abs(forward - backward) / (forward + backward))
  END AS activity
WITH tie, 1.0 - (1.0 - activity) * (1.0 - context) AS strength
WITH tie, strength, tie.strength - strength AS lost
  ORDER BY lost DESC, tie.pair
  LIMIT $limit
WITH tie, strength, lost, startNode(tie) AS one, endNode(tie) AS other
RETURN
  one.id AS one_id,
  one.name AS one_name,
  other.id AS other_id,
  other.name AS other_name,
  tie.strength AS strength_then,
  strength,
  lost,
  tie.counted_at AS last_active_at
  ORDER BY lost DESC, one_id, other_id
