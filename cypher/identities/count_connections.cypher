// name: identities.count_connections
// access: write
// rows: one
// param member_id: string
// column connections: integer
//
// How many connections a member has. No row when there is no such member.
MATCH (member:Member {id: $member_id})
RETURN COUNT { (member)-[:CONNECTED_TO]-() } AS connections
