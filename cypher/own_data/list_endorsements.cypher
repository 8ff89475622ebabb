// name: own_data.list_endorsements
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The endorsements that the viewer made and received, and those that were taken back; whether one
// is hidden is for who received it.
MATCH (viewer:Member {id: $viewer_id})-[endorses:ENDORSES|USED_TO_ENDORSE]-(member:Member)
WHERE
  ($after IS NULL OR endorses.key > $after) AND
  NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
WITH endorses, member, viewer = startNode(endorses) AS made
  ORDER BY endorses.key
  LIMIT $limit
RETURN
  endorses.key AS key,
  endorses {
    .*,
    hidden: CASE WHEN NOT made THEN endorses.hidden END,
    direction: CASE WHEN made THEN 'made' ELSE 'received' END,
    taken_back: type(endorses) = 'USED_TO_ENDORSE',
    member_id: member.id,
    member_name: member.name
  } AS entry
  ORDER BY key
