// name: messages.open_introduction
// access: write
// rows: none
// param conversation_id: string
// param member_ids: list<string>
// param now: datetime
//
// Opens the conversation of an introduction for these members, given the smaller ids first.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who deletes one of them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
CREATE (conversation:Conversation {id: $conversation_id})
SET
  conversation.kind = 'introduction',
  conversation.created_at = $now,
  conversation.last_number = 0
WITH conversation
MATCH (member:Member)
WHERE member.id IN $member_ids
CREATE (member)-[part:TAKES_PART_IN {member_id: member.id}]->(conversation)
SET part.active_at = $now, part.read_number = 0, part.unread = 0
