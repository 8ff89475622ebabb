// name: network_report.count_asked
// access: read
// rows: one
// param viewer_id: string
// param made_states: list<string>
// param now: datetime
// column sent: map
// column received: map
// column introductions: map
//
// What became of the connection requests that the viewer sent and received, and of the introductions the
// viewer asked for, leaving out those who have a block with the viewer. To its sender, a request that
// was ignored is waiting. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer, COLLECT { MATCH (viewer)-[:BLOCKS]-(blocked:Member) RETURN blocked } AS blocked
  WHERE viewer IS NOT NULL
CALL (viewer, blocked) {
  OPTIONAL MATCH (viewer)-[:SENT]->(request:ConnectionRequest)-[:SENT_TO]->(other:Member)
  WHERE NOT other IN blocked
  WITH
    CASE
      WHEN request.state = 'pending' AND request.expires_at <= $now THEN 'expired'
      ELSE request.state
    END AS state
  RETURN {
    total: count(state),
    accepted: count(CASE state WHEN 'accepted' THEN 1 END),
    waiting: count(CASE state WHEN 'pending' THEN 1 END),
    withdrawn: count(CASE state WHEN 'withdrawn' THEN 1 END),
    expired: count(CASE state WHEN 'expired' THEN 1 END)
  } AS sent
}
CALL (viewer, blocked) {
  OPTIONAL MATCH (viewer)<-[:SENT_TO]-(request:ConnectionRequest)<-[:SENT]-(other:Member)
  WHERE request.state <> 'withdrawn' AND NOT other IN blocked
  WITH
    CASE
      WHEN request.state = 'accepted' THEN 'accepted'
      WHEN request.answer IS NOT NULL THEN request.answer
      WHEN request.state = 'pending' AND request.expires_at <= $now THEN 'expired'
      ELSE request.state
    END AS state
  RETURN {
    total: count(state),
    accepted: count(CASE state WHEN 'accepted' THEN 1 END),
    ignored: count(CASE state WHEN 'ignored' THEN 1 END),
    not_known: count(CASE state WHEN 'not_known' THEN 1 END),
    waiting: count(CASE state WHEN 'pending' THEN 1 END),
    expired: count(CASE state WHEN 'expired' THEN 1 END)
  } AS received
}
CALL (viewer, blocked) {
  OPTIONAL MATCH (viewer)-[:ASKED_FOR]->(introduction:Introduction)
  WHERE NOT EXISTS {
    MATCH (introduction)-[:VIA|INTRODUCES_TO]->(other:Member)
    WHERE other IN blocked
  }
  RETURN {
    asked_for: count(introduction),
    got: count(CASE WHEN introduction.state IN $made_states THEN 1 END),
    led_to_connection: count(introduction.connected_at)
  } AS introductions
}
RETURN sent, received, introductions
