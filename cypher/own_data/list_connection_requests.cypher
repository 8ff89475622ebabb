// name: own_data.list_connection_requests
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The connection requests that the viewer sent and received, as they may see them: what a receiver
// answered other than yes is the receiver's alone, and one that was withdrawn is gone for its
// receiver.
MATCH (viewer:Member {id: $viewer_id})-[part:SENT|SENT_TO]-(request:ConnectionRequest)
WHERE
  ($after IS NULL OR request.id > $after) AND
  (type(part) = 'SENT' OR request.state <> 'withdrawn')
MATCH (request)-[:SENT|SENT_TO]-(member:Member)
WHERE member <> viewer AND NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
WITH part, request, member
  ORDER BY request.id
  LIMIT $limit
RETURN
  request.id AS key,
  request {
    .*,
    answer: CASE WHEN type(part) = 'SENT_TO' THEN request.answer END,
    closed_at:
      CASE
        WHEN type(part) = 'SENT' OR request.state = 'accepted' THEN request.closed_at
      END,
    follow_up_due_at: CASE WHEN type(part) = 'SENT' THEN request.follow_up_due_at END,
    direction: CASE type(part) WHEN 'SENT' THEN 'sent' ELSE 'received' END,
    member_id: member.id,
    member_name: member.name
  } AS entry
  ORDER BY key
