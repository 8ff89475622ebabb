// name: recommendations.lock
// access: write
// rows: one
// param id: string
// param by_id: string
// param now: datetime
// column state: string
// column author_id: string
// column member_id: string
// column connected: boolean
//
// Locks the author of a recommendation and whom it praises, of whom the one who acts is one, and finds
// how it stands. No row where there is none, it is not theirs, or one has blocked the other.
MATCH (:Recommendation {id: $id})-[:RECOMMENDS|RECOMMENDATION_OF]-(member:Member)
WITH member
  ORDER BY member.id
// Written before anything is read: who takes a step, disconnects or blocks them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: all this may have changed while this waited.
MATCH (author:Member)-[:RECOMMENDS]->(recommendation:Recommendation {id: $id})-[:RECOMMENDATION_OF]->(member:Member)
WHERE $by_id IN [author.id, member.id] AND NOT EXISTS { (author)-[:BLOCKS]-(member) }
RETURN
  recommendation.state AS state,
  author.id AS author_id,
  member.id AS member_id,
  EXISTS { (author)-[:CONNECTED_TO]-(member) } AS connected
