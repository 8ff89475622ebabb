// name: endorsements.take_back
// access: write
// rows: one
// param member_ids: list<string>
// param endorser_id: string
// param member_id: string
// param key: string
// param now: datetime
// column removed: boolean
//
// Takes an endorsement back if there is one, given the smaller id first, and remembers that it was
// made. No row when either does not exist, or one has blocked the other.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who endorses, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (endorser:Member {id: $endorser_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH endorser, member
  WHERE
    endorser IS NOT NULL AND
    member IS NOT NULL AND
    NOT EXISTS { (endorser)-[:BLOCKS]-(member) }
OPTIONAL MATCH (endorser)-[endorsement:ENDORSES {key: $key}]->(member)
WITH *, endorsement IS NOT NULL AS removed
CALL (endorser, member, endorsement, removed) {
  WITH *
    WHERE removed
  CREATE (endorser)-[former:USED_TO_ENDORSE {key: $key}]->(member)
  SET former.hidden = endorsement.hidden
  DELETE endorsement
}
RETURN removed
