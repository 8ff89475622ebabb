// name: own_data.get_profile
// access: read
// rows: one
// param viewer_id: string
// column profile: map
// column positions: list<map>
// column schools: list<map>
// column skills: list<map>
// column interests: list<map>
// column identities: list<string>
// column accounts: list<map>
// column sessions: list<map>
//
// What is stored of the viewer's profile, what others' imports are matched with them by, account and
// sessions, but for the password's hash and the copies of their words that search reads. No row when
// there is no such member.
MATCH (viewer:Member {id: $viewer_id})
RETURN
  viewer {
    .*,
    search_name: null,
    search_headline: null,
    search_work: null,
    search_skills: null,
    search_keys: null
  } AS profile,
  COLLECT {
    MATCH (viewer)-[work:WORKS_AT]->(company:Company)
    RETURN work {.*, company_id: company.id, company: company.name}
  } AS positions,
  COLLECT {
    MATCH (viewer)-[study:STUDIED_AT]->(school:School)
    RETURN study {.*, school_id: school.id, school: school.name}
  } AS schools,
  COLLECT {
    MATCH (viewer)-[:HAS_SKILL]->(skill:Skill)
    RETURN skill {.*}
  } AS skills,
  COLLECT {
    MATCH (viewer)-[:INTERESTED_IN]->(interest:Interest)
    RETURN interest {.*}
  } AS interests,
  [(viewer)-[:IDENTIFIED_BY]->(identity:Identity) | identity.id] AS identities,
  COLLECT {
    MATCH (account:Account {id: viewer.id})
    RETURN account {.*, password_hash: null}
  } AS accounts,
  COLLECT {
    MATCH (:Account {id: viewer.id})-[:HAS_SESSION]->(session:Session)
    RETURN session {.*}
  } AS sessions
