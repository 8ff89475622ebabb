// name: demo.write_members
// access: write
// rows: one
// param members: list<map>
// param now: datetime
// column members: integer
//
// Writes a batch of whole profiles. What a member had of positions, schools, skills and interests
// gives way to what is written, so writing twice is writing once.
UNWIND $members AS row
MERGE (member:Member {id: row.id})
  ON CREATE SET member.created_at = $now, member.updated_at = $now
SET
  member.name = row.name,
  member.headline = row.headline,
  member.industry = row.industry,
  member.location = row.location
WITH row, member
CALL (member) {
  MATCH (member)-[past:WORKS_AT|STUDIED_AT|HAS_SKILL|INTERESTED_IN]->()
  DELETE past
}
CALL (row, member) {
  UNWIND row.positions AS position
  MERGE (company:Company {id: position.company_id})
    ON CREATE SET company.name = position.company
  CREATE
    (member)-[:WORKS_AT {
      title: position.title,
      started_on: position.started_on,
      ended_on: position.ended_on
    }]->(company)
}
CALL (row, member) {
  UNWIND row.schools AS study
  MERGE (school:School {id: study.school_id})
    ON CREATE SET school.name = study.school
  CREATE
    (member)-[:STUDIED_AT {
      degree: study.degree,
      field: study.field,
      started_on: study.started_on,
      ended_on: study.ended_on
    }]->(school)
}
CALL (row, member) {
  UNWIND row.skills AS named
  MERGE (skill:Skill {id: named.id})
    ON CREATE SET skill.name = named.name
  CREATE (member)-[:HAS_SKILL]->(skill)
}
CALL (row, member) {
  UNWIND row.interests AS named
  MERGE (interest:Interest {id: named.id})
    ON CREATE SET interest.name = named.name
  CREATE (member)-[:INTERESTED_IN]->(interest)
}
RETURN count(*) AS members
