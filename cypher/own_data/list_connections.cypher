// name: own_data.list_connections
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The viewer's connections with what their strength follows from; of the private answers the
// viewer's own alone.
MATCH (viewer:Member {id: $viewer_id})-[tie:CONNECTED_TO]-(member:Member)
WHERE $after IS NULL OR member.id > $after
WITH tie, member, viewer = startNode(tie) AS first
  ORDER BY member.id
  LIMIT $limit
RETURN
  member.id AS key,
  tie {
    .*,
    member_id: member.id,
    member_name: member.name,
    known_by_smaller: CASE WHEN first THEN tie.known_by_smaller END,
    known_by_greater: CASE WHEN NOT first THEN tie.known_by_greater END,
    ask_first_by_smaller: CASE WHEN first THEN tie.ask_first_by_smaller END,
    ask_first_by_greater: CASE WHEN NOT first THEN tie.ask_first_by_greater END,
    // The other's answer is in it, where it wins.
    context:
      CASE
        WHEN
          CASE WHEN first THEN tie.known_by_greater ELSE tie.known_by_smaller END IS NULL
          THEN tie.context
      END,
    strength:
      CASE
        WHEN
          CASE WHEN first THEN tie.known_by_greater ELSE tie.known_by_smaller END IS NULL
          THEN tie.strength
      END
  } AS entry
  ORDER BY key
