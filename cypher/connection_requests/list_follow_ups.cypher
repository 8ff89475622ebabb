// name: connection_requests.list_follow_ups
// access: read
// rows: many
// param viewer_id: string
// column id: string
// column note: string
// column accepted_at: datetime
// column due_at: datetime
// column member: map
// column viewer_name: string
//
// Whose acceptance the viewer has not followed up with a message, nor dismissed; the latest first.
MATCH (viewer:Member {id: $viewer_id})-[:SENT]->(request:ConnectionRequest)-[:SENT_TO]->(member:Member)
WHERE request.follow_up_due_at IS NOT NULL AND EXISTS { (viewer)-[:CONNECTED_TO]-(member) }
RETURN
  request.id AS id,
  request.note AS note,
  request.closed_at AS accepted_at,
  request.follow_up_due_at AS due_at,
  member {.id, .name, .headline} AS member,
  viewer.name AS viewer_name
  ORDER BY accepted_at DESC, id
