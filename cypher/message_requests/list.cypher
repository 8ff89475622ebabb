// name: message_requests.list
// access: read
// rows: many
// param viewer_id: string
// param filters: map
// param limit: integer
// column id: string
// column direction: string
// column state: string
// column text: string
// column created_at: datetime
// column closed_at: datetime
// column conversation_id: string
// column member: map
// column mutual_count: integer
//
// The message requests that the viewer sent or received (a direction that is null means both), the
// newest first, as the viewer may see them: that one was declined is the receiver's alone. One alone
// where an id is given.
MATCH (viewer:Member {id: $viewer_id})
CALL (viewer) {
  WITH *
    WHERE coalesce($filters.direction, 'sent') = 'sent'
  MATCH (viewer)-[:SENT]->(request:MessageRequest)-[:SENT_TO]->(other:Member)
  RETURN request, other, 'sent' AS direction, request.state AS state
  UNION ALL
  WITH *
    WHERE coalesce($filters.direction, 'received') = 'received'
  MATCH (viewer)<-[:SENT_TO]-(request:MessageRequest)<-[:SENT]-(other:Member)
  RETURN request, other, 'received' AS direction, coalesce(request.answer, request.state) AS state
}
WITH *
  WHERE
    ($filters.id IS NULL OR request.id = $filters.id) AND
    ($filters.after IS NULL OR request.id < $filters.after) AND
    ($filters.state IS NULL OR state = $filters.state) AND
    NOT EXISTS { (viewer)-[:BLOCKS]-(other) }
WITH *
  ORDER BY request.id DESC
  LIMIT $limit
CALL (viewer, other) {
  MATCH (viewer)-[:CONNECTED_TO]-(mutual:Member)-[:CONNECTED_TO]-(other)
  USING JOIN ON mutual
  RETURN count(*) AS mutual_count
}
OPTIONAL MATCH (conversation:Conversation {pair: request.pair})
WHERE state = 'accepted'
RETURN
  request.id AS id,
  direction,
  state,
  request.text AS text,
  request.created_at AS created_at,
  request.closed_at AS closed_at,
  conversation.id AS conversation_id,
  other {.id, .name, .headline} AS member,
  mutual_count
  ORDER BY id DESC
