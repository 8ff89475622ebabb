// name: messages.read
// access: write
// rows: one
// param member_id: string
// param conversation_id: string
// param number: integer
// column conversation_id: string
// column read_number: integer
// column unread: integer
//
// Marks the messages of a conversation as read up to a number, and counts those that are not. No row
// when the member takes no part in it, or a member of it is blocked, either way.
MATCH
  (:Member {id: $member_id})-[part:TAKES_PART_IN]->
  (conversation:Conversation {id: $conversation_id})
// From its few members: the reader may have thousands of conversations.
USING INDEX SEEK conversation:Conversation(id)
// Written before anything is read: who writes into it or reads it meanwhile waits.
SET part.read_number = part.read_number
WITH count(*) AS locked
MATCH
  (member:Member {id: $member_id})-[part:TAKES_PART_IN]->
  (conversation:Conversation {id: $conversation_id})
USING INDEX SEEK conversation:Conversation(id)
WHERE
  NOT EXISTS { (member)-[:BLOCKS]-(:Member)-[:TAKES_PART_IN]->(conversation) }
WITH
  member,
  part,
  CASE WHEN $number > conversation.last_number THEN conversation.last_number ELSE $number END AS seen
SET part.read_number = CASE WHEN seen > part.read_number THEN seen ELSE part.read_number END
WITH member, part
CALL (member, part) {
  MATCH (message:Message)
  WHERE
    message.conversation_id = $conversation_id AND
    message.number > part.read_number AND
    message.deleted_at IS NULL AND
    NOT EXISTS { (member)-[:WROTE]->(message) }
  RETURN count(*) AS unread
}
SET part.unread = unread
RETURN $conversation_id AS conversation_id, part.read_number AS read_number, unread
