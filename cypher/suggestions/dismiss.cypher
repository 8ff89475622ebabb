// name: suggestions.dismiss
// access: write
// rows: one
// param member_ids: list<string>
// param by_id: string
// param dismissed_id: string
// param now: datetime
// column id: string
//
// Remembers that one member, given the smaller id first, does not want the other suggested. No row when
// either does not exist, or one has blocked the other.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who blocks or deletes them meanwhile waits.
SET member.suggestions_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (by:Member {id: $by_id})
OPTIONAL MATCH (member:Member {id: $dismissed_id})
WITH by, member
  WHERE by IS NOT NULL AND member IS NOT NULL AND NOT EXISTS { (by)-[:BLOCKS]-(member) }
MERGE (by)-[past:WAS_SUGGESTED]->(member)
  ON CREATE SET past.shown = 0
SET past.dismissed_at = coalesce(past.dismissed_at, $now)
RETURN member.id AS id
