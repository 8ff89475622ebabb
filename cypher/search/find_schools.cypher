// name: search.find_schools
// access: read
// rows: one
// param viewer_id: string
// param query: string
// param after: list<string>
// param limit: integer
// column items: list<map>
//
// A page of the schools that a Lucene query finds, the best first, and how many of the viewer's
// connections studied there.
// No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
CALL (viewer) {
  CALL db.index.fulltext.queryNodes('school_search', $query)
    YIELD node AS school, score
  WHERE
    $after IS NULL OR
    score < toFloat($after[0]) OR
    score = toFloat($after[0]) AND school.id > $after[1]
  WITH viewer, school, score
    ORDER BY score DESC, school.id
    LIMIT $limit
  RETURN
    collect({
      id: school.id,
      name: school.name,
      connection_count: COUNT {
        MATCH (viewer)-[:CONNECTED_TO]-(member)-[:STUDIED_AT]->(school)
      },
      score: score
    }) AS items
}
RETURN items
