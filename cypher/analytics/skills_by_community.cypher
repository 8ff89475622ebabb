// name: analytics.skills_by_community
// access: read
// rows: many
// needs: run
// param communities: integer 1..50 = 10
// param limit: integer 1..20 = 5
// param slot: string
// column community: integer
// column skill_id: string
// column skill: string
// column endorsements: integer
// column members: integer
// chart: heatmap x=skill y=community value=endorsements
// example: communities=3 limit=3
//
// Which skills are endorsed the most in each of the largest communities: how many endorsements, of how
// many members. What the endorsed has hidden is not counted.
MATCH (member:Member)
WITH
  member,
  CASE $slot WHEN 'a' THEN member.community_a WHEN 'b' THEN member.community_b END AS community
  // The largest community is number 0.
  WHERE community < $communities
MATCH (:Member)-[endorsement:ENDORSES]->(member)
WHERE NOT endorsement.hidden
WITH
  community,
  endorsement.skill_id AS skill_id,
  count(*) AS endorsements,
  count(DISTINCT member) AS members
  ORDER BY community, endorsements DESC, skill_id
WITH
  community,
  collect({skill_id: skill_id, endorsements: endorsements, members: members})[..$limit] AS top
UNWIND top AS entry
OPTIONAL MATCH (skill:Skill {id: entry.skill_id})
RETURN
  community,
  entry.skill_id AS skill_id,
  skill.name AS skill,
  entry.endorsements AS endorsements,
  entry.members AS members
  ORDER BY community, endorsements DESC, skill_id
