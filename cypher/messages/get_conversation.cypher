// name: messages.get_conversation
// access: read
// rows: one
// param viewer_id: string
// param conversation_id: string
// column id: string
// column kind: string
// column members: list<map>
// column unread: integer
// column read_number: integer
// column active_at: datetime
// column last_number: integer
// column can_write: boolean
//
// A conversation of the viewer's. No row when the viewer takes no part in it, or a member of it is
// blocked, either way.
MATCH
  (viewer:Member {id: $viewer_id})-[part:TAKES_PART_IN]->
  (conversation:Conversation {id: $conversation_id})
WHERE
  NOT EXISTS { (viewer)-[:BLOCKS]-(:Member)-[:TAKES_PART_IN]->(conversation) }
WITH
  *,
  [(conversation)<-[:TAKES_PART_IN]-(other:Member)
    WHERE other <> viewer | other {.id, .name, .headline}] AS members
RETURN
  conversation.id AS id,
  conversation.kind AS kind,
  members,
  part.unread AS unread,
  part.read_number AS read_number,
  part.active_at AS active_at,
  conversation.last_number AS last_number,
  size(members) > 0 AND
    (conversation.kind = 'introduction' OR
      EXISTS { MATCH ()-[tie:CONNECTED_TO {pair: conversation.pair}]->() }) AS can_write
