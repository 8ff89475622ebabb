// name: connection_requests.prepare
// access: write
// rows: one
// param member_ids: list<string>
// param sender_id: string
// param receiver_id: string
// param pair: string
// param now: datetime
// column blocked: boolean
// column connected: boolean
// column open: map
// column withdrawn_at: datetime
// column not_known: boolean
// column requests_sent_at: list<datetime>
// column not_known_at: list<datetime>
// column most_connections: integer
// column requests_from: string
// column second_degree: boolean
//
// Locks two members, given the smaller id first, and tells all that decides whether one may ask the
// other to connect. No row when either does not exist.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who asks, answers, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (sender:Member {id: $sender_id})
OPTIONAL MATCH (receiver:Member {id: $receiver_id})
WITH sender, receiver
  WHERE sender IS NOT NULL AND receiver IS NOT NULL
CALL (sender, receiver) {
  OPTIONAL MATCH (sender)-[tie:CONNECTED_TO {pair: $pair}]-(receiver)
  RETURN tie IS NOT NULL AS connected
}
CALL (sender) {
  OPTIONAL MATCH (request:ConnectionRequest {pair: $pair})
  WITH request, EXISTS { (sender)-[:SENT]->(request) } AS own
  RETURN
    collect(
      CASE
        WHEN request.state = 'pending' AND request.expires_at > $now
          THEN {id: request.id, own: own}
      END
    )[0] AS open,
    max(CASE WHEN own AND request.state = 'withdrawn' THEN request.closed_at END) AS withdrawn_at,
    count(CASE WHEN own AND request.answer = 'not_known' THEN 1 END) > 0 AS not_known
}
RETURN
  EXISTS { (sender)-[:BLOCKS]-(receiver) } AS blocked,
  connected,
  open,
  withdrawn_at,
  not_known,
  coalesce(sender.requests_sent_at, []) AS requests_sent_at,
  coalesce(sender.not_known_at, []) AS not_known_at,
  CASE
    WHEN COUNT { (sender)-[:CONNECTED_TO]-() } > COUNT { (receiver)-[:CONNECTED_TO]-() }
      THEN COUNT { (sender)-[:CONNECTED_TO]-() }
    ELSE COUNT { (receiver)-[:CONNECTED_TO]-() }
  END AS most_connections,
  receiver.requests_from AS requests_from,
  receiver.requests_from = 'second_degree' AND
    EXISTS { (sender)-[:CONNECTED_TO]-(:Member)-[:CONNECTED_TO]-(receiver) } AS second_degree
