// name: connection_requests.find_common_ground
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// column viewer_name: string
// column member_name: string
// column mutual_connections: list<map>
// column companies: list<map>
// column schools: list<map>
// column skills: list<map>
// column interests: list<map>
//
// What the viewer and a member have in common, a few of each: whom both know (the strongest ties
// first), where both worked or studied, what both can do or care for. No row when either does not
// exist, or one has blocked the other.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
  WHERE
    viewer IS NOT NULL AND
    member IS NOT NULL AND
    NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
WITH
  viewer,
  member,
  COLLECT { MATCH (viewer)-[:BLOCKS]-(blocked:Member) RETURN blocked } AS blocked
CALL (viewer, member, blocked) {
  MATCH (viewer)-[own:CONNECTED_TO]-(mutual:Member)-[theirs:CONNECTED_TO]-(member)
  USING JOIN ON mutual
  WHERE NOT mutual IN blocked
  WITH mutual, own.strength * theirs.strength AS warmth
    ORDER BY warmth DESC, mutual.id
    LIMIT 3
  RETURN collect({id: mutual.id, name: mutual.name}) AS mutual_connections
}
RETURN
  viewer.name AS viewer_name,
  member.name AS member_name,
  mutual_connections,
  COLLECT {
    MATCH (viewer)-[:WORKS_AT]->(company:Company)<-[work:WORKS_AT]-(member)
    WITH company, max(work.started_on) AS latest
      ORDER BY latest DESC, company.id
      LIMIT 2
    RETURN {id: company.id, name: company.name}
  } AS companies,
  COLLECT {
    MATCH (viewer)-[:STUDIED_AT]->(school:School)<-[:STUDIED_AT]-(member)
    WITH DISTINCT school
      ORDER BY school.id
      LIMIT 2
    RETURN {id: school.id, name: school.name}
  } AS schools,
  COLLECT {
    MATCH (viewer)-[:HAS_SKILL]->(skill:Skill)<-[:HAS_SKILL]-(member)
    // The rarer a skill, the more it says.
    WITH skill, COUNT { (skill)<-[:HAS_SKILL]-() } AS holders
      ORDER BY holders, skill.id
      LIMIT 3
    RETURN {id: skill.id, name: skill.name}
  } AS skills,
  COLLECT {
    MATCH (viewer)-[:INTERESTED_IN]->(interest:Interest)<-[:INTERESTED_IN]-(member)
    WITH interest, COUNT { (interest)<-[:INTERESTED_IN]-() } AS holders
      ORDER BY holders, interest.id
      LIMIT 3
    RETURN {id: interest.id, name: interest.name}
  } AS interests
