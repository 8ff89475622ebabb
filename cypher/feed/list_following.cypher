// name: feed.list_following
// access: read
// rows: one
// param viewer_id: string
// param after: list<string>
// param limit: integer
// column total: integer
// column items: list<map>
//
// A page of those whom the viewer follows, by name and id, and how many they are in all:
// connections, who are followed by themselves, and others. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
CALL (viewer) {
  CALL (viewer) {
    MATCH (viewer)-[:CONNECTED_TO]-(member:Member)
    WHERE NOT EXISTS { (viewer)-[:UNFOLLOWS]->(member) }
    RETURN member
    UNION
    MATCH (viewer)-[:FOLLOWS]->(member:Member)
    RETURN member
  }
  RETURN collect(member) AS followed
}
CALL (viewer, followed) {
  UNWIND followed AS member
  WITH viewer, member, [toLower(coalesce(member.name, member.id)), member.id] AS sort_key
    WHERE $after IS NULL OR sort_key > $after
  WITH viewer, member, sort_key
    ORDER BY sort_key
    LIMIT $limit
  RETURN
    collect({
      id: member.id,
      name: member.name,
      headline: member.headline,
      connected: EXISTS { (viewer)-[:CONNECTED_TO]-(member) },
      sort_key: sort_key
    }) AS items
}
RETURN size(followed) AS total, items
