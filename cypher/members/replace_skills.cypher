// name: members.replace_skills
// access: write
// rows: none
// param member_id: string
// param skills: list<map>
//
// Gives a member these skills in place of the old ones.
MATCH (member:Member {id: $member_id})
CALL (member) {
  MATCH (member)-[old:HAS_SKILL]->(:Skill)
  DELETE old
}
WITH member
UNWIND $skills AS entry
MERGE (skill:Skill {id: entry.id})
  ON CREATE SET skill.name = entry.name
CREATE (member)-[:HAS_SKILL]->(skill)
