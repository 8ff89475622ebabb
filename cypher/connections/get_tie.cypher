// name: connections.get_tie
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// param pair: string
// column since: datetime
// column facts: map
//
// The viewer's tie with a connection of theirs. No row when the two are not connected.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
MATCH (viewer)-[tie:CONNECTED_TO {pair: $pair}]-(member)
RETURN
  tie.since AS since,
  tie {
    .imported_strength,
    .shared_employer,
    .shared_school,
    .recommended,
    .endorsements,
    .shared_groups,
    .common_share,
    .forward,
    .backward,
    .counted_at,
    context: coalesce(tie.context, tie.strength),
    answered: tie.known_by_smaller IS NOT NULL OR tie.known_by_greater IS NOT NULL,
    own_answer: CASE viewer
      WHEN startNode(tie) THEN tie.known_by_smaller
      ELSE tie.known_by_greater
    END
  } AS facts
