// name: endorsements.list
// access: read
// rows: one
// param viewer_id: string
// param skill_id: string
// param after: list<string>
// param limit: integer
// column items: list<map>
//
// A page of those who endorse a skill of the viewer's, by name and id, the hidden ones too; not who
// has a block with the viewer. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
CALL (viewer) {
  MATCH (endorser:Member)-[endorsement:ENDORSES]->(viewer)
  WHERE endorsement.skill_id = $skill_id AND NOT EXISTS { (viewer)-[:BLOCKS]-(endorser) }
  WITH endorser, endorsement, [toLower(coalesce(endorser.name, endorser.id)), endorser.id] AS sort_key
    WHERE $after IS NULL OR sort_key > $after
  WITH endorser, endorsement, sort_key
    ORDER BY sort_key
    LIMIT $limit
  RETURN
    collect({
      member: endorser {.id, .name, .headline},
      hidden: endorsement.hidden,
      created_at: endorsement.created_at,
      sort_key: sort_key
    }) AS items
}
RETURN items
