// name: goals.delete
// access: write
// rows: one
// param member_id: string
// param id: string
// column id: string
//
// Removes a goal of a member's. No row when they have no such goal.
MATCH (:Member {id: $member_id})-[:HAS_GOAL]->(goal:Goal {id: $id})
WITH goal, goal.id AS id
DETACH DELETE goal
RETURN id
