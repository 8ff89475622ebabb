// name: graph_runs.gds_cores
// access: read
// rows: one
// needs: gds
// param graph: string
// column ids: list<string>
// column found: list<integer>
//
// Of every member: the core number.
CALL gds.kcore.stream($graph, {})
YIELD nodeId, coreValue
WITH gds.util.asNode(nodeId).id AS id, coreValue AS value
  ORDER BY id
RETURN collect(id) AS ids, collect(value) AS found
