// name: search.find_companies
// access: read
// rows: one
// param viewer_id: string
// param query: string
// param after: list<string>
// param limit: integer
// column items: list<map>
//
// A page of the companies that a Lucene query finds, the best first, and how many of the viewer's
// connections work there now.
// No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
CALL (viewer) {
  CALL db.index.fulltext.queryNodes('company_search', $query)
    YIELD node AS company, score
  WHERE
    $after IS NULL OR
    score < toFloat($after[0]) OR
    score = toFloat($after[0]) AND company.id > $after[1]
  WITH viewer, company, score
    ORDER BY score DESC, company.id
    LIMIT $limit
  RETURN
    collect({
      id: company.id,
      name: company.name,
      connection_count: COUNT {
        MATCH (viewer)-[:CONNECTED_TO]-(member)-[work:WORKS_AT]->(company)
        WHERE work.ended_on IS NULL
      },
      score: score
    }) AS items
}
RETURN items
