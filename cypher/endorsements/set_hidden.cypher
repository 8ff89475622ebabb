// name: endorsements.set_hidden
// access: write
// rows: one
// param member_ids: list<string>
// param key: string
// param hidden: boolean
// param now: datetime
// column hidden: boolean
//
// Hides an endorsement from everybody, or shows it again, for the member whose skill it praises;
// given the smaller id first. No row when there is none, or one of the two has blocked the other.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who endorses, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
MATCH (endorser:Member)-[endorsement:ENDORSES {key: $key}]->(member:Member)
WHERE NOT EXISTS { (endorser)-[:BLOCKS]-(member) }
SET endorsement.hidden = $hidden
RETURN endorsement.hidden AS hidden
