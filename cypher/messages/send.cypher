// name: messages.send
// access: write
// rows: one
// param sender_id: string
// param receiver_id: string
// param pair: string
// param conversation_id: string
// param new_conversation_id: string
// param message_id: string
// param text: string
// param advice_topic: string
// param weight: float
// param activity_weights: map
// param now: datetime
// column conversation_id: string
// column number: integer
// column sender_name: string
//
// Sends a message to a connection, or whoever's request for messages was accepted (receiver_id, and
// their pair), or into a conversation (conversation_id), in one statement for its speed: it counts
// for the ties, ends the reminder to follow up, moves the conversation up in everybody's inbox, and
// those who receive it are told. No row when the sender may not: not connected, no part in it,
// blocked, or somebody does not exist.
OPTIONAL MATCH
  (:Member {id: $sender_id})-[:TAKES_PART_IN]->
  (conversation:Conversation {id: $conversation_id})<-[:TAKES_PART_IN]-(other:Member)
// From its few members: the sender may have thousands of conversations.
USING INDEX SEEK conversation:Conversation(id)
WITH collect(other.id) + [id IN [$receiver_id] WHERE id IS NOT NULL] AS receiver_ids
UNWIND receiver_ids + $sender_id AS member_id
WITH receiver_ids, member_id
  ORDER BY member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who writes, blocks, disconnects or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH receiver_ids, count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
MATCH (sender:Member {id: $sender_id})
UNWIND receiver_ids AS receiver_id
MATCH (receiver:Member {id: receiver_id})
OPTIONAL MATCH
  (:Member)-[tie:CONNECTED_TO {
    pair:
      CASE
        WHEN sender.id < receiver.id THEN sender.id + '|' + receiver.id
        ELSE receiver.id + '|' + sender.id
      END
  }]->(:Member)
WITH
  sender,
  collect({
    member: receiver,
    tie: tie,
    // Whom another receiver has blocked, or who has blocked one, does not see the conversation.
    told:
      NOT 'message' IN coalesce(receiver.muted_kinds, []) AND
      NOT EXISTS {
        MATCH (receiver)-[:BLOCKS]-(blocked:Member)
        WHERE blocked.id IN receiver_ids
      }
  }) AS receivers
OPTIONAL MATCH (standing:Conversation)
WHERE standing.pair = $pair OR standing.id = $conversation_id
WITH sender, receivers, standing
  WHERE
    none(to IN receivers WHERE EXISTS { (sender)-[:BLOCKS]-(:Member {id: to.member.id}) }) AND
    CASE
      WHEN standing.kind IN ['introduction', 'request'] THEN true
      ELSE size(receivers) = 1 AND receivers[0].tie IS NOT NULL
    END
CALL (sender, receivers, standing) {
  WITH *
    WHERE standing IS NULL
  CREATE (conversation:Conversation {id: $new_conversation_id, pair: $pair})
  SET conversation.kind = 'direct', conversation.created_at = $now, conversation.last_number = 0
  FOREACH (member IN [sender] + [to IN receivers | to.member] |
    CREATE (member)-[part:TAKES_PART_IN {member_id: member.id}]->(conversation)
    SET part.read_number = 0, part.unread = 0
  )
  RETURN conversation
  UNION ALL
  WITH *
    WHERE standing IS NOT NULL
  RETURN standing AS conversation
}
SET conversation.last_number = conversation.last_number + 1
WITH sender, receivers, conversation, conversation.last_number AS number
CREATE (sender)-[:WROTE]->(message:Message {id: $message_id})-[:PART_OF]->(conversation)
SET
  message.conversation_id = conversation.id,
  message.number = number,
  message.text = $text,
  message.advice_topic = $advice_topic,
  message.created_at = $now
WITH sender, receivers, conversation, number
CALL (sender, conversation, number) {
  MATCH (member:Member)-[part:TAKES_PART_IN]->(conversation)
  SET
    part.active_at = $now,
    part.unread = CASE WHEN member = sender THEN 0 ELSE part.unread + 1 END,
    part.read_number = CASE WHEN member = sender THEN number ELSE part.read_number END
}
CALL (sender, conversation) {
  MATCH (request:ConnectionRequest {pair: conversation.pair})
  WHERE request.follow_up_due_at IS NOT NULL AND EXISTS { (sender)-[:SENT]->(request) }
  REMOVE request.follow_up_due_at
}
CALL (sender, receivers, conversation) {
  UNWIND receivers AS to
  WITH sender, conversation, to.member AS receiver
    WHERE to.told
  SET receiver.last_notification = coalesce(receiver.last_notification, 0) + 1
  CREATE
    (notification:Notification {
      member_id: receiver.id,
      number: receiver.last_notification
    })-[:TELLS]->(receiver)
  SET
    notification.kind = 'message',
    notification.actor_id = sender.id,
    notification.subject_id = conversation.id,
    notification.created_at = $now
}
CALL (sender, receivers) {
  // As connections.count_interactions counts.
  UNWIND receivers AS to
  WITH sender, to.member AS receiver, to.tie AS tie
    WHERE tie IS NOT NULL
  SET tie.strength = tie.strength
  WITH
    tie,
    coalesce(tie.context, tie.strength) AS context,
    coalesce(tie.counted_at, $now) AS before,
    CASE WHEN sender.id < receiver.id THEN $weight ELSE 0.0 END AS more_forward,
    CASE WHEN sender.id < receiver.id THEN 0.0 ELSE $weight END AS more_backward
  WITH *, CASE WHEN before > $now THEN before ELSE $now END AS at
  WITH
    *,
    0.5 ^ ((at.epochMillis - before.epochMillis) / $activity_weights.half_life) AS kept,
    0.5 ^ ((at.epochMillis - $now.epochMillis) / $activity_weights.half_life) AS added
  WITH
    tie,
    context,
    at,
    coalesce(tie.forward, 0.0) * kept + more_forward * added AS forward,
    coalesce(tie.backward, 0.0) * kept + more_backward * added AS backward
  WITH
    *,
    (1.0 - exp(-(forward + backward) / $activity_weights.volume_scale)) *
      (1.0 - $activity_weights.one_sided_loss * abs(forward - backward) / (forward + backward))
      AS activity
  SET
    tie.forward = forward,
    tie.backward = backward,
    tie.counted_at = at,
    tie.context = context,
    tie.strength = 1.0 - (1.0 - activity) * (1.0 - context)
}
RETURN
  conversation.id AS conversation_id, number, coalesce(sender.name, sender.id) AS sender_name
