// name: common_ground.find
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// param pair: string
// param posts_since: datetime
// param limit: integer
// column viewer_name: string
// column member: map
// column connected: boolean
// column mutual_count: integer
// column mutual_connections: list<map>
// column employers: list<map>
// column schools: list<map>
// column skills: list<map>
// column interests: list<map>
// column groups: list<map>
// column events: list<map>
// column posts: list<map>
//
// What the viewer and a member have in common, at most limit of each: whom both know (the strongest
// ties first), where both worked or studied, what both can do or care for, groups both are in and
// events both have a part in, and which of the member's 20 latest posts the viewer reacted to,
// commented on or shared, of those the viewer may see. No row when either does not exist, or one
// has blocked the other.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
  WHERE
    viewer IS NOT NULL AND
    member IS NOT NULL AND
    NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
WITH
  viewer,
  member,
  COLLECT { MATCH (viewer)-[:BLOCKS]-(blocked:Member) RETURN blocked } AS blocked,
  EXISTS { (:Member)-[:CONNECTED_TO {pair: $pair}]->(:Member) } AS connected
CALL (viewer, member, blocked) {
  // Joined by hash, as all below: each side is expanded once, however large what both have.
  MATCH (viewer)-[own:CONNECTED_TO]-(mutual:Member)-[theirs:CONNECTED_TO]-(member)
  USING JOIN ON mutual
  WHERE NOT mutual IN blocked
  WITH mutual, own.strength * theirs.strength AS warmth
    ORDER BY warmth DESC, mutual.id
  WITH collect(mutual) AS mutuals
  RETURN
    size(mutuals) AS mutual_count,
    [mutual IN mutuals[..$limit] | mutual {.id, .name, .headline}] AS mutual_connections
}
CALL (viewer, member) {
  MATCH (viewer)-[:WORKS_AT]->(company:Company)<-[work:WORKS_AT]-(member)
  USING JOIN ON company
  WITH company, max(work.started_on) AS latest
    ORDER BY latest DESC, company.id
    LIMIT $limit
  RETURN collect(company {.id, .name}) AS employers
}
CALL (viewer, member) {
  MATCH (viewer)-[:STUDIED_AT]->(school:School)<-[:STUDIED_AT]-(member)
  USING JOIN ON school
  WITH DISTINCT school
    ORDER BY school.id
    LIMIT $limit
  RETURN collect(school {.id, .name}) AS schools
}
CALL (viewer, member) {
  MATCH (viewer)-[:HAS_SKILL]->(skill:Skill)<-[:HAS_SKILL]-(member)
  USING JOIN ON skill
  // The rarer a skill, the more it says.
  WITH skill, COUNT { (skill)<-[:HAS_SKILL]-() } AS holders
    ORDER BY holders, skill.id
    LIMIT $limit
  RETURN collect(skill {.id, .name}) AS skills
}
CALL (viewer, member) {
  MATCH (viewer)-[:INTERESTED_IN]->(interest:Interest)<-[:INTERESTED_IN]-(member)
  USING JOIN ON interest
  WITH interest, COUNT { (interest)<-[:INTERESTED_IN]-() } AS holders
    ORDER BY holders, interest.id
    LIMIT $limit
  RETURN collect(interest {.id, .name}) AS interests
}
CALL (viewer, member) {
  MATCH (viewer)-[own:MEMBER_OF]->(shared:Group)<-[:MEMBER_OF]-(member)
  USING JOIN ON shared
  WITH own, shared, COUNT { (shared)<-[:MEMBER_OF]-() } AS holders
    ORDER BY holders, shared.id
    LIMIT $limit
  RETURN collect(shared {.id, .name, since: own.since}) AS groups
}
CALL (viewer, member) {
  MATCH (viewer)-[own:ATTENDS|ORGANISES]->(event:Event)<-[:ATTENDS|ORGANISES]-(member)
  USING JOIN ON event
  WHERE event.cancelled_at IS NULL
  WITH event, min(own.since) AS since
    ORDER BY event.starts_at DESC, event.id
    LIMIT $limit
  RETURN collect(event {.id, .title, .starts_at, since: since}) AS events
}
CALL (viewer, mutual_count, connected) {
  MATCH (:Member)-[posted:POSTED]->(post:Post)
  USING INDEX posted:POSTED(author_id, created_at)
  WHERE posted.author_id = $member_id AND posted.created_at > $posts_since
  WITH viewer, mutual_count, connected, posted, post
    ORDER BY posted.author_id DESC, posted.created_at DESC
    LIMIT 20
  WITH viewer, post
    WHERE
      CASE post.audience
        WHEN 'everyone' THEN true
        WHEN 'second_degree' THEN connected OR mutual_count > 0
        WHEN 'first_degree' THEN connected
        WHEN 'group' THEN EXISTS { (post)-[:POSTED_IN]->(:Group)<-[:MEMBER_OF]-(viewer) }
        ELSE false
      END
  WITH viewer, collect(post) AS latest
  CALL (viewer, latest) {
    UNWIND latest AS post
    MATCH (viewer)-[own:REACTED_TO]->(post)
    RETURN post, 'reacted' AS engaged, 1 AS weight, own.created_at AS engaged_at
    UNION ALL
    // Once through what the viewer wrote, however much was written on each post.
    MATCH (viewer)-[own:COMMENTED]->(comment:Comment)-[:COMMENTS_ON]->(post:Post)
    WHERE own.created_at > $posts_since AND comment.deleted_at IS NULL AND post IN latest
    RETURN post, 'commented' AS engaged, 2 AS weight, own.created_at AS engaged_at
    UNION ALL
    MATCH (:Member)-[own:POSTED]->(:Post)-[:SHARES]->(post:Post)
    USING INDEX own:POSTED(author_id, created_at)
    WHERE own.author_id = $viewer_id AND own.created_at > $posts_since AND post IN latest
    RETURN post, 'shared' AS engaged, 3 AS weight, own.created_at AS engaged_at
  }
  WITH post, engaged, engaged_at
    ORDER BY weight DESC, engaged_at DESC, post.id
  WITH post, collect({engaged: engaged, engaged_at: engaged_at})[0] AS first
    ORDER BY first.engaged_at DESC, post.id
    LIMIT $limit
  RETURN
    collect(
      post {
        .id,
        .kind,
        text: left(post.text, 200),
        engaged: first.engaged,
        engaged_at: first.engaged_at
      }) AS posts
}
RETURN
  viewer.name AS viewer_name,
  member {.id, .name, .headline} AS member,
  connected,
  mutual_count,
  mutual_connections,
  employers,
  schools,
  skills,
  interests,
  groups,
  events,
  posts
