// name: messages.edit
// access: write
// rows: one
// param member_id: string
// param message_id: string
// param text: string
// param oldest: datetime
// param now: datetime
// column id: string
// column conversation_id: string
// column number: integer
// column sender_id: string
// column sender_name: string
// column text: string
// column advice_topic: string
// column created_at: datetime
// column edited_at: datetime
// column deleted_at: datetime
// column can_write: boolean
// column other_ids: list<string>
//
// Puts another text in place of a message's, for all who take part, unless the member did not write
// it, it is older than that, it was deleted, or the member cannot write into the conversation any
// more. No row when the member takes no part in it, or a member of it is blocked, either way.
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
WITH
  message,
  [(message)<-[:WROTE]-(sender:Member) | coalesce(sender.name, sender.id)][0] AS sender_name,
  [(message)<-[:WROTE]-(sender:Member) | sender.id][0] AS sender_id,
  [(conversation)<-[:TAKES_PART_IN]-(other:Member) WHERE other <> member | other.id] AS other_ids,
  conversation.kind IN ['introduction', 'request'] OR
    EXISTS { MATCH ()-[tie:CONNECTED_TO {pair: conversation.pair}]->() } AS can_write
CALL (message, sender_id, can_write) {
  WITH *
    WHERE
      sender_id = $member_id AND
      can_write AND
      message.created_at >= $oldest AND
      message.deleted_at IS NULL
  SET message.text = $text, message.edited_at = $now
}
RETURN
  message.id AS id,
  message.conversation_id AS conversation_id,
  message.number AS number,
  sender_id,
  coalesce(sender_name, 'deleted member') AS sender_name,
  message.text AS text,
  message.advice_topic AS advice_topic,
  message.created_at AS created_at,
  message.edited_at AS edited_at,
  message.deleted_at AS deleted_at,
  can_write,
  other_ids
