// name: introductions.set_answers
// access: write
// rows: one
// param member_ids: list<string>
// param pair: string
// param properties: map
// param now: datetime
// column pair: string
//
// Keeps what one of two connections, given the smaller id first, says of the other. No row where
// the two are not connected.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who connects, disconnects or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: the connection may have ended while this waited.
MATCH (smaller:Member)-[tie:CONNECTED_TO {pair: $pair}]->(greater:Member)
WHERE NOT EXISTS { (smaller)-[:BLOCKS]-(greater) }
SET tie += $properties
RETURN tie.pair AS pair
