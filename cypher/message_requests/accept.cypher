// name: message_requests.accept
// access: write
// rows: one
// param id: string
// param conversation_id: string
// param message_id: string
// param now: datetime
// column conversation_id: string
//
// Opens the conversation of a message request's two, after `lock`, with the request's text as a
// message: the one that they had before, if they had one.
MATCH (sender:Member)-[:SENT]->(request:MessageRequest {id: $id})-[:SENT_TO]->(receiver:Member)
SET request.state = 'accepted', request.closed_at = $now
REMOVE request.open_pair, request.answer
MERGE (conversation:Conversation {pair: request.pair})
  ON CREATE SET
    conversation.id = $conversation_id,
    conversation.created_at = $now,
    conversation.last_number = 0
SET conversation.kind = 'request', conversation.last_number = conversation.last_number + 1
WITH sender, receiver, request, conversation, conversation.last_number AS number
CREATE (sender)-[:WROTE]->(message:Message {id: $message_id})-[:PART_OF]->(conversation)
SET
  message.conversation_id = conversation.id,
  message.number = number,
  message.text = request.text,
  message.created_at = $now
WITH sender, receiver, conversation, number
CALL (sender, receiver, conversation, number) {
  UNWIND [sender, receiver] AS member
  MERGE (member)-[part:TAKES_PART_IN {member_id: member.id}]->(conversation)
    ON CREATE SET part.read_number = 0, part.unread = 0
  SET part.active_at = $now
  WITH member, part, number, member = sender OR part.unread = 0 AS seen
  // Who accepts it has read it, unless there is older that they have not.
  SET
    part.read_number = CASE WHEN seen THEN number ELSE part.read_number END,
    part.unread = CASE WHEN seen THEN 0 ELSE part.unread + 1 END
}
RETURN conversation.id AS conversation_id
