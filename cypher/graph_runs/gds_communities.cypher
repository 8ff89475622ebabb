// name: graph_runs.gds_communities
// access: read
// rows: one
// needs: gds
// param graph: string
// column ids: list<string>
// column found: list<integer>
//
// Of every member: the community, by the strengths of ties.
CALL gds.leiden.stream($graph, {relationshipWeightProperty: 'strength', randomSeed: 1})
YIELD nodeId, communityId
WITH gds.util.asNode(nodeId).id AS id, communityId AS value
  ORDER BY id
RETURN collect(id) AS ids, collect(value) AS found
