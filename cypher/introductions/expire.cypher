// name: introductions.expire
// access: write
// rows: one
// param from_states: list<string>
// param state: string
// param limit: integer
// param now: datetime
// column expired: integer
//
// Ends introductions in these states whose time is over, and says how many.
MATCH (introduction:Introduction)
WHERE introduction.state IN $from_states AND introduction.expires_at <= $now
WITH introduction.id AS id
  ORDER BY id
  LIMIT $limit
MATCH (introduction:Introduction {id: id})
// Written before it is read: a step that is under way comes first.
SET introduction.id = id
WITH collect(id) AS ids
UNWIND ids AS id
MATCH (introduction:Introduction {id: id})
WHERE introduction.state IN $from_states
SET introduction.state = $state
WITH introduction
CALL (introduction) {
  MATCH (introduction)-[awaits:AWAITS]->(:Member)
  DELETE awaits
}
RETURN count(*) AS expired
