// name: recommendations.create
// access: write
// rows: one
// param member_ids: list<string>
// param pair: string
// param author_id: string
// param member_id: string
// param id: string
// param key: string
// param state: string
// param relationship: string
// param text: string
// param note: string
// param written_at: datetime
// param now: datetime
// column connected: boolean
// column standing_id: string
// column standing_state: string
//
// Begins a recommendation between two connections, given the smaller id first, unless one of the
// author and the member stands, which is named then. No row when either does not exist, or one has
// blocked the other.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who recommends, disconnects, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (author:Member {id: $author_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH author, member
  WHERE
    author IS NOT NULL AND
    member IS NOT NULL AND
    NOT EXISTS { (author)-[:BLOCKS]-(member) }
OPTIONAL MATCH (standing:Recommendation {key: $key})
WITH *, EXISTS { (author)-[:CONNECTED_TO {pair: $pair}]-(member) } AS connected
CALL (author, member, standing, connected) {
  WITH *
    WHERE connected AND standing IS NULL
  CREATE
    (author)-[:RECOMMENDS]->
    (recommendation:Recommendation {id: $id, key: $key})-[:RECOMMENDATION_OF]->
    (member)
  SET
    recommendation.state = $state,
    recommendation.relationship = $relationship,
    recommendation.text = $text,
    recommendation.note = $note,
    recommendation.created_at = $now,
    recommendation.written_at = $written_at
}
RETURN connected, standing.id AS standing_id, standing.state AS standing_state
