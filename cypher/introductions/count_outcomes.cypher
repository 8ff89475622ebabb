// name: introductions.count_outcomes
// access: read
// rows: one
// param viewer_id: string
// param made_states: list<string>
// param declined_states: list<string>
// column made: integer
// column declined: integer
// column led_to_connection: integer
//
// What came of the introductions that the viewer was asked for as a connector. No row when the
// viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
OPTIONAL MATCH (viewer)<-[:VIA]-(introduction:Introduction)
WHERE NOT EXISTS {
  MATCH (viewer)-[:BLOCKS]-(other:Member)
  WHERE EXISTS { (introduction)-[:ASKED_FOR|VIA|INTRODUCES_TO]-(other) }
}
WITH
  viewer,
  count(CASE WHEN introduction.state IN $made_states THEN 1 END) AS made,
  count(CASE WHEN introduction.state IN $declined_states THEN 1 END) AS declined,
  count(introduction.connected_at) AS led_to_connection
RETURN made, declined, led_to_connection
