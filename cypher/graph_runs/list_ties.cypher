// name: graph_runs.list_ties
// access: read
// rows: one
// param after: string
// param limit: integer
// column pairs: list<string>
// column strengths: list<float>
//
// A page of all connections, in the order of their index: the pairs, and beside each how strong it is.
MATCH ()-[tie:CONNECTED_TO]->()
WHERE tie.pair > $after
WITH tie, tie.pair AS pair
  ORDER BY pair
  LIMIT $limit
RETURN collect(pair) AS pairs, collect(coalesce(tie.strength, 0.0)) AS strengths
