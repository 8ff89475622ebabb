// name: introductions.get_answers
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// column how_well: float
// column ask_first: boolean
//
// What the viewer says of one of their connections: how well they know each other, null for no
// answer, and whether to be asked before an introduction. No row where the two are not connected.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
MATCH (viewer)-[tie:CONNECTED_TO]-(member)
WHERE NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
WITH tie, startNode(tie) = viewer AS viewer_is_smaller
RETURN
  CASE WHEN viewer_is_smaller THEN tie.known_by_smaller ELSE tie.known_by_greater END AS how_well,
  coalesce(
    CASE WHEN viewer_is_smaller THEN tie.ask_first_by_smaller ELSE tie.ask_first_by_greater END,
    false
  ) AS ask_first
