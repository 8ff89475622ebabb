// name: imports.set_skills
// access: write
// rows: none
// param rows: list<map>
//
// Gives each member these skills in place of the old ones.
UNWIND $rows AS row
MATCH (member:Member {id: row.id})
CALL (row, member) {
  MATCH (member)-[old:HAS_SKILL]->(skill:Skill)
  WHERE NOT skill.id IN row.skill_ids
  DELETE old
}
WITH row, member
UNWIND row.skills AS entry
MERGE (skill:Skill {id: entry.id})
  ON CREATE SET skill.name = entry.name
MERGE (member)-[:HAS_SKILL]->(skill)
