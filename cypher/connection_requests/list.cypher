// name: connection_requests.list
// access: read
// rows: many
// param viewer_id: string
// param filters: map
// param limit: integer
// param now: datetime
// column id: string
// column direction: string
// column state: string
// column note: string
// column created_at: datetime
// column closed_at: datetime
// column expires_at: datetime
// column member: map
// column mutual_count: integer
//
// The requests that the viewer sent or received (a direction that is null means both), the newest
// first, as the viewer may see them: what the receiver answered other than yes is theirs alone, and
// what was withdrawn is gone for them. One alone where an id is given.
MATCH (viewer:Member {id: $viewer_id})
WITH viewer, COLLECT { MATCH (viewer)-[:BLOCKS]-(blocked:Member) RETURN blocked } AS blocked
CALL (viewer) {
  WITH *
    WHERE coalesce($filters.direction, 'sent') = 'sent'
  MATCH (viewer)-[:SENT]->(request:ConnectionRequest)-[:SENT_TO]->(other:Member)
  WHERE
    ($filters.id IS NULL OR request.id = $filters.id) AND
    ($filters.after IS NULL OR request.id < $filters.after)
  RETURN request, other, 'sent' AS direction, null AS answer
  UNION ALL
  WITH *
    WHERE coalesce($filters.direction, 'received') = 'received'
  MATCH (viewer)<-[:SENT_TO]-(request:ConnectionRequest)<-[:SENT]-(other:Member)
  WHERE
    request.state <> 'withdrawn' AND
    ($filters.id IS NULL OR request.id = $filters.id) AND
    ($filters.after IS NULL OR request.id < $filters.after)
  RETURN request, other, 'received' AS direction, request.answer AS answer
}
WITH
  viewer,
  blocked,
  request,
  other,
  direction,
  CASE
    WHEN answer IS NOT NULL THEN answer
    WHEN request.state = 'pending' AND request.expires_at <= $now THEN 'expired'
    ELSE request.state
  END AS state
  WHERE NOT other IN blocked AND ($filters.state IS NULL OR state = $filters.state)
WITH *
  ORDER BY request.id DESC
  LIMIT $limit
CALL (viewer, other, blocked) {
  MATCH (viewer)-[:CONNECTED_TO]-(mutual:Member)-[:CONNECTED_TO]-(other)
  USING JOIN ON mutual
  WHERE NOT mutual IN blocked
  RETURN count(*) AS mutual_count
}
RETURN
  request.id AS id,
  direction,
  state,
  request.note AS note,
  request.created_at AS created_at,
  // When it was withdrawn or expired is for the sender; when it was accepted, for both.
  CASE WHEN direction = 'sent' OR state = 'accepted' THEN request.closed_at END AS closed_at,
  request.expires_at AS expires_at,
  other {.id, .name, .headline} AS member,
  mutual_count
