// name: groups.list_leaders
// access: write
// rows: many
// param group_id: string
// column member_id: string
// column role: string
//
// The owners and moderators of a group, read inside the transaction that has locked it.
MATCH (member:Member)-[part:MEMBER_OF]->(:Group {id: $group_id})
WHERE part.role IN ['owner', 'moderator']
RETURN member.id AS member_id, part.role AS role
  ORDER BY member_id
