// name: own_data.list_messages
// access: read
// rows: many
// param viewer_id: string
// param conversation_id: string
// param after: integer
// param limit: integer
// column key: integer
// column entry: map
//
// A conversation's messages behind a number: the viewer's own, and where no member of it is
// blocked, either way, everybody's.
MATCH
  (viewer:Member {id: $viewer_id})-[:TAKES_PART_IN]->
  (conversation:Conversation {id: $conversation_id})
USING INDEX SEEK conversation:Conversation(id)
WITH
  viewer,
  conversation,
  EXISTS { (viewer)-[:BLOCKS]-(:Member)-[:TAKES_PART_IN]->(conversation) } AS hidden
MATCH (message:Message)
WHERE
  message.conversation_id = conversation.id AND
  message.number > $after AND
  (NOT hidden OR EXISTS { (viewer)-[:WROTE]->(message) })
WITH message
  ORDER BY message.conversation_id, message.number
  LIMIT $limit
RETURN
  message.number AS key,
  message {
    .*,
    sender_id: [(message)<-[:WROTE]-(sender:Member) | sender.id][0],
    sender_name:
      coalesce(
        [(message)<-[:WROTE]-(sender:Member) | coalesce(sender.name, sender.id)][0],
        'deleted member')
  } AS entry
  ORDER BY key
