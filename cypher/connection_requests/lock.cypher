// name: connection_requests.lock
// access: write
// rows: one
// param id: string
// param member_id: string
// param now: datetime
// column sent: boolean
// column state: string
// column answer: string
//
// Locks the two of a request that the member sent or received, and tells how it stands: whether the
// member sent it, its state to the sender, and the receiver's answer. No row when the member has no
// such request, or one of the two has blocked the other.
MATCH (sender:Member)-[:SENT]->(:ConnectionRequest {id: $id})-[:SENT_TO]->(receiver:Member)
WHERE $member_id IN [sender.id, receiver.id]
UNWIND
  CASE WHEN sender.id < receiver.id THEN [sender, receiver] ELSE [receiver, sender] END AS member
// Written before anything is read: who answers, withdraws or accepts it meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
MATCH (sender:Member)-[:SENT]->(request:ConnectionRequest {id: $id})-[:SENT_TO]->(receiver:Member)
WHERE
  $member_id IN [sender.id, receiver.id] AND
  NOT EXISTS { (sender)-[:BLOCKS]-(receiver) }
RETURN
  sender.id = $member_id AS sent,
  CASE
    WHEN request.state = 'pending' AND request.expires_at <= $now THEN 'expired'
    ELSE request.state
  END AS state,
  request.answer AS answer
