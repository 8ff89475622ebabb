// name: goals.list
// access: read
// rows: many
// param viewer_id: string
// param id: string
// param after: string
// param limit: integer
// column id: string
// column kind: string
// column title: string
// column companies: list<string>
// column industries: list<string>
// column skills: list<string>
// column places: list<string>
// column created_at: datetime
// column updated_at: datetime
//
// The viewer's goals, the newest first, after an id: all, or the one with an id.
MATCH (:Member {id: $viewer_id})-[:HAS_GOAL]->(goal:Goal)
WHERE ($id IS NULL OR goal.id = $id) AND ($after IS NULL OR goal.id < $after)
RETURN
  goal.id AS id,
  goal.kind AS kind,
  goal.title AS title,
  goal.companies AS companies,
  goal.industries AS industries,
  goal.skills AS skills,
  goal.places AS places,
  goal.created_at AS created_at,
  goal.updated_at AS updated_at
  ORDER BY id DESC
  LIMIT $limit
