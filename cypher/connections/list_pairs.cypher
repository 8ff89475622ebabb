// name: connections.list_pairs
// access: read
// rows: many
// param after: string
// param only_new: boolean
// param limit: integer
// column pair: string
//
// The pairs of all connections, or of those whose context was never computed, a page at a time in
// the order of their index.
MATCH ()-[tie:CONNECTED_TO]->()
WHERE tie.pair > $after AND (NOT $only_new OR tie.common_share IS NULL)
RETURN tie.pair AS pair
  ORDER BY pair
  LIMIT $limit
