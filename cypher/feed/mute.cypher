// name: feed.mute
// access: write
// rows: one
// param by_id: string
// param muted_id: string
// param now: datetime
// column muted: boolean
//
// Mutes a member for another. No row when either does not exist, or one has blocked the other.
MATCH (by:Member {id: $by_id})
// Written before anything is read: who mutes for the same member meanwhile waits.
SET by.connections_changed_at = $now
WITH by
OPTIONAL MATCH (member:Member {id: $muted_id})
WITH by, member
  WHERE member IS NOT NULL AND NOT EXISTS { (by)-[:BLOCKS]-(member) }
MERGE (by)-[mutes:MUTES]->(member)
  ON CREATE SET mutes.since = $now
RETURN true AS muted
