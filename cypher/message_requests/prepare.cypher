// name: message_requests.prepare
// access: write
// rows: one
// param member_ids: list<string>
// param sender_id: string
// param receiver_id: string
// param pair: string
// param now: datetime
// column blocked: boolean
// column connected: boolean
// column conversation_id: string
// column open: map
// column shares: boolean
//
// Locks two members, given the smaller id first, and tells all that decides whether one may ask the
// other to write with them: the conversation that a request of theirs has opened, the request that
// is open, and whether they are in a group or attend an event together. No row when either does not
// exist.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who asks, answers, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (sender:Member {id: $sender_id})
OPTIONAL MATCH (receiver:Member {id: $receiver_id})
WITH sender, receiver
  WHERE sender IS NOT NULL AND receiver IS NOT NULL
OPTIONAL MATCH (standing:MessageRequest {open_pair: $pair})
OPTIONAL MATCH (conversation:Conversation {pair: $pair})
WHERE conversation.kind = 'request'
RETURN
  EXISTS { (sender)-[:BLOCKS]-(receiver) } AS blocked,
  EXISTS { MATCH ()-[tie:CONNECTED_TO {pair: $pair}]->() } AS connected,
  conversation.id AS conversation_id,
  CASE
    WHEN standing IS NOT NULL
      THEN {id: standing.id, own: EXISTS { (sender)-[:SENT]->(standing) }}
  END AS open,
  EXISTS {
    MATCH (sender)-[:MEMBER_OF]->(group:Group)
    WHERE EXISTS { (receiver)-[:MEMBER_OF]->(group) }
  } OR
    EXISTS {
      MATCH (sender)-[:ATTENDS]->(event:Event)
      WHERE event.cancelled_at IS NULL AND EXISTS { (receiver)-[:ATTENDS]->(event) }
    } AS shares
