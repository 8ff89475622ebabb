// name: connections.list_mutual
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// param after: list<string>
// param limit: integer
// column total: integer
// column items: list<map>
//
// A page of the connections that viewer and member both have, by name and id, and how many there
// are in all. No row when either does not exist, or one has blocked the other.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
  WHERE viewer IS NOT NULL AND member IS NOT NULL AND NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
CALL (viewer, member) {
  // Joined by hash: each side is expanded once, which a hub on either side survives.
  MATCH (viewer)-[:CONNECTED_TO]-(mutual:Member)-[:CONNECTED_TO]-(member)
  USING JOIN ON mutual
  RETURN collect(mutual) AS all_mutual
}
CALL (all_mutual) {
  UNWIND all_mutual AS mutual
  WITH mutual, [toLower(coalesce(mutual.name, mutual.id)), mutual.id] AS sort_key
    WHERE $after IS NULL OR sort_key > $after
  WITH mutual, sort_key
    ORDER BY sort_key
    LIMIT $limit
  RETURN
    collect({
      id: mutual.id,
      name: mutual.name,
      headline: mutual.headline,
      sort_key: sort_key
    }) AS items
}
RETURN size(all_mutual) AS total, items
