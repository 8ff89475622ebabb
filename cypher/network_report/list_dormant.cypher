// name: network_report.list_dormant
// access: read
// rows: many
// param viewer_id: string
// param dormant_since: datetime
// param milestones_since: datetime
// param events_since: datetime
// param events_until: datetime
// param limit: integer
// column member: map
// column last_contact_at: datetime
// column milestone: map
// column event: map
//
// Whom of the viewer's dormant ties to write to, those with an occasion first: the latest milestone
// of theirs that the viewer may see, an event that both have a part in. Looked at are the 200
// dormant ties of the strongest context.
MATCH (viewer:Member {id: $viewer_id})
WITH
  viewer,
  COLLECT {
    MATCH (viewer)-[:ATTENDS|ORGANISES]->(event:Event)
    WHERE
      event.starts_at >= $events_since AND
      event.starts_at <= $events_until AND
      event.cancelled_at IS NULL
    RETURN DISTINCT event
  } AS events
MATCH (viewer)-[tie:CONNECTED_TO]-(member:Member)
WHERE coalesce(coalesce(tie.counted_at, tie.since) < $dormant_since, true)
WITH viewer, events, member, tie.counted_at AS counted_at, coalesce(tie.context, tie.strength) AS context
  ORDER BY context DESC, member.id
  LIMIT 200
CALL (viewer, member) {
  MATCH (:Member)-[posted:POSTED]->(post:Post)
  USING INDEX posted:POSTED(author_id, created_at)
  WHERE
    posted.author_id = member.id AND
    posted.created_at >= $milestones_since AND
    post.kind = 'milestone' AND
    CASE post.audience
      WHEN 'group' THEN EXISTS { (post)-[:POSTED_IN]->(:Group)<-[:MEMBER_OF]-(viewer) }
      ELSE true
    END AND
    NOT EXISTS { (viewer)-[:HIDES]->(post) }
  WITH post
    ORDER BY post.created_at DESC, post.id
    LIMIT 1
  RETURN collect(post {.id, text: left(post.text, 200), .created_at})[0] AS milestone
}
CALL (member, events) {
  MATCH (member)-[:ATTENDS|ORGANISES]->(event:Event)
  WHERE event IN events
  WITH DISTINCT event
    ORDER BY event.starts_at DESC, event.id
    LIMIT 1
  RETURN collect(event {.id, .title, .starts_at})[0] AS event
}
RETURN
  member {.id, .name, .headline} AS member,
  counted_at AS last_contact_at,
  milestone,
  event
  ORDER BY milestone IS NULL AND event IS NULL, context DESC, member.id
  LIMIT $limit
