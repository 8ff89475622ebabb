// name: posts.list_drafts
// access: read
// rows: one
// param viewer_id: string
// param limit: integer
// column preference: string
// column items: list<map>
//
// The viewer's latest milestones that are offered as drafts, and what becomes of new ones. No row when
// the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
CALL (viewer) {
  MATCH (viewer)-[:REACHED]->(milestone:Milestone)
  WHERE milestone.state = 'draft'
  WITH milestone
    ORDER BY milestone.created_at DESC, milestone.id
    LIMIT $limit
  RETURN
    collect(milestone {.id, .kind, .text, created_at: toString(milestone.created_at)}) AS items
}
RETURN coalesce(viewer.milestones, 'draft') AS preference, items
