// name: goals.update
// access: write
// rows: one
// param member_id: string
// param id: string
// param properties: map
// param now: datetime
// column kind: string
// column title: string
// column companies: list<string>
// column industries: list<string>
// column skills: list<string>
// column places: list<string>
//
// Changes a goal of a member's, and says what it states then. No row when they have no such goal.
MATCH (:Member {id: $member_id})-[:HAS_GOAL]->(goal:Goal {id: $id})
SET goal.updated_at = $now
SET goal += $properties
RETURN
  goal.kind AS kind,
  goal.title AS title,
  goal.companies AS companies,
  goal.industries AS industries,
  goal.skills AS skills,
  goal.places AS places
