// name: connection_requests.take_due_follow_ups
// access: write
// rows: many
// param now: datetime
// param next_due_at: datetime
// param forgotten_before: datetime
// param limit: integer
// column request_id: string
// column sender_id: string
// column receiver_id: string
//
// Up to a limit of the follow-ups that are due, and puts each off to the next time; those of
// acceptances long ago are forgotten.
MATCH (request:ConnectionRequest)
WHERE request.follow_up_due_at <= $now
WITH request
  LIMIT $limit
MATCH (sender:Member)-[:SENT]->(request)-[:SENT_TO]->(receiver:Member)
SET sender.connections_changed_at = $now
WITH request, sender, receiver
  WHERE request.follow_up_due_at <= $now
SET
  request.follow_up_due_at = CASE WHEN request.closed_at > $forgotten_before THEN $next_due_at END
WITH request, sender, receiver
  WHERE EXISTS { (sender)-[:CONNECTED_TO]-(receiver) }
RETURN request.id AS request_id, sender.id AS sender_id, receiver.id AS receiver_id
  ORDER BY sender_id
