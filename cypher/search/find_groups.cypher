// name: search.find_groups
// access: read
// rows: one
// param viewer_id: string
// param query: string
// param after: list<string>
// param limit: integer
// column items: list<map>
//
// A page of the groups that a Lucene query finds, the best first, and how many of the viewer's
// connections are in.
// No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
CALL (viewer) {
  CALL db.index.fulltext.queryNodes('group_search', $query)
    YIELD node AS group, score
  WHERE
    $after IS NULL OR
    score < toFloat($after[0]) OR
    score = toFloat($after[0]) AND group.id > $after[1]
  WITH viewer, group, score
    ORDER BY score DESC, group.id
    LIMIT $limit
  RETURN
    collect({
      id: group.id,
      name: group.name,
      description: group.description,
      joining: group.joining,
      connection_count: COUNT {
        MATCH (viewer)-[:CONNECTED_TO]-(member)-[:MEMBER_OF]->(group)
      },
      score: score
    }) AS items
}
RETURN items
