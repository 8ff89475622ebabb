// name: network_report.survey
// access: read
// rows: one
// param viewer_id: string
// param activity_weights: map
// param strong: float
// param moderate: float
// param active_since: datetime
// param dormant_since: datetime
// param now: datetime
// column total: integer
// column months: list<map>
// column ties: map
// column quality: map
// column industries: map
// column companies: map
// column places: map
//
// The viewer's connections in numbers: in which month they were made, how strong the ties are now
// and when the two last did something that counts (a tie nobody knows the age of, and never used,
// is dormant), how many have something in common with the viewer, and over how many industries,
// current employers and places they are spread. Effective is how many equally large ones would be
// spread as far. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
WITH
  viewer,
  COLLECT { MATCH (viewer)-[:WORKS_AT]->(company:Company) RETURN DISTINCT company } AS own_companies,
  COLLECT { MATCH (viewer)-[:STUDIED_AT]->(school:School) RETURN DISTINCT school } AS own_schools,
  COLLECT { MATCH (viewer)-[:HAS_SKILL]->(skill:Skill) RETURN skill } AS own_skills,
  COLLECT { MATCH (viewer)-[:INTERESTED_IN]->(interest:Interest) RETURN interest }
    AS own_interests
CALL (viewer) {
  MATCH (viewer)-[tie:CONNECTED_TO]-(:Member)
  WITH tie.since.year AS year, tie.since.month AS month, count(*) AS made
    ORDER BY year, month
  RETURN collect({year: year, month: month, made: made}) AS months
}
CALL (viewer, own_companies, own_schools, own_skills, own_interests) {
  MATCH (viewer)-[tie:CONNECTED_TO]-(member:Member)
  WITH
    tie,
    CASE
      WHEN tie.counted_at IS NULL THEN tie.strength
      ELSE
        1.0 - (1.0 - tie.context) *
          (1.0 - (1.0 - exp(-(tie.forward + tie.backward) *
            0.5 ^ (($now.epochMillis - tie.counted_at.epochMillis) / $activity_weights.half_life) /
            $activity_weights.volume_scale)) *
            (1.0 - $activity_weights.one_sided_loss *
              abs(tie.forward - tie.backward) / (tie.forward + tie.backward)))
    END AS strength,
    coalesce(toLower(member.industry) = toLower(viewer.industry), false) OR
      EXISTS {
        MATCH (member)-[:WORKS_AT]->(company:Company)
        WHERE company IN own_companies
      } OR
      EXISTS {
        MATCH (member)-[:STUDIED_AT]->(school:School)
        WHERE school IN own_schools
      } AS relevant,
    EXISTS {
      MATCH (member)-[:INTERESTED_IN]->(interest:Interest)
      WHERE interest IN own_interests
    } OR
      EXISTS {
        MATCH (member)-[:HAS_SKILL]->(skill:Skill)
        WHERE skill IN own_skills
      } AS shares
  WITH
    strength,
    relevant,
    shares,
    tie.counted_at >= $active_since AS active,
    coalesce(coalesce(tie.counted_at, tie.since) < $dormant_since, true) AS dormant
  RETURN
    count(*) AS total,
    {
      strong: count(CASE WHEN strength >= $strong THEN 1 END),
      moderate: count(CASE WHEN strength >= $moderate AND strength < $strong THEN 1 END),
      weak: count(CASE WHEN strength < $moderate THEN 1 END),
      dormant: count(CASE WHEN dormant THEN 1 END)
    } AS ties,
    {
      relevant: count(CASE WHEN relevant THEN 1 END),
      shared_interest: count(CASE WHEN shares THEN 1 END),
      active: count(CASE WHEN active THEN 1 END)
    } AS quality
}
CALL (viewer) {
  MATCH (viewer)-[:CONNECTED_TO]-(member:Member)
  WHERE member.industry IS NOT NULL
  WITH member.industry AS name, count(*) AS members
    ORDER BY members DESC, name
  WITH collect({name: name, members: members}) AS found, sum(members) AS known
  RETURN {
    known: known,
    distinct: size(found),
    effective: CASE known
      WHEN 0 THEN 0.0
      ELSE
        exp(-reduce(entropy = 0.0, one IN found |
          entropy + one.members * log(toFloat(one.members) / known) / known))
    END,
    top: found[..10]
  } AS industries
}
CALL (viewer) {
  MATCH (viewer)-[:CONNECTED_TO]-(member:Member)-[work:WORKS_AT]->(company:Company)
  WHERE work.ended_on IS NULL
  WITH company, count(DISTINCT member) AS members
    ORDER BY members DESC, company.id
  WITH collect({id: company.id, name: company.name, members: members}) AS found, sum(members) AS known
  RETURN {
    known: known,
    distinct: size(found),
    effective: CASE known
      WHEN 0 THEN 0.0
      ELSE
        exp(-reduce(entropy = 0.0, one IN found |
          entropy + one.members * log(toFloat(one.members) / known) / known))
    END,
    top: found[..10]
  } AS companies
}
CALL (viewer) {
  MATCH (viewer)-[:CONNECTED_TO]-(member:Member)
  WHERE member.location IS NOT NULL
  WITH member.location AS name, count(*) AS members
    ORDER BY members DESC, name
  WITH collect({name: name, members: members}) AS found, sum(members) AS known
  RETURN {
    known: known,
    distinct: size(found),
    effective: CASE known
      WHEN 0 THEN 0.0
      ELSE
        exp(-reduce(entropy = 0.0, one IN found |
          entropy + one.members * log(toFloat(one.members) / known) / known))
    END,
    top: found[..10]
  } AS places
}
RETURN total, months, ties, quality, industries, companies, places
