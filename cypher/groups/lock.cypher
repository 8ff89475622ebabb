// name: groups.lock
// access: write
// rows: one
// param group_id: string
// param member_ids: list<string>
// param actor_id: string
// param member_id: string
// param now: datetime
// column joining: string
// column role: string
// column since: datetime
// column asked_at: datetime
// column member_found: boolean
// column member_role: string
// column member_asked: boolean
//
// Locks members, given the smaller id first, and then a group, and finds what who acts and
// the member (null for none) are in it: the role, or when they asked to join. No row when who acts
// or the group does not exist.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who joins, leaves, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
MATCH (group:Group {id: $group_id})
SET group.id = $group_id
WITH count(*) AS held
// Found anew: all this may have changed while this waited.
OPTIONAL MATCH (actor:Member {id: $actor_id})
OPTIONAL MATCH (group:Group {id: $group_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH actor, group, member
  WHERE actor IS NOT NULL AND group IS NOT NULL
OPTIONAL MATCH (actor)-[own:MEMBER_OF]->(group)
OPTIONAL MATCH (actor)-[asking:ASKS_TO_JOIN]->(group)
OPTIONAL MATCH (member)-[part:MEMBER_OF]->(group)
RETURN
  group.joining AS joining,
  own.role AS role,
  own.since AS since,
  asking.since AS asked_at,
  member IS NOT NULL AND NOT EXISTS { (actor)-[:BLOCKS]-(member) } AS member_found,
  part.role AS member_role,
  EXISTS { (member)-[:ASKS_TO_JOIN]->(group) } AS member_asked
