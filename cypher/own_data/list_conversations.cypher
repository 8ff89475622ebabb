// name: own_data.list_conversations
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The viewer's conversations, and with whom: not where a member of it is blocked, either way.
MATCH (viewer:Member {id: $viewer_id})-[part:TAKES_PART_IN]->(conversation:Conversation)
WHERE $after IS NULL OR conversation.id > $after
WITH viewer, part, conversation
  ORDER BY conversation.id
  LIMIT $limit
WITH
  *,
  EXISTS { (viewer)-[:BLOCKS]-(:Member)-[:TAKES_PART_IN]->(conversation) } AS hidden
RETURN
  conversation.id AS key,
  conversation {
    .*,
    pair: null,
    active_at: part.active_at,
    read_number: part.read_number,
    unread: part.unread,
    members:
      CASE
        WHEN NOT hidden
          THEN [(conversation)<-[:TAKES_PART_IN]-(member:Member)
            WHERE member <> viewer | member {.id, .name}]
      END
  } AS entry
  ORDER BY key
