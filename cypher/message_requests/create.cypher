// name: message_requests.create
// access: write
// rows: none
// param id: string
// param sender_id: string
// param receiver_id: string
// param pair: string
// param text: string
// param now: datetime
//
// Asks a member to write with another, after `prepare` has locked the two and found no reason
// against it.
MATCH (sender:Member {id: $sender_id})
CREATE (sender)-[:SENT]->(request:MessageRequest {id: $id})
SET
  request.pair = $pair,
  request.open_pair = $pair,
  request.state = 'pending',
  request.text = $text,
  request.created_at = $now
WITH request
CALL (request) {
  MATCH (receiver:Member {id: $receiver_id})
  CREATE (request)-[:SENT_TO]->(receiver)
}
