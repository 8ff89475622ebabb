// name: goals.create
// access: write
// rows: one
// param member_id: string
// param id: string
// param properties: map
// param most: integer
// param now: datetime
// column made: boolean
//
// States a goal of a member's, unless they have as many as a member may have. No row when there is
// no such member.
MATCH (member:Member {id: $member_id})
// Written before anything is read: who states another or deletes the member meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: the member may have been deleted while this waited.
MATCH (member:Member {id: $member_id})
WITH member, COUNT { (member)-[:HAS_GOAL]->(:Goal) } < $most AS made
CALL (member, made) {
  WITH *
    WHERE made
  CREATE (member)-[:HAS_GOAL]->(goal:Goal {id: $id})
  SET goal += $properties
  SET goal.created_at = $now, goal.updated_at = $now
}
RETURN made
