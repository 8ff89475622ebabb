// name: connection_requests.expire
// access: write
// rows: one
// param now: datetime
// param limit: integer
// column expired: integer
//
// Ends up to a limit of the pending requests whose time is over.
MATCH (request:ConnectionRequest {state: 'pending'})
WHERE request.expires_at <= $now
WITH request
  LIMIT $limit
MATCH (sender:Member)-[:SENT]->(request)-[:SENT_TO]->(receiver:Member)
// Written before it is read again: an answer that was quicker stays.
SET sender.connections_changed_at = $now, receiver.connections_changed_at = $now
WITH request
  WHERE request.state = 'pending'
SET request.state = 'expired', request.closed_at = request.expires_at
REMOVE request.open_pair
RETURN count(*) AS expired
