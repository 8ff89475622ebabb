// name: graph_runs.gds_components
// access: read
// rows: one
// needs: gds
// param graph: string
// column ids: list<string>
// column found: list<integer>
//
// Of every member: the part of the network that paths lead to.
CALL gds.wcc.stream($graph, {})
YIELD nodeId, componentId
WITH gds.util.asNode(nodeId).id AS id, componentId AS value
  ORDER BY id
RETURN collect(id) AS ids, collect(value) AS found
