// name: imports.set_school
// access: write
// rows: none
// param rows: list<map>
//
// Gives each member this school in place of those without an end, or none; one that the member has
// already stays as it is.
UNWIND $rows AS row
MATCH (member:Member {id: row.id})
CALL (row, member) {
  MATCH (member)-[study:STUDIED_AT]->(school:School)
  WHERE
    study.ended_on IS NULL AND (row.school_id IS NULL OR school.id <> row.school_id)
  DELETE study
}
WITH row, member
WHERE row.school_id IS NOT NULL
MERGE (school:School {id: row.school_id})
  ON CREATE SET school.name = row.school
MERGE (member)-[:STUDIED_AT]->(school)
