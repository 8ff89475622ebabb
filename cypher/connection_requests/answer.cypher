// name: connection_requests.answer
// access: write
// rows: none
// param id: string
// param answer: string
// param now: datetime
//
// Keeps a receiver's answer to a pending request, ignored or not_known, after `lock`. The sender
// sees nothing of it; that the receiver does not know them counts against them.
MATCH (sender:Member)-[:SENT]->(request:ConnectionRequest {id: $id})
SET request.answer = $answer
WITH sender
  WHERE $answer = 'not_known'
SET sender.not_known_at = coalesce(sender.not_known_at, []) + $now
