// name: search.read_profiles
// access: write
// rows: many
// param member_ids: list<string>
// column id: string
// column name: string
// column headline: string
// column industry: string
// column location: string
// column positions: list<map>
// column school_ids: list<string>
// column skills: list<map>
//
// What the search of members is made of, as the transaction that changes them sees it.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
RETURN
  member.id AS id,
  member.name AS name,
  member.headline AS headline,
  member.industry AS industry,
  member.location AS location,
  [(member)-[work:WORKS_AT]->(company:Company) |
    {
      company_id: company.id,
      company: company.name,
      title: work.title,
      current: work.ended_on IS NULL
    }] AS positions,
  [(member)-[:STUDIED_AT]->(school:School) | school.id] AS school_ids,
  [(member)-[:HAS_SKILL]->(skill:Skill) | {id: skill.id, name: skill.name}] AS skills
