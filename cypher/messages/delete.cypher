// name: messages.delete
// access: write
// rows: one
// param member_id: string
// param message_id: string
// param oldest: datetime
// param now: datetime
// column sender_id: string
// column created_at: datetime
//
// Empties a message for all who take part, and keeps its place, unless the member did not write it
// or it is older than that. No row when the member takes no part in the conversation, or a member of
// it is blocked, either way.
MATCH
  (:Member {id: $member_id})-[:TAKES_PART_IN]->(:Conversation)<-[:PART_OF]-
  (message:Message {id: $message_id})
// From the message: the member may have thousands of conversations, each with thousands.
USING INDEX SEEK message:Message(id)
MATCH (message)-[:PART_OF]->(:Conversation)<-[:TAKES_PART_IN]-(taking:Member)
WITH taking
  ORDER BY taking.id
// Written before anything is read: who writes, blocks, disconnects or deletes them meanwhile waits.
SET taking.connections_changed_at = $now
WITH count(*) AS locked
MATCH (message:Message {id: $message_id})-[:PART_OF]->(conversation:Conversation)
MATCH (member:Member {id: $member_id})-[:TAKES_PART_IN]->(conversation)
WHERE
  NOT EXISTS { (member)-[:BLOCKS]-(:Member)-[:TAKES_PART_IN]->(conversation) }
WITH message, conversation, [(message)<-[:WROTE]-(sender:Member) | sender.id][0] AS sender_id
CALL (message, conversation, sender_id) {
  WITH *
    WHERE
      sender_id = $member_id AND
      message.created_at >= $oldest AND
      message.deleted_at IS NULL
  SET message.deleted_at = $now
  REMOVE message.text, message.advice_topic
  WITH message, conversation
  MATCH (:Member)-[part:TAKES_PART_IN]->(conversation)
  // Written before it is read: who reads the conversation meanwhile waits.
  SET part.read_number = part.read_number
  WITH message, part
    WHERE part.member_id <> $member_id AND message.number > part.read_number
  SET part.unread = part.unread - 1
}
RETURN sender_id, message.created_at AS created_at
