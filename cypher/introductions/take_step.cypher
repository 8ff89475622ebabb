// name: introductions.take_step
// access: write
// rows: one
// param id: string
// param from_states: list<string>
// param state: string
// param properties: map
// param awaits_id: string
// param next_id: string
// param position: integer
// column state: string
//
// Moves an introduction that stands in one of these states to another, where it awaits a member,
// or null: nobody; with a next connector, that is added at a position. No row where it stands in
// none of them.
MATCH (introduction:Introduction {id: $id})
WHERE introduction.state IN $from_states
SET introduction += $properties
SET introduction.state = $state
WITH introduction
CALL (introduction) {
  MATCH (introduction)-[awaits:AWAITS]->(:Member)
  DELETE awaits
}
CALL (introduction) {
  MATCH (awaited:Member {id: $awaits_id})
  CREATE (introduction)-[:AWAITS]->(awaited)
}
CALL (introduction) {
  MATCH (next:Member {id: $next_id})
  CREATE (introduction)-[via:VIA]->(next)
  SET via.position = $position
}
RETURN introduction.state AS state
