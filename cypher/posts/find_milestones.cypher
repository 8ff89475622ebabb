// name: posts.find_milestones
// access: read
// rows: many
// param today: date
// param new_since: date
// param anniversaries: list<date>
// param endorsed_since: datetime
// param endorsed_often: integer
// column member_id: string
// column kind: string
// column what: string
// column title: string
// column started_on: date
// column preference: string
//
// What members have reached lately: a position that began since a day, one that began on one of
// these days years ago, and a skill that was endorsed often, and again since a time. Not of those
// who want none.
CALL () {
  MATCH (member:Member)-[work:WORKS_AT]->(company:Company)
  USING INDEX SEEK work:WORKS_AT(started_on)
  WHERE work.started_on >= $new_since AND work.started_on <= $today AND work.ended_on IS NULL
  RETURN
    member, 'new_position' AS kind, company.name AS what, work.title AS title,
    work.started_on AS started_on
  UNION
  MATCH (member:Member)-[work:WORKS_AT]->(company:Company)
  USING INDEX SEEK work:WORKS_AT(started_on)
  WHERE work.started_on IN $anniversaries AND work.ended_on IS NULL
  RETURN
    member, 'anniversary' AS kind, company.name AS what, work.title AS title,
    work.started_on AS started_on
  UNION
  MATCH (:Member)-[lately:ENDORSES]->(member:Member)
  USING INDEX SEEK lately:ENDORSES(created_at)
  WHERE lately.created_at >= $endorsed_since
  WITH DISTINCT member, lately.skill_id AS skill_id
  MATCH (:Member)-[endorses:ENDORSES]->(member)
  WHERE endorses.skill_id = skill_id AND NOT coalesce(endorses.hidden, false)
  WITH member, skill_id, count(*) AS count
    WHERE count >= $endorsed_often
  MATCH (skill:Skill {id: skill_id})
  RETURN member, 'skill_endorsed' AS kind, skill.name AS what, null AS title, null AS started_on
}
WITH *
  WHERE coalesce(member.milestones, 'draft') <> 'none'
RETURN
  member.id AS member_id,
  kind,
  what,
  title,
  started_on,
  coalesce(member.milestones, 'draft') AS preference
