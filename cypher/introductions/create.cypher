// name: introductions.create
// access: write
// rows: none
// param id: string
// param requester_id: string
// param connector_id: string
// param target_id: string
// param state: string
// param reason: string
// param purpose: string
// param wants_connection: boolean
// param now: datetime
// param expires_at: datetime
//
// Asks a connector to introduce a member to a target.
CREATE (introduction:Introduction {id: $id})
SET
  introduction.state = $state,
  introduction.reason = $reason,
  introduction.purpose = $purpose,
  introduction.wants_connection = $wants_connection,
  introduction.created_at = $now,
  introduction.expires_at = $expires_at
WITH introduction
CALL (introduction) {
  MATCH (requester:Member {id: $requester_id})
  CREATE (requester)-[:ASKED_FOR]->(introduction)
}
CALL (introduction) {
  MATCH (connector:Member {id: $connector_id})
  CREATE (introduction)-[via:VIA]->(connector)
  CREATE (introduction)-[:AWAITS]->(connector)
  SET via.position = 0
}
CALL (introduction) {
  MATCH (target:Member {id: $target_id})
  CREATE (introduction)-[:INTRODUCES_TO]->(target)
}
