// name: posts.take_draft
// access: write
// rows: one
// param member_id: string
// param milestone_id: string
// param state: string
// param now: datetime
// column text: string
//
// Takes a member's draft of a milestone to another state. No row where there is no such draft.
MATCH (member:Member {id: $member_id})-[:REACHED]->(milestone:Milestone {id: $milestone_id})
// Written before anything is read: who takes it meanwhile waits.
SET member.connections_changed_at = $now
WITH milestone
  WHERE milestone.state = 'draft'
SET milestone.state = $state
RETURN milestone.text AS text
