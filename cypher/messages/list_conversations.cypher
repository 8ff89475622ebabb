// name: messages.list_conversations
// access: read
// rows: one
// param viewer_id: string
// param unread: boolean
// param advice_topic: string
// param after: list<string>
// param limit: integer
// column items: list<map>
//
// A page of the viewer's conversations, the last active first; only those with unread messages, or
// with a message that asks for advice on a topic, where that is asked. Those with a member who is
// blocked, either way, are left out. Times are texts: the driver takes long to read a time. No row
// when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
WITH viewer, [(viewer)-[:BLOCKS]-(other:Member) | other.id] AS blocked_ids
CALL (viewer, blocked_ids) {
  MATCH ()-[part:TAKES_PART_IN]->(conversation:Conversation)
  // Read from its index in this order, so that a page is all that is read of a long history.
  USING INDEX part:TAKES_PART_IN(member_id, active_at)
  WHERE
    part.member_id = $viewer_id AND
    part.active_at <= coalesce(datetime($after[0]), datetime('9999-12-31T00:00:00Z')) AND
    ($after IS NULL OR part.active_at < datetime($after[0]) OR conversation.id < $after[1]) AND
    (NOT $unread OR part.unread > 0) AND
    (
      size(blocked_ids) = 0 OR
      NOT EXISTS {
        MATCH (conversation)<-[hiding:TAKES_PART_IN]-()
        WHERE hiding.member_id IN blocked_ids
      }
    ) AND
    (
      $advice_topic IS NULL OR
      EXISTS {
        MATCH (asking:Message)
        WHERE
          asking.conversation_id = conversation.id AND
          asking.advice_topic IS NOT NULL AND
          toLower(asking.advice_topic) = toLower($advice_topic)
      }
    )
  WITH viewer, part, conversation
    ORDER BY part.member_id DESC, part.active_at DESC, conversation.id DESC
    LIMIT $limit
  OPTIONAL MATCH
    (message:Message {conversation_id: conversation.id, number: conversation.last_number})
  WITH
    *,
    [(conversation)<-[:TAKES_PART_IN]-(other:Member)
      WHERE other <> viewer | other {.id, .name, .headline}] AS members
  RETURN
    collect({
      id: conversation.id,
      kind:
        CASE
          // Who connected since has what connections have.
          WHEN
            conversation.kind = 'request' AND
              EXISTS { MATCH ()-[tie:CONNECTED_TO {pair: conversation.pair}]->() }
            THEN 'direct'
          ELSE conversation.kind
        END,
      members: members,
      last_message:
        CASE
          WHEN message IS NOT NULL
            THEN message {
              .id,
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
            }
        END,
      active_at: toString(part.active_at),
      unread: part.unread,
      read_number: part.read_number,
      can_write:
        size(members) > 0 AND
        (
          conversation.kind IN ['introduction', 'request'] OR
          EXISTS { MATCH ()-[tie:CONNECTED_TO {pair: conversation.pair}]->() }
        )
    }) AS items
}
RETURN items
