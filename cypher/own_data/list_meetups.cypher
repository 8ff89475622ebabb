// name: own_data.list_meetups
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The meetups that the viewer proposed, and those proposed to them.
MATCH (viewer:Member {id: $viewer_id})-[part:PROPOSED|PROPOSED_TO]-(meetup:Meetup)
WHERE $after IS NULL OR meetup.id > $after
MATCH (meetup)-[:PROPOSED|PROPOSED_TO]-(member:Member)
WHERE member <> viewer AND NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
WITH part, meetup, member
  ORDER BY meetup.id
  LIMIT $limit
RETURN
  meetup.id AS key,
  meetup {
    .*,
    role: CASE type(part) WHEN 'PROPOSED' THEN 'proposer' ELSE 'invitee' END,
    member_id: member.id,
    member_name: member.name
  } AS entry
  ORDER BY key
