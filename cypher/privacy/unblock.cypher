// name: privacy.unblock
// access: write
// rows: one
// param member_ids: list<string>
// param by_id: string
// param blocked_id: string
// param now: datetime
// column unblocked: boolean
//
// Ends one member's block of another, given the smaller id first; what the block ended stays ended.
// No row when either does not exist, or the other alone has blocked.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who connects or blocks them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (by:Member {id: $by_id})
OPTIONAL MATCH (member:Member {id: $blocked_id})
OPTIONAL MATCH (by)-[block:BLOCKS]->(member)
WITH by, member, block, block IS NOT NULL AS unblocked
  WHERE
    by IS NOT NULL AND
    member IS NOT NULL AND
    (unblocked OR NOT EXISTS { (member)-[:BLOCKS]->(by) })
DELETE block
RETURN unblocked
