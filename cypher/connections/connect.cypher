// name: connections.connect
// access: write
// rows: one
// param member_ids: list<string>
// param pair: string
// param now: datetime
// column blocked: boolean
// column created: boolean
// column since: datetime
//
// Connects two members, given the smaller id first, unless one has blocked the other; of a
// connection that stands nothing changes. Whoever introduced them has led to a connection, and a
// request of one to the other is answered by it. No row when either does not exist.
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
WITH smaller, greater, EXISTS { (smaller)-[:BLOCKS]-(greater) } AS blocked
OPTIONAL MATCH (smaller)-[standing:CONNECTED_TO {pair: $pair}]->(greater)
WITH smaller, greater, blocked, standing IS NULL AND NOT blocked AS created
CALL (smaller, greater, created) {
  WITH *
    WHERE created
  CREATE (smaller)-[tie:CONNECTED_TO {pair: $pair}]->(greater)
  SET tie.since = $now, tie.strength = 0.0, tie.context = 0.0
  WITH smaller, greater
  MATCH (smaller)-[:ASKED_FOR|INTRODUCES_TO]-(introduction:Introduction)-[:ASKED_FOR|INTRODUCES_TO]-(greater)
  WHERE introduction.state = 'introduced'
  SET introduction.connected_at = coalesce(introduction.connected_at, $now)
}
CALL (created) {
  WITH *
    WHERE created
  MATCH (request:ConnectionRequest {open_pair: $pair})
  // What expires requests locks them alone.
  SET request.pair = $pair
  WITH request
    WHERE request.state = 'pending' AND request.expires_at > $now
  SET request.state = 'accepted', request.closed_at = $now
  REMOVE request.open_pair, request.answer
}
OPTIONAL MATCH (smaller)-[tie:CONNECTED_TO {pair: $pair}]->(greater)
RETURN blocked, created, tie.since AS since
