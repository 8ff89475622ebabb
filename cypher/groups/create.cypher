// name: groups.create
// access: write
// rows: one
// param id: string
// param owner_id: string
// param properties: map
// param now: datetime
// column id: string
//
// Makes a group with a member as its owner. No row when there is no such member.
MATCH (owner:Member {id: $owner_id})
// Written before anything is read: who deletes the member meanwhile waits.
SET owner.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: the member may have been deleted while this waited.
MATCH (owner:Member {id: $owner_id})
CREATE (owner)-[own:MEMBER_OF {role: 'owner', since: $now}]->(group:Group {id: $id})
SET group += $properties
SET group.created_at = $now
RETURN group.id AS id
