// name: demo.write_endorsements
// access: write
// rows: none
// param endorsements: list<map>
// param now: datetime
//
// Endorses skills of members, each once.
UNWIND $endorsements AS row
MATCH (endorser:Member {id: row.endorser_id})
CALL (row, endorser) {
  MATCH (member:Member {id: row.member_id})
  MERGE (endorser)-[endorsement:ENDORSES {key: row.key}]->(member)
    ON CREATE SET
      endorsement.skill_id = row.skill_id,
      endorsement.created_at = $now,
      endorsement.hidden = false
}
