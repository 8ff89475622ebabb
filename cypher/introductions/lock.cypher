// name: introductions.lock
// access: write
// rows: one
// param id: string
// param member_id: string
// param next_id: string
// param default_cap: integer
// param now: datetime
// column state: string
// column expires_at: datetime
// column approved_at: datetime
// column wants_connection: boolean
// column requester_id: string
// column connector_ids: list<string>
// column target_id: string
// column awaited_id: string
// column hidden_from: list<string>
// column connection_ids: list<string>
// column target_connection_ids: list<string>
// column next_found: boolean
// column next_takes_introductions: boolean
//
// Locks whom an introduction involves, and the next connector where one is named (null for none),
// and finds how it stands: its connectors in order, whom of them a block hides it from, and to
// which of them and the next the member and the target are connected. No row where there is none.
CALL () {
  MATCH (:Introduction {id: $id})-[:ASKED_FOR|VIA|INTRODUCES_TO]-(member:Member)
  RETURN member
  UNION
  MATCH (member:Member {id: $next_id})
  RETURN member
}
WITH member
  ORDER BY member.id
// Written before anything is read: who takes a step, connects or blocks them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
MATCH (introduction:Introduction {id: $id})
// What ends the expired ones locks the introduction alone.
SET introduction.id = $id
WITH count(*) AS held
// Found anew: all this may have changed while this waited.
MATCH (requester:Member)-[:ASKED_FOR]->(introduction:Introduction {id: $id})-[:INTRODUCES_TO]->(target:Member)
OPTIONAL MATCH (introduction)-[:AWAITS]->(awaited:Member)
OPTIONAL MATCH (member:Member {id: $member_id})
OPTIONAL MATCH (next:Member {id: $next_id})
WITH
  *,
  COLLECT {
    MATCH (introduction)-[via:VIA]->(connector:Member)
    WITH connector
      ORDER BY via.position
    RETURN connector
  } AS connectors,
  COUNT {
    MATCH (next)<-[:AWAITS]-(awaiting:Introduction)-[:VIA]->(next)
    WHERE awaiting.expires_at > $now
  } AS awaiting_count
WITH *, [requester] + connectors + [target] AS members
RETURN
  introduction.state AS state,
  introduction.expires_at AS expires_at,
  introduction.approved_at AS approved_at,
  introduction.wants_connection AS wants_connection,
  requester.id AS requester_id,
  [connector IN connectors | connector.id] AS connector_ids,
  target.id AS target_id,
  awaited.id AS awaited_id,
  COLLECT {
    UNWIND members AS one
    MATCH (one)-[:BLOCKS]-(other:Member)
    WHERE other IN members
    RETURN DISTINCT one.id
  } AS hidden_from,
  COLLECT {
    UNWIND members + [next] AS other
    MATCH (member)-[:CONNECTED_TO]-(other)
    RETURN other.id
  } AS connection_ids,
  COLLECT {
    UNWIND members + [next] AS other
    MATCH (target)-[:CONNECTED_TO]-(other)
    RETURN other.id
  } AS target_connection_ids,
  next IS NOT NULL AND NOT EXISTS { (member)-[:BLOCKS]-(next) } AS next_found,
  coalesce(next.appears_as_connector, true) AND
    NOT coalesce(next.introductions_paused, false) AND
    awaiting_count < coalesce(next.introductions_cap, $default_cap) AND
    NOT EXISTS {
      MATCH (next)-[:BLOCKS]-(other:Member)
      WHERE other IN members
    } AS next_takes_introductions
