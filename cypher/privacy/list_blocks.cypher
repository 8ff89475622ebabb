// name: privacy.list_blocks
// access: read
// rows: one
// param viewer_id: string
// param after: list<string>
// param limit: integer
// column items: list<map>
//
// A page of the members whom the viewer has blocked, by name and id. No row when the viewer does
// not exist.
MATCH (viewer:Member {id: $viewer_id})
CALL (viewer) {
  MATCH (viewer)-[block:BLOCKS]->(member:Member)
  WITH block, member, [toLower(coalesce(member.name, member.id)), member.id] AS sort_key
    WHERE $after IS NULL OR sort_key > $after
  WITH block, member, sort_key
    ORDER BY sort_key
    LIMIT $limit
  RETURN
    collect({
      id: member.id,
      name: member.name,
      headline: member.headline,
      since: block.since,
      sort_key: sort_key
    }) AS items
}
RETURN items
