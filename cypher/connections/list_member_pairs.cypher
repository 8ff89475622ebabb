// name: connections.list_member_pairs
// access: write
// rows: many
// param member_id: string
// column pair: string
//
// The pairs of one member's connections, read inside the transaction that changed the member.
MATCH (:Member {id: $member_id})-[tie:CONNECTED_TO]-(:Member)
RETURN tie.pair AS pair
  ORDER BY pair
