// name: imports.hold_members
// access: write
// rows: many
// param member_ids: list<string>
// param now: datetime
// column id: string
// column created: boolean
// column properties: map
// column positions: list<map>
// column schools: list<map>
// column skill_ids: list<string>
//
// Makes the members of a batch that are missing, and reads what the graph has of all of them: of
// positions the current ones, of schools each with whether it has ended. Writing to the members
// first keeps others from changing them meanwhile.
UNWIND $member_ids AS member_id
OPTIONAL MATCH (known:Member {id: member_id})
WITH member_id, known IS NULL AS created
MERGE (member:Member {id: member_id})
  ON CREATE SET member.created_at = $now, member.updated_at = $now
SET member.updated_at = member.updated_at
RETURN
  member.id AS id,
  created,
  {
    name: member.name,
    headline: member.headline,
    industry: member.industry,
    location: member.location
  } AS properties,
  [(member)-[work:WORKS_AT]->(company:Company)
    WHERE work.ended_on IS NULL |
    {id: company.id, title: work.title}] AS positions,
  [(member)-[study:STUDIED_AT]->(school:School) |
    {id: school.id, ended: study.ended_on IS NOT NULL}] AS schools,
  [(member)-[:HAS_SKILL]->(skill:Skill) | skill.id] AS skill_ids
