// name: graph_runs.gds_betweenness
// access: read
// rows: one
// needs: gds
// param graph: string
// param sources: integer
// column ids: list<string>
// column found: list<float>
//
// Of every member: the sum over so many members as sources of the shares of shortest paths that lead through a member, halved.
CALL gds.betweenness.stream($graph, {samplingSize: $sources, samplingSeed: 1})
YIELD nodeId, score
WITH gds.util.asNode(nodeId).id AS id, score AS value
  ORDER BY id
RETURN collect(id) AS ids, collect(value) AS found
