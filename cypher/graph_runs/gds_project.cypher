// name: graph_runs.gds_project
// access: read
// rows: one
// needs: gds
// param graph: string
// param least_weight: float
// column members: integer
//
// Copies all members and their connections into a graph of the Graph Data Science library.
MATCH (member:Member)
OPTIONAL MATCH (member)-[tie:CONNECTED_TO]->(other:Member)
WITH
  gds.graph.project(
    $graph,
    member,
    other,
    {
      relationshipProperties: {
        strength: CASE WHEN tie.strength > $least_weight THEN tie.strength ELSE $least_weight END
      }
    },
    {undirectedRelationshipTypes: ['*']}
  ) AS projected
RETURN projected.nodeCount AS members
