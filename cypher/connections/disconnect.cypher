// name: connections.disconnect
// access: write
// rows: one
// param member_ids: list<string>
// param pair: string
// param now: datetime
// column removed: boolean
//
// Ends the connection of two members, given the smaller id first, if there is one. No row when
// either does not exist.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
SET member.connections_changed_at = $now
WITH collect(member) AS members
  WHERE size(members) = 2
WITH members[0] AS smaller, members[1] AS greater
OPTIONAL MATCH (smaller)-[tie:CONNECTED_TO {pair: $pair}]->(greater)
WITH tie, tie IS NOT NULL AS removed
DELETE tie
RETURN removed
