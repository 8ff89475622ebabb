// name: message_requests.lock
// access: write
// rows: one
// param id: string
// param receiver_id: string
// param now: datetime
// column sender_id: string
// column state: string
//
// Locks the two of a message request that the member received, and tells how it stands. No row when
// the member received none, or one of the two has blocked the other.
MATCH
  (sender:Member)-[:SENT]->(:MessageRequest {id: $id})-[:SENT_TO]->
  (receiver:Member {id: $receiver_id})
UNWIND
  CASE WHEN sender.id < receiver.id THEN [sender, receiver] ELSE [receiver, sender] END AS member
// Written before anything is read: who answers, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
MATCH
  (sender:Member)-[:SENT]->(request:MessageRequest {id: $id})-[:SENT_TO]->
  (receiver:Member {id: $receiver_id})
WHERE NOT EXISTS { (sender)-[:BLOCKS]-(receiver) }
RETURN sender.id AS sender_id, request.state AS state
