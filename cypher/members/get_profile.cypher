// name: members.get_profile
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// column id: string
// column name: string
// column headline: string
// column about: string
// column industry: string
// column location: string
// column positions: list<map>
// column schools: list<map>
// column skills: list<map>
// column interests: list<map>
// column languages: list<string>
// column links: list<string>
// column contact: map
//
// A member's profile: current positions first, then the latest. The contact is null where the
// member does not let the viewer see it. No row when either does not
// exist, or one has blocked the other.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
  WHERE viewer IS NOT NULL AND member IS NOT NULL AND NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
RETURN
  member.id AS id,
  member.name AS name,
  member.headline AS headline,
  member.about AS about,
  member.industry AS industry,
  member.location AS location,
  COLLECT {
    MATCH (member)-[work:WORKS_AT]->(company:Company)
    WITH work, company
      ORDER BY work.ended_on IS NOT NULL, work.started_on DESC, company.id
    RETURN {
      company_id: company.id,
      company: company.name,
      title: work.title,
      started_on: work.started_on,
      ended_on: work.ended_on
    }
  } AS positions,
  COLLECT {
    MATCH (member)-[study:STUDIED_AT]->(school:School)
    WITH study, school
      ORDER BY study.started_on DESC, school.id
    RETURN {
      school_id: school.id,
      school: school.name,
      degree: study.degree,
      field: study.field,
      started_on: study.started_on,
      ended_on: study.ended_on
    }
  } AS schools,
  COLLECT {
    MATCH (member)-[:HAS_SKILL]->(skill:Skill)
    WITH skill
      ORDER BY skill.name
    RETURN {id: skill.id, name: skill.name}
  } AS skills,
  COLLECT {
    MATCH (member)-[:INTERESTED_IN]->(interest:Interest)
    WITH interest
      ORDER BY interest.name
    RETURN {id: interest.id, name: interest.name}
  } AS interests,
  coalesce(member.languages, []) AS languages,
  coalesce(member.links, []) AS links,
  CASE
    WHEN
      viewer = member OR
      member.contact_visible_to = 'everyone' OR
      (coalesce(member.contact_visible_to, 'connections') = 'connections' AND
        EXISTS { (viewer)-[:CONNECTED_TO]-(member) })
      THEN {email: member.contact_email, phone: member.contact_phone}
  END AS contact
