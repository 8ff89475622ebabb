// name: connections.disconnect
// access: write
// rows: one
// param member_ids: list<string>
// param pair: string
// param now: datetime
// column removed: boolean
// column blocked: boolean
//
// Ends the connection of two members, given the smaller id first, if there is one; where one has
// blocked the other, there is none. No row when either does not exist.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who connects, disconnects or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (smaller:Member {id: $member_ids[0]})
OPTIONAL MATCH (greater:Member {id: $member_ids[1]})
WITH smaller, greater
  WHERE smaller IS NOT NULL AND greater IS NOT NULL
OPTIONAL MATCH (smaller)-[tie:CONNECTED_TO {pair: $pair}]->(greater)
WITH smaller, greater, tie, tie IS NOT NULL AS removed, EXISTS { (smaller)-[:BLOCKS]-(greater) } AS blocked
CALL (smaller, greater) {
  // Who connects again follows again.
  MATCH (smaller)-[unfollows:UNFOLLOWS]-(greater)
  DELETE unfollows
}
DELETE tie
WITH removed, blocked
CALL (removed) {
  WITH *
    WHERE removed
  MATCH (conversation:Conversation {pair: $pair})
  // Whatever opened it, the end of the connection closes it.
  SET conversation.kind = 'direct'
}
RETURN removed, blocked
