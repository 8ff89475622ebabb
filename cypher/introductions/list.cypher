// name: introductions.list
// access: read
// rows: many
// param viewer_id: string
// param filters: map
// param open_states: list<string>
// param limit: integer
// param now: datetime
// column id: string
// column state: string
// column role: string
// column awaits_you: boolean
// column requester: map
// column connectors: list<map>
// column target: map
// column reason: string
// column purpose: string
// column wants_connection: boolean
// column words: string
// column decline_reason: string
// column conversation_id: string
// column created_at: datetime
// column approved_at: datetime
// column answered_at: datetime
// column connected_at: datetime
// column expires_at: datetime
//
// The viewer's introductions, the newest first, after an id: all, or the one with an id, those in
// a role, those in a state. The target finds none before it is approved, and nobody one with
// somebody of a block in it. Of the connectors those next to the viewer on the way are named, and
// once it is approved, who did; the others are null.
MATCH (viewer:Member {id: $viewer_id})-[part:ASKED_FOR|VIA|INTRODUCES_TO]-(introduction:Introduction)
WHERE
  ($filters.id IS NULL OR introduction.id = $filters.id) AND
  ($filters.after IS NULL OR introduction.id < $filters.after) AND
  (type(part) <> 'INTRODUCES_TO' OR introduction.approved_at IS NOT NULL)
WITH
  viewer,
  introduction,
  part.position AS viewer_position,
  CASE type(part)
    WHEN 'ASKED_FOR' THEN 'requester'
    WHEN 'VIA' THEN 'connector'
    ELSE 'target'
  END AS role,
  CASE
    WHEN introduction.state IN $open_states AND introduction.expires_at <= $now THEN 'expired'
    ELSE introduction.state
  END AS state
  WHERE ($filters.role IS NULL OR role = $filters.role) AND ($filters.state IS NULL OR state = $filters.state)
MATCH (requester:Member)-[:ASKED_FOR]->(introduction)-[:INTRODUCES_TO]->(target:Member)
WHERE
  NOT EXISTS {
    MATCH (viewer)-[:BLOCKS]-(other:Member)
    WHERE EXISTS { (introduction)-[:ASKED_FOR|VIA|INTRODUCES_TO]-(other) }
  }
WITH *
  ORDER BY introduction.id DESC
  LIMIT $limit
CALL (introduction) {
  MATCH (introduction)-[via:VIA]->(:Member)
  RETURN max(via.position) AS last_position
}
WITH
  *,
  CASE role
    WHEN 'requester' THEN -1
    WHEN 'connector' THEN viewer_position
    ELSE last_position + 1
  END AS place
RETURN
  introduction.id AS id,
  state,
  role,
  state IN $open_states AND EXISTS { (introduction)-[:AWAITS]->(viewer) } AS awaits_you,
  requester {.id, .name, .headline} AS requester,
  COLLECT {
    MATCH (introduction)-[via:VIA]->(connector:Member)
    WITH via, connector
      ORDER BY via.position
    RETURN
      CASE
        WHEN
          abs(via.position - place) <= 1 OR
            (introduction.approved_at IS NOT NULL AND via.position = last_position)
          THEN connector {.id, .name, .headline}
      END
  } AS connectors,
  target {.id, .name, .headline} AS target,
  introduction.reason AS reason,
  introduction.purpose AS purpose,
  introduction.wants_connection AS wants_connection,
  introduction.words AS words,
  // Why a target declined is for whoever asked them.
  CASE
    WHEN role <> 'requester' OR introduction.approved_at IS NULL THEN introduction.decline_reason
  END AS decline_reason,
  CASE
    WHEN role <> 'connector' OR viewer_position = last_position THEN introduction.conversation_id
  END AS conversation_id,
  introduction.created_at AS created_at,
  introduction.approved_at AS approved_at,
  introduction.answered_at AS answered_at,
  introduction.connected_at AS connected_at,
  introduction.expires_at AS expires_at
  ORDER BY id DESC
