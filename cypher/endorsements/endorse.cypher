// name: endorsements.endorse
// access: write
// rows: one
// param member_ids: list<string>
// param endorser_id: string
// param member_id: string
// param skill_id: string
// param key: string
// param pair: string
// param now: datetime
// column connected: boolean
// column has_skill: boolean
// column made: boolean
// column first: boolean
//
// Endorses a skill of a connection's, given the smaller id first; an endorsement that stands stays.
// First tells that it was never made before; one that was hidden when it was taken back is hidden
// again. No row when either does not exist, or one has blocked the other.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who endorses, disconnects, blocks or deletes them meanwhile waits.
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
OPTIONAL MATCH (endorser)-[standing:ENDORSES {key: $key}]->(member)
OPTIONAL MATCH (endorser)-[former:USED_TO_ENDORSE {key: $key}]->(member)
WITH
  *,
  EXISTS { (endorser)-[:CONNECTED_TO {pair: $pair}]-(member) } AS connected,
  EXISTS { (member)-[:HAS_SKILL]->(:Skill {id: $skill_id}) } AS has_skill
WITH *, connected AND has_skill AND standing IS NULL AS made, former IS NULL AS is_new
CALL (endorser, member, former, made) {
  WITH *
    WHERE made
  CREATE (endorser)-[endorsement:ENDORSES {key: $key}]->(member)
  SET
    endorsement.skill_id = $skill_id,
    endorsement.created_at = $now,
    endorsement.hidden = coalesce(former.hidden, false)
  DELETE former
}
RETURN connected, has_skill, made, made AND is_new AS first
