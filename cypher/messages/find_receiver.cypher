// name: messages.find_receiver
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// param most_shared: integer
// column may_ask: boolean
// column shared: list<map>
//
// Whether a member whom the viewer is not connected to takes a connection request from the viewer,
// and, unless the viewer has asked to write with them, the groups that both are in and the events
// that both attend, so many at most: groups first, the latest first. No row when either does not
// exist, or one has blocked the other.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
  WHERE viewer IS NOT NULL AND member IS NOT NULL AND NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
CALL (viewer, member) {
  // Joined by hash: each side is expanded once, which a hub on either side survives.
  MATCH (viewer)-[:CONNECTED_TO]-(mutual:Member)-[:CONNECTED_TO]-(member)
  USING JOIN ON mutual
  RETURN count(*) AS mutual_count
}
RETURN
  CASE coalesce(member.requests_from, 'everyone')
    WHEN 'everyone' THEN true
    WHEN 'second_degree' THEN mutual_count > 0
    ELSE false
  END AS may_ask,
  COLLECT {
    MATCH (viewer)-[:MEMBER_OF|ATTENDS]->(both)
    WHERE
      both.cancelled_at IS NULL AND
      EXISTS { (member)-[:MEMBER_OF|ATTENDS]->(both) } AND
      NOT EXISTS {
        (viewer)-[:SENT]->(:MessageRequest {state: 'pending'})-[:SENT_TO]->(member)
      }
    WITH both, CASE WHEN both:Group THEN 'group' ELSE 'event' END AS kind
      ORDER BY kind DESC, both.id DESC
      LIMIT $most_shared
    RETURN {kind: kind, id: both.id, name: coalesce(both.name, both.title)}
  } AS shared
