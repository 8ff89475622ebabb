// name: own_data.list_introductions
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The introductions that the viewer has a part in, as they may see them: see introductions.list.
MATCH (viewer:Member {id: $viewer_id})-[part:ASKED_FOR|VIA|INTRODUCES_TO]-(introduction:Introduction)
WHERE
  ($after IS NULL OR introduction.id > $after) AND
  (type(part) <> 'INTRODUCES_TO' OR introduction.approved_at IS NOT NULL) AND
  NOT EXISTS {
    MATCH (viewer)-[:BLOCKS]-(other:Member)
    WHERE EXISTS { (introduction)-[:ASKED_FOR|VIA|INTRODUCES_TO]-(other) }
  }
WITH viewer, part, introduction
  ORDER BY introduction.id
  LIMIT $limit
CALL (introduction) {
  MATCH (introduction)-[via:VIA]->(:Member)
  RETURN max(via.position) AS last_position
}
WITH
  *,
  CASE type(part)
    WHEN 'ASKED_FOR' THEN -1
    WHEN 'VIA' THEN part.position
    ELSE last_position + 1
  END AS place
RETURN
  introduction.id AS key,
  introduction {
    .*,
    role:
      CASE type(part)
        WHEN 'ASKED_FOR' THEN 'requester'
        WHEN 'VIA' THEN 'connector'
        ELSE 'target'
      END,
    awaits_you: EXISTS { (introduction)-[:AWAITS]->(viewer) },
    requester_id: [(requester:Member)-[:ASKED_FOR]->(introduction) | requester.id][0],
    target_id: [(introduction)-[:INTRODUCES_TO]->(target:Member) | target.id][0],
    connector_ids:
      COLLECT {
        MATCH (introduction)-[via:VIA]->(connector:Member)
        WITH via, connector
          ORDER BY via.position
        RETURN
          CASE
            WHEN
              abs(via.position - place) <= 1 OR
                (introduction.approved_at IS NOT NULL AND via.position = last_position)
              THEN connector.id
          END
      },
    decline_reason:
      CASE
        WHEN
          type(part) <> 'ASKED_FOR' OR introduction.approved_at IS NULL
          THEN introduction.decline_reason
      END,
    conversation_id:
      CASE
        WHEN type(part) <> 'VIA' OR part.position = last_position THEN introduction.conversation_id
      END
  } AS entry
  ORDER BY key
