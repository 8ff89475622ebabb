// name: own_data.list_goals
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The viewer's goals.
MATCH (:Member {id: $viewer_id})-[:HAS_GOAL]->(goal:Goal)
WHERE $after IS NULL OR goal.id > $after
WITH goal
  ORDER BY goal.id
  LIMIT $limit
RETURN goal.id AS key, goal {.*} AS entry
  ORDER BY key
