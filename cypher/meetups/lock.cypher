// name: meetups.lock
// access: write
// rows: one
// param id: string
// param member_id: string
// param now: datetime
// column state: string
// column times: list<datetime>
// column proposer_id: string
// column invitee_id: string
// column connected: boolean
//
// Locks the two of a meetup, and finds how it stands. No row when the member has no part in it, or
// one of the two has blocked the other.
MATCH (proposer:Member)-[:PROPOSED]->(:Meetup {id: $id})-[:PROPOSED_TO]->(invitee:Member)
WHERE $member_id IN [proposer.id, invitee.id]
UNWIND
  CASE WHEN proposer.id < invitee.id THEN [proposer, invitee] ELSE [invitee, proposer] END AS member
// Written before anything is read: who takes a step, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
MATCH (proposer:Member)-[:PROPOSED]->(meetup:Meetup {id: $id})-[:PROPOSED_TO]->(invitee:Member)
WHERE
  $member_id IN [proposer.id, invitee.id] AND
  NOT EXISTS { (proposer)-[:BLOCKS]-(invitee) }
RETURN
  meetup.state AS state,
  meetup.times AS times,
  proposer.id AS proposer_id,
  invitee.id AS invitee_id,
  EXISTS { (proposer)-[:CONNECTED_TO]-(invitee) } AS connected
