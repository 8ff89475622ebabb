// name: snb.add_schools
// access: write
// rows: none
// param rows: list<map>
//
// Gives members who were just made their schools.
UNWIND $rows AS row
MATCH (member:Member {id: row.member_id})
MERGE (school:School {id: row.school_id})
  ON CREATE SET school.name = row.school
CREATE (member)-[study:STUDIED_AT]->(school)
SET study.ended_on = row.ended_on
