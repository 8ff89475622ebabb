// name: members.replace_schools
// access: write
// rows: none
// param member_id: string
// param schools: list<map>
//
// Gives a member these schools in place of the old ones.
MATCH (member:Member {id: $member_id})
CALL (member) {
  MATCH (member)-[study:STUDIED_AT]->(:School)
  DELETE study
}
WITH member
UNWIND $schools AS entry
MERGE (school:School {id: entry.school_id})
  ON CREATE SET school.name = entry.school
CREATE (member)-[study:STUDIED_AT]->(school)
SET
  study.degree = entry.degree,
  study.field = entry.field,
  study.started_on = entry.started_on,
  study.ended_on = entry.ended_on
