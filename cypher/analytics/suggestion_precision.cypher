// name: analytics.suggestion_precision
// access: read
// rows: many
// param since: date = null
// param sample: integer 1..100000 = 5000
// column times_shown: integer
// column suggestions: integer
// column requested: integer
// column connected: integer
// column requested_share: float
// column connected_share: float
// chart: line x=times_shown y=requested_share,connected_share
// example: since=2026-01-01
//
// How many suggestions were followed by a connection request and by a connection. They are counted by on
// how many days they were shown, 10 for all from 10 on; a request or connection counts when it is later
// than the last showing. With since, only what was last shown from that day on. Looked at is what a sample
// of so many members was shown; it stays the same while the members do.
MATCH (member:Member)
WITH member
  ORDER BY member.id
WITH collect(member) AS members
WITH
  members,
  CASE WHEN size(members) < $sample THEN size(members) ELSE $sample END AS taken
// Steps of a large prime meet everybody once, and no pattern that ids may have.
UNWIND range(0, taken - 1) AS place
WITH members[(place + 1) * 611953 % size(members)] AS viewer
MATCH (viewer)-[past:WAS_SUGGESTED]->(member:Member)
WHERE past.shown > 0 AND ($since IS NULL OR date(past.shown_at) >= $since)
WITH
  past,
  CASE WHEN past.shown < 10 THEN past.shown ELSE 10 END AS times_shown,
  viewer,
  member
WITH
  times_shown,
  EXISTS {
    MATCH (viewer)-[:SENT]->(request:ConnectionRequest)-[:SENT_TO]->(member)
    WHERE request.created_at >= past.shown_at
  } AS requested,
  EXISTS {
    MATCH (viewer)-[tie:CONNECTED_TO]-(member)
    WHERE tie.since >= past.shown_at
  } AS connected
WITH
  times_shown,
  count(*) AS suggestions,
  count(CASE WHEN requested THEN 1 END) AS requested,
  count(CASE WHEN connected THEN 1 END) AS connected
RETURN
  times_shown,
  suggestions,
  requested,
  connected,
  toFloat(requested) / suggestions AS requested_share,
  toFloat(connected) / suggestions AS connected_share
  ORDER BY times_shown
