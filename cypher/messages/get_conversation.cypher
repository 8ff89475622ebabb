// name: messages.get_conversation
// access: read
// rows: one
// param viewer_id: string
// param conversation_id: string
// column id: string
// column kind: string
// column members: list<map>
// column last_message: map
// column active_at: datetime
// column unread: integer
// column read_number: integer
// column can_write: boolean
//
// A conversation of the viewer's, as it stands in the list. No row when the viewer takes no part in
// it, or a member of it is blocked, either way.
MATCH
  (viewer:Member {id: $viewer_id})-[part:TAKES_PART_IN]->
  (conversation:Conversation {id: $conversation_id})
// From its few members: the viewer may have thousands of conversations.
USING INDEX SEEK conversation:Conversation(id)
WHERE
  NOT EXISTS { (viewer)-[:BLOCKS]-(:Member)-[:TAKES_PART_IN]->(conversation) }
OPTIONAL MATCH
  (message:Message {conversation_id: conversation.id, number: conversation.last_number})
WITH
  *,
  EXISTS { MATCH ()-[tie:CONNECTED_TO {pair: conversation.pair}]->() } AS connected,
  [(conversation)<-[:TAKES_PART_IN]-(other:Member)
    WHERE other <> viewer | other {.id, .name, .headline}] AS members
RETURN
  conversation.id AS id,
  // Who connected since has what connections have.
  CASE
    WHEN conversation.kind = 'request' AND connected THEN 'direct'
    ELSE conversation.kind
  END AS kind,
  members,
  CASE
    WHEN message IS NOT NULL
      THEN message {
        .id,
        .conversation_id,
        .number,
        .text,
        .advice_topic,
        .created_at,
        .edited_at,
        .deleted_at,
        sender_id: [(message)<-[:WROTE]-(sender:Member) | sender.id][0],
        sender_name:
          coalesce(
            [(message)<-[:WROTE]-(sender:Member) | coalesce(sender.name, sender.id)][0],
            'deleted member')
      }
  END AS last_message,
  part.active_at AS active_at,
  part.unread AS unread,
  part.read_number AS read_number,
  size(members) > 0 AND
    (conversation.kind IN ['introduction', 'request'] OR connected) AS can_write
