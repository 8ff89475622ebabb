// name: posts.list_reactions
// access: read
// rows: one
// param viewer_id: string
// param post_id: string
// param after: list<string>
// param limit: integer
// column counts: list<map>
// column items: list<map>
//
// A page of the reactions to a post that the viewer may see, the newest first, and how many there
// are of each kind. Those of members who have a block with the viewer are left out. No row when the
// viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
WITH [(viewer)-[:BLOCKS]-(other:Member) | other.id] AS blocked_ids
CALL (blocked_ids) {
  MATCH (:Post {id: $post_id})<-[reacted:REACTED_TO]-(member:Member)
  WHERE NOT member.id IN blocked_ids
  WITH reacted.kind AS kind, count(*) AS count
  RETURN collect({kind: kind, count: count}) AS counts
}
CALL (blocked_ids) {
  MATCH (:Post {id: $post_id})<-[reacted:REACTED_TO]-(member:Member)
  WHERE
    NOT member.id IN blocked_ids AND
    (
      $after IS NULL OR
      reacted.created_at < datetime($after[0]) OR
      (reacted.created_at = datetime($after[0]) AND member.id < $after[1])
    )
  WITH reacted, member
    ORDER BY reacted.created_at DESC, member.id DESC
    LIMIT $limit
  RETURN
    collect({
      member: member {.id, .name, .headline},
      kind: reacted.kind,
      created_at: toString(reacted.created_at)
    }) AS items
}
RETURN counts, items
