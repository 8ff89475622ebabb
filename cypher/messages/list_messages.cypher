// name: messages.list_messages
// access: read
// rows: one
// param viewer_id: string
// param conversation_id: string
// param advice_topic: string
// param older_than: integer
// param newer_than: integer
// param limit: integer
// column items: list<map>
//
// A page of a conversation's messages: those older than a number, the newest first, or those newer
// than a number, the oldest first. Without either, the newest. No row when the viewer takes no part
// in the conversation, or a member of it is blocked, either way.
MATCH
  (viewer:Member {id: $viewer_id})-[:TAKES_PART_IN]->
  (conversation:Conversation {id: $conversation_id})
// From its few members: the viewer may have thousands of conversations.
USING INDEX SEEK conversation:Conversation(id)
WHERE
  NOT EXISTS { (viewer)-[:BLOCKS]-(:Member)-[:TAKES_PART_IN]->(conversation) }
CALL (conversation) {
  WITH *
    WHERE $newer_than IS NULL
  MATCH (message:Message)
  WHERE
    message.conversation_id = conversation.id AND
    message.number < coalesce($older_than, 9223372036854775807) AND
    ($advice_topic IS NULL OR toLower(message.advice_topic) = toLower($advice_topic))
  WITH message
    ORDER BY message.conversation_id DESC, message.number DESC
    LIMIT $limit
  RETURN collect(message) AS older
}
CALL (conversation) {
  WITH *
    WHERE $newer_than IS NOT NULL
  MATCH (message:Message)
  WHERE
    message.conversation_id = conversation.id AND
    message.number > $newer_than AND
    ($advice_topic IS NULL OR toLower(message.advice_topic) = toLower($advice_topic))
  WITH message
    ORDER BY message.conversation_id, message.number
    LIMIT $limit
  RETURN collect(message) AS newer
}
RETURN
  [message IN older + newer |
    message {
      .id,
      .conversation_id,
      .number,
      .text,
      .advice_topic,
      sender_id: [(message)<-[:WROTE]-(sender:Member) | sender.id][0],
      sender_name:
        coalesce(
          [(message)<-[:WROTE]-(sender:Member) | coalesce(sender.name, sender.id)][0],
          'deleted member'),
      created_at: toString(message.created_at),
      edited_at: toString(message.edited_at),
      deleted_at: toString(message.deleted_at)
    }] AS items
