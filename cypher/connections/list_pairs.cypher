// name: connections.list_pairs
// access: read
// rows: many
// param after: string
// param limit: integer
// column pair: string
//
// The pairs of all connections, a page at a time, in the order of their index.
MATCH ()-[tie:CONNECTED_TO]->()
WHERE tie.pair > $after
RETURN tie.pair AS pair
  ORDER BY pair
  LIMIT $limit
