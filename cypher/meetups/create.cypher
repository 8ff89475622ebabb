// name: meetups.create
// access: write
// rows: one
// param id: string
// param member_ids: list<string>
// param proposer_id: string
// param invitee_id: string
// param pair: string
// param properties: map
// param now: datetime
// column made: boolean
//
// Proposes a meetup to a connection, given the smaller id of the two first; not made where they are
// not connected. No row when either does not exist, or one has blocked the other.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who connects, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (proposer:Member {id: $proposer_id})
OPTIONAL MATCH (invitee:Member {id: $invitee_id})
WITH proposer, invitee
  WHERE
    proposer IS NOT NULL AND
    invitee IS NOT NULL AND
    NOT EXISTS { (proposer)-[:BLOCKS]-(invitee) }
WITH *, EXISTS { MATCH ()-[tie:CONNECTED_TO {pair: $pair}]->() } AS made
CALL (proposer, invitee, made) {
  WITH *
    WHERE made
  CREATE (proposer)-[:PROPOSED]->(meetup:Meetup {id: $id})-[:PROPOSED_TO]->(invitee)
  SET meetup += $properties
  SET meetup.created_at = $now
}
RETURN made
