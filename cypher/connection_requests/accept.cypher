// name: connection_requests.accept
// access: write
// rows: one
// param id: string
// param receiver_id: string
// param most_connections: integer
// param weights: map
// param follow_up_due_at: datetime
// param now: datetime
// column accepted: boolean
// column state: string
// column sender_id: string
//
// Connects the two of a request that is pending, unless one of them has all the connections a
// member may have. Both are told, and the sender is reminded to follow up. The tie has the context
// that `connections.renew_ties` would give it, here for speed: all is one statement. No row when the
// receiver has no such request.
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
    ON CREATE SET tie.since = $now
  WITH smaller, greater, tie
    WHERE tie.strength IS NULL
  CALL (smaller, greater) {
    MATCH (smaller)-[:CONNECTED_TO]-(mutual:Member)-[:CONNECTED_TO]-(greater)
    USING JOIN ON mutual
    RETURN count(*) AS mutual_count
  }
  WITH
    *,
    EXISTS {
      MATCH (smaller)-[work:WORKS_AT]->(:Company)<-[other_work:WORKS_AT]-(greater)
      WHERE
        (work.ended_on IS NULL OR
          other_work.started_on IS NULL OR
          other_work.started_on <= work.ended_on) AND
        (other_work.ended_on IS NULL OR
          work.started_on IS NULL OR
          work.started_on <= other_work.ended_on)
    } AS shared_employer,
    EXISTS { (smaller)-[:STUDIED_AT]->(:School)<-[:STUDIED_AT]-(greater) } AS shared_school,
    EXISTS {
      MATCH (smaller)-[:RECOMMENDS|RECOMMENDATION_OF]-(recommendation:Recommendation)-[:RECOMMENDS|RECOMMENDATION_OF]-(greater)
      WHERE recommendation.state = 'accepted'
    } AS recommended,
    COUNT {
      MATCH (smaller)-[endorsement:ENDORSES]-(greater)
      WHERE NOT endorsement.hidden
    } AS endorsements,
    COUNT { (smaller)-[:MEMBER_OF]->(:Group)<-[:MEMBER_OF]-(greater) } AS shared_groups,
    CASE
      WHEN mutual_count = 0 THEN 0.0
      ELSE
        toFloat(mutual_count) /
          (COUNT { (smaller)-[:CONNECTED_TO]-() } + COUNT { (greater)-[:CONNECTED_TO]-() } - 2 -
            mutual_count)
    END AS common_share
  WITH
    *,
    CASE WHEN recommended THEN $weights.recommendation ELSE 0.0 END +
      CASE
        WHEN $weights.endorsement * endorsements > $weights.most_of_endorsements
          THEN $weights.most_of_endorsements
        ELSE $weights.endorsement * endorsements
      END +
      CASE
        WHEN $weights.shared_group * shared_groups > $weights.most_of_shared_groups
          THEN $weights.most_of_shared_groups
        ELSE $weights.shared_group * shared_groups
      END +
      CASE WHEN shared_employer THEN $weights.shared_employer ELSE 0.0 END +
      CASE WHEN shared_school THEN $weights.shared_school ELSE 0.0 END +
      $weights.common_connections * common_share AS facts
  WITH *, CASE WHEN facts > $weights.ceiling THEN $weights.ceiling ELSE facts END AS context
  SET
    tie.shared_employer = shared_employer,
    tie.shared_school = shared_school,
    tie.recommended = recommended,
    tie.endorsements = endorsements,
    tie.shared_groups = shared_groups,
    tie.common_share = common_share,
    tie.context = context,
    tie.strength = context
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
  sender.id AS sender_id
