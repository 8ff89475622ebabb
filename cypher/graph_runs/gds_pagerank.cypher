// name: graph_runs.gds_pagerank
// access: read
// rows: one
// needs: gds
// param graph: string
// param damping: float
// column ids: list<string>
// column found: list<float>
//
// Of every member: pageRank, by the strengths of ties; their sum is not 1.
CALL gds.pageRank.stream($graph, {dampingFactor: $damping, relationshipWeightProperty: 'strength'})
YIELD nodeId, score
WITH gds.util.asNode(nodeId).id AS id, score AS value
  ORDER BY id
RETURN collect(id) AS ids, collect(value) AS found
