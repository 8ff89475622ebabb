// name: own_data.list_milestones
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The milestones that the viewer reached, and what became of them.
MATCH (:Member {id: $viewer_id})-[:REACHED]->(milestone:Milestone)
WHERE $after IS NULL OR milestone.id > $after
WITH milestone
  ORDER BY milestone.id
  LIMIT $limit
RETURN milestone.id AS key, milestone {.*} AS entry
  ORDER BY key
