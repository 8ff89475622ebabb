// name: connection_requests.accept
// access: write
// rows: one
// param id: string
// param receiver_id: string
// param most_connections: integer
// param follow_up_due_at: datetime
// param now: datetime
// column accepted: boolean
// column state: string
// column full: boolean
// column pair: string
//
// Connects the two of a request that is pending, unless one of them has all the connections a
// member may have: in one statement, for its speed. Both are told, and the sender is reminded to
// follow up. No row when the receiver has no such request.
MATCH (sender:Member)-[:SENT]->(:ConnectionRequest {id: $id})-[:SENT_TO]->(receiver:Member {id: $receiver_id})
UNWIND
  CASE WHEN sender.id < receiver.id THEN [sender, receiver] ELSE [receiver, sender] END AS member
// Written before anything is read: who answers, withdraws, blocks or connects them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
MATCH (sender:Member)-[:SENT]->(request:ConnectionRequest {id: $id})-[:SENT_TO]->(receiver:Member {id: $receiver_id})
WITH
  sender,
  receiver,
  request,
  COUNT { (sender)-[:CONNECTED_TO]-() } >= $most_connections OR
    COUNT { (receiver)-[:CONNECTED_TO]-() } >= $most_connections AS full
WITH *, request.state = 'pending' AND request.expires_at > $now AND NOT full AS accepted
CALL (sender, receiver, request, accepted) {
  WITH *
    WHERE accepted
  SET
    request.state = 'accepted',
    request.closed_at = $now,
    request.follow_up_due_at = $follow_up_due_at
  REMOVE request.open_pair, request.answer
  WITH
    request,
    CASE WHEN sender.id < receiver.id THEN sender ELSE receiver END AS smaller,
    CASE WHEN sender.id < receiver.id THEN receiver ELSE sender END AS greater
  MERGE (smaller)-[tie:CONNECTED_TO {pair: request.pair}]->(greater)
    ON CREATE SET tie.since = $now, tie.strength = 0.0, tie.context = 0.0
  WITH smaller, greater
  MATCH
    (smaller)-[:ASKED_FOR|INTRODUCES_TO]-(introduction:Introduction)-[:ASKED_FOR|INTRODUCES_TO]-(greater)
  WHERE introduction.state = 'introduced'
  SET introduction.connected_at = coalesce(introduction.connected_at, $now)
}
CALL (sender, receiver, request, accepted) {
  WITH *
    WHERE accepted
  UNWIND [{member: sender, actor: receiver}, {member: receiver, actor: sender}] AS told
  WITH request, told.member AS member, told.actor AS actor
    WHERE NOT 'acceptance' IN coalesce(member.muted_kinds, [])
  // Written before it is read: who tells the member something meanwhile waits.
  SET member.last_notification = coalesce(member.last_notification, 0)
  WITH request, member, actor
  SET member.last_notification = member.last_notification + 1
  CREATE (notification:Notification {member_id: member.id, number: member.last_notification})
  CREATE (notification)-[:TELLS]->(member)
  SET
    notification.kind = 'acceptance',
    notification.actor_id = actor.id,
    notification.subject_id = request.id,
    notification.created_at = $now
}
RETURN
  accepted,
  CASE
    WHEN request.state = 'pending' AND request.expires_at <= $now THEN 'expired'
    ELSE request.state
  END AS state,
  full,
  request.pair AS pair
