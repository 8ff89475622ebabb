// name: meetups.list
// access: read
// rows: many
// param viewer_id: string
// param filters: map
// param limit: integer
// param now: datetime
// column id: string
// column kind: string
// column state: string
// column role: string
// column member: map
// column times: list<datetime>
// column minutes: integer
// column place: string
// column link: string
// column note: string
// column starts_at: datetime
// column outcome: string
// column created_at: datetime
// column answered_at: datetime
// column closed_at: datetime
//
// The viewer's meetups, the newest first, after an id: all, or the one with an id, those in a role,
// those in a state; proposed ones whose last time is over have expired. Those with somebody of a
// block are left out.
MATCH (viewer:Member {id: $viewer_id})-[part:PROPOSED|PROPOSED_TO]-(meetup:Meetup)
WHERE
  ($filters.id IS NULL OR meetup.id = $filters.id) AND
  ($filters.after IS NULL OR meetup.id < $filters.after)
WITH
  viewer,
  meetup,
  CASE type(part) WHEN 'PROPOSED' THEN 'proposer' ELSE 'invitee' END AS role,
  CASE
    WHEN meetup.state = 'proposed' AND all(time IN meetup.times WHERE time <= $now) THEN 'expired'
    ELSE meetup.state
  END AS state
  WHERE ($filters.role IS NULL OR role = $filters.role) AND ($filters.state IS NULL OR state = $filters.state)
MATCH (meetup)-[:PROPOSED|PROPOSED_TO]-(other:Member)
WHERE other <> viewer AND NOT EXISTS { (viewer)-[:BLOCKS]-(other) }
WITH *
  ORDER BY meetup.id DESC
  LIMIT $limit
RETURN
  meetup.id AS id,
  meetup.kind AS kind,
  state,
  role,
  other {.id, .name, .headline} AS member,
  meetup.times AS times,
  meetup.minutes AS minutes,
  meetup.place AS place,
  meetup.link AS link,
  meetup.note AS note,
  meetup.starts_at AS starts_at,
  meetup.outcome AS outcome,
  meetup.created_at AS created_at,
  meetup.answered_at AS answered_at,
  meetup.closed_at AS closed_at
  ORDER BY id DESC
