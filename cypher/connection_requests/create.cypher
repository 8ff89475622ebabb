// name: connection_requests.create
// access: write
// rows: one
// param id: string
// param sender_id: string
// param receiver_id: string
// param pair: string
// param note: string
// param requests_sent_at: list<datetime>
// param now: datetime
// param expires_at: datetime
// column id: string
//
// Asks a member to connect, after `prepare` has locked the two and found no reason against it. Those
// between the two that had expired make room.
OPTIONAL MATCH (expired:ConnectionRequest {open_pair: $pair})
SET expired.state = 'expired', expired.closed_at = expired.expires_at
REMOVE expired.open_pair
WITH count(*) AS made_room
OPTIONAL MATCH (sender:Member {id: $sender_id})
OPTIONAL MATCH (receiver:Member {id: $receiver_id})
SET sender.requests_sent_at = $requests_sent_at
CREATE (sender)-[:SENT]->(request:ConnectionRequest {id: $id})-[:SENT_TO]->(receiver)
SET
  request.pair = $pair,
  request.open_pair = $pair,
  request.state = 'pending',
  request.note = $note,
  request.created_at = $now,
  request.expires_at = $expires_at
RETURN request.id AS id
