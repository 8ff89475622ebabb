// name: feed.unmute
// access: write
// rows: one
// param by_id: string
// param muted_id: string
// param now: datetime
// column unmuted: boolean
//
// Ends that a member mutes another, and says whether that was so. No row when either does not exist,
// or one has blocked the other.
MATCH (by:Member {id: $by_id})
// Written before anything is read: who mutes for the same member meanwhile waits.
SET by.connections_changed_at = $now
WITH by
OPTIONAL MATCH (member:Member {id: $muted_id})
WITH by, member
  WHERE member IS NOT NULL AND NOT EXISTS { (by)-[:BLOCKS]-(member) }
OPTIONAL MATCH (by)-[mutes:MUTES]->(member)
WITH mutes, mutes IS NOT NULL AS unmuted
DELETE mutes
RETURN unmuted
