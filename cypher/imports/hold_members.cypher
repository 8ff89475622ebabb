// name: imports.hold_members
// access: write
// rows: one
// param member_ids: list<string>
// param now: datetime
// column members: list<map>
//
// Makes the members of a batch that are missing, and reads what the graph has of all of them: of
// positions the current ones, of schools each with whether it has ended. Writing to the members
// first keeps others from changing them meanwhile. All in one row, as a row each is slow to receive.
UNWIND $member_ids AS member_id
OPTIONAL MATCH (known:Member {id: member_id})
WITH member_id, known IS NULL AS created
MERGE (member:Member {id: member_id})
  ON CREATE SET member.created_at = $now, member.updated_at = $now
SET member.updated_at = member.updated_at
RETURN collect({
  id: member.id,
  created: created,
  name: member.name,
  headline: member.headline,
  industry: member.industry,
  location: member.location,
  positions: [(member)-[work:WORKS_AT]->(company:Company)
    WHERE work.ended_on IS NULL |
    {id: company.id, title: work.title}],
  schools: [(member)-[study:STUDIED_AT]->(school:School) |
    {id: school.id, ended: study.ended_on IS NOT NULL}],
  skill_ids: [(member)-[:HAS_SKILL]->(skill:Skill) | skill.id]
}) AS members
