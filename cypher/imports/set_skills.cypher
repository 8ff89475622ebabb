// name: imports.set_skills
// access: write
// rows: none
// param rows: list<map>
//
// Takes skills from each member that are no longer told, and adds those that are new.
UNWIND $rows AS row
MATCH (member:Member {id: row.id})
CALL (row, member) {
  MATCH (member)-[old:HAS_SKILL]->(skill:Skill)
  WHERE skill.id IN row.removed_ids
  DELETE old
}
WITH row, member
UNWIND row.added AS added
MERGE (skill:Skill {id: added.id})
  ON CREATE SET skill.name = added.name
CREATE (member)-[:HAS_SKILL]->(skill)
