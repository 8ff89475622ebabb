// name: privacy.block
// access: write
// rows: one
// param member_ids: list<string>
// param pair: string
// param by_id: string
// param blocked_id: string
// param now: datetime
// column blocked: boolean
//
// Blocks one member for another, given the smaller id first: ends their connection, that one follows
// the other, their open request and follow-up, their message requests and what one has opened, the
// introductions under way that ask one of them for the other, their meetups to come, that one attends
// what the other organises, and what they said in praise of each other. A block that stands stays. No
// row when either does not exist, or the other has blocked first.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who connects, asks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (by:Member {id: $by_id})
OPTIONAL MATCH (member:Member {id: $blocked_id})
WITH by, member, EXISTS { (by)-[:BLOCKS]->(member) } AS standing
  WHERE
    by IS NOT NULL AND
    member IS NOT NULL AND
    (standing OR NOT EXISTS { (member)-[:BLOCKS]->(by) })
CALL (by, member, standing) {
  WITH *
    WHERE NOT standing
  CREATE (by)-[block:BLOCKS]->(member)
  SET block.since = $now
}
CALL (by, member) {
  MATCH (by)-[tie:CONNECTED_TO {pair: $pair}]-(member)
  DELETE tie
}
CALL (by, member) {
  MATCH (by)-[follows:FOLLOWS|UNFOLLOWS]-(member)
  DELETE follows
}
CALL () {
  MATCH (request:ConnectionRequest {pair: $pair})
  // What expires requests locks them alone.
  SET request.pair = $pair
  REMOVE request.follow_up_due_at
  WITH request
    WHERE request.state = 'pending'
  SET request.state = 'withdrawn', request.closed_at = $now
  REMOVE request.open_pair
}
CALL () {
  MATCH (request:MessageRequest {pair: $pair})
  DETACH DELETE request
}
CALL () {
  MATCH (conversation:Conversation {pair: $pair})
  SET conversation.kind = 'direct'
}
CALL (by, member) {
  MATCH (by)-[:PROPOSED|PROPOSED_TO]-(meetup:Meetup)-[:PROPOSED|PROPOSED_TO]-(member)
  WHERE meetup.state IN ['proposed', 'accepted']
  SET meetup.state = 'withdrawn', meetup.closed_at = $now
}
CALL (by, member) {
  UNWIND [{one: by, other: member}, {one: member, other: by}] AS side
  WITH side.one AS one, side.other AS other
  MATCH (other)-[:ORGANISES]->(event:Event)
  WHERE event.ends_at > $now AND EXISTS { (one)-[:ATTENDS]->(event) }
  WITH one, event
    ORDER BY event.id
  // Who attends or changes it meanwhile waits.
  SET event.id = event.id
  WITH one, event
  MATCH (one)-[attends:ATTENDS]->(event)
  DELETE attends
}
CALL (by, member) {
  MATCH
    (by)-[:ASKED_FOR|AWAITS|INTRODUCES_TO]-(introduction:Introduction)-[:ASKED_FOR|AWAITS|INTRODUCES_TO]-(member)
  WITH DISTINCT introduction
    ORDER BY introduction.id
  // What ends the expired ones locks the introduction alone.
  SET introduction.id = introduction.id
  WITH introduction
    WHERE introduction.state IN ['requested', 'approved']
  SET introduction.state = 'withdrawn'
  WITH introduction
  MATCH (introduction)-[awaits:AWAITS]->(:Member)
  DELETE awaits
}
CALL (by, member) {
  MATCH (by)-[endorsement:ENDORSES|USED_TO_ENDORSE]-(member)
  DELETE endorsement
}
CALL (by, member) {
  MATCH
    (by)-[:RECOMMENDS|RECOMMENDATION_OF]-(recommendation:Recommendation)-[:RECOMMENDS|RECOMMENDATION_OF]-(member)
  WHERE recommendation.key IS NOT NULL
  SET recommendation.state = 'withdrawn', recommendation.closed_at = $now
  REMOVE recommendation.key
}
RETURN NOT standing AS blocked
