// name: endorsements.list_skills
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// param before_count: integer
// param after: string
// param limit: integer
// param most_known: integer
// column items: list<map>
//
// A page of a member's skills, the most endorsed first, then by id, after a number of endorsements
// and an id (null for the first page): each with how many endorse it, whom of them the viewer knows
// (first degree, or the viewer), and how many have it endorsed themselves. What is hidden, and who
// has a block with the viewer, is not there. No row when either does not exist, or one has blocked
// the other.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member, COLLECT { MATCH (viewer)-[:BLOCKS]-(other:Member) RETURN other } AS blocked
  WHERE viewer IS NOT NULL AND member IS NOT NULL AND NOT member IN blocked
CALL (member, blocked) {
  MATCH (endorser:Member)-[endorsement:ENDORSES]->(member)
  WHERE NOT endorsement.hidden AND NOT endorser IN blocked
  WITH endorsement.skill_id AS skill_id, collect(endorser) AS endorsers
  RETURN collect({skill_id: skill_id, endorsers: endorsers}) AS praised
}
CALL (viewer, member, blocked, praised) {
  MATCH (member)-[:HAS_SKILL]->(skill:Skill)
  WITH
    viewer,
    member,
    blocked,
    skill,
    coalesce(head([entry IN praised WHERE entry.skill_id = skill.id | entry.endorsers]), []) AS endorsers
  WITH *, size(endorsers) AS count
    WHERE
      $after IS NULL OR count < $before_count OR (count = $before_count AND skill.id > $after)
  WITH *
    ORDER BY count DESC, skill.id
    LIMIT $limit
  WITH
    *,
    COLLECT {
      UNWIND endorsers AS endorser
      WITH endorser
        WHERE endorser = viewer OR EXISTS { (viewer)-[:CONNECTED_TO]-(endorser) }
      RETURN endorser
        ORDER BY toLower(coalesce(endorser.name, endorser.id)), endorser.id
    } AS known,
    COUNT {
      UNWIND endorsers AS endorser
      WITH endorser
        WHERE
          EXISTS {
            MATCH (endorser)<-[other:ENDORSES]-(giver:Member)
            WHERE other.skill_id = skill.id AND NOT other.hidden AND NOT giver IN blocked
          }
      RETURN endorser
    } AS endorsed_endorsers
  RETURN
    collect({
      skill: skill {.id, .name},
      count: count,
      known_count: size(known),
      known_endorsers: [endorser IN known[..$most_known] | endorser {.id, .name, .headline}],
      endorsed_endorsers: endorsed_endorsers,
      endorsed:
        EXISTS {
          MATCH (viewer)-[own:ENDORSES]->(member)
          WHERE own.skill_id = skill.id
        }
    }) AS items
}
RETURN items
