// name: approach.find_facts
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// param pair: string
// param near: boolean
// param posts_since: datetime
// param now: datetime
// column takes_requests: boolean
// column followed_at: datetime
// column sent: list<map>
// column received: map
// column introductions: list<map>
// column asked_to_write: list<datetime>
// column posts: list<map>
// column groups: list<map>
// column events: list<map>
// column offers: list<map>
// column articles: list<map>
// column insiders: list<map>
//
// What an approach to a member can start from beside common ground and paths, a few of each; near
// says whether the two are connected or have a mutual connection. Their latest posts that the
// viewer may see, and what the viewer did with each; their groups and events that the viewer could
// join; what of the viewer's background they are interested in; the viewer's articles and
// opportunities on what they care for, of those that they may see; the viewer's connections at a
// company they are interested in; and what the viewer asked before. What the member answered stands
// nowhere in it, unless it was yes. No row when either does not exist, or one has blocked the
// other.
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
  COLLECT { MATCH (member)-[:INTERESTED_IN]->(interest:Interest) RETURN interest.id LIMIT 100 }
    AS interest_ids,
  COLLECT { MATCH (member)-[:HAS_SKILL]->(skill:Skill) RETURN skill.id LIMIT 100 } AS skill_ids
CALL (viewer) {
  OPTIONAL MATCH (request:ConnectionRequest {pair: $pair})
  WITH request, EXISTS { (viewer)-[:SENT]->(request) } AS own
    ORDER BY request.created_at DESC
  RETURN
    collect(
      CASE
        WHEN own
          THEN request {
            .id,
            .note,
            .created_at,
            .expires_at,
            withdrawn_at: CASE request.state WHEN 'withdrawn' THEN request.closed_at END,
            accepted_at: CASE request.state WHEN 'accepted' THEN request.closed_at END,
            .follow_up_due_at
          }
      END)[..5] AS sent,
    collect(
      CASE
        WHEN
          NOT own AND
            request.state = 'pending' AND
            request.expires_at > $now AND
            // The viewer's own answer.
            coalesce(request.answer, 'ignored') = 'ignored'
          THEN request {.id, .created_at}
      END)[0] AS received
}
CALL (viewer, member, blocked) {
  MATCH (viewer)-[:ASKED_FOR]->(introduction:Introduction)-[:INTRODUCES_TO]->(member)
  WHERE NOT EXISTS {
    MATCH (introduction)-[:VIA]->(hidden:Member)
    WHERE hidden IN blocked
  }
  MATCH (introduction)-[via:VIA {position: 0}]->(connector:Member)
  WITH introduction, connector
    ORDER BY introduction.created_at DESC
    LIMIT 5
  RETURN
    collect(
      introduction {
        .id,
        .created_at,
        .expires_at,
        connector: connector {.id, .name, .headline},
        withdrawn: introduction.state = 'withdrawn',
        introduced_at: CASE introduction.state WHEN 'introduced' THEN introduction.answered_at END
      }) AS introductions
}
CALL (viewer, member) {
  MATCH (viewer)-[:SENT]->(asking:MessageRequest)-[:SENT_TO]->(member)
  WHERE asking.pair = $pair
  WITH asking.created_at AS created_at
    ORDER BY created_at DESC
    LIMIT 5
  RETURN collect(created_at) AS asked_to_write
}
CALL (viewer) {
  MATCH (:Member)-[posted:POSTED]->(post:Post)
  USING INDEX posted:POSTED(author_id, created_at)
  WHERE posted.author_id = $member_id AND posted.created_at > $posts_since
  WITH viewer, posted, post
    ORDER BY posted.author_id DESC, posted.created_at DESC
    LIMIT 20
  WITH viewer, post
    WHERE
      post.kind <> 'share' AND
      CASE post.audience
        WHEN 'everyone' THEN true
        WHEN 'second_degree' THEN $near
        WHEN 'group' THEN EXISTS { (post)-[:POSTED_IN]->(:Group)<-[:MEMBER_OF]-(viewer) }
        ELSE false
      END AND
      NOT EXISTS { (viewer)-[:HIDES]->(post) }
  WITH viewer, post
    ORDER BY post.created_at DESC, post.id
    LIMIT 5
  WITH viewer, collect(post) AS latest
  CALL (viewer, latest) {
    CALL (viewer, latest) {
      UNWIND latest AS post
      MATCH (viewer)-[own:REACTED_TO]->(post)
      RETURN post, 'reacted' AS how, own.created_at AS at
      UNION ALL
      // Once through what the viewer wrote, however much was written on each post.
      MATCH (viewer)-[own:COMMENTED]->(comment:Comment)-[:COMMENTS_ON]->(post:Post)
      WHERE own.created_at > $posts_since AND comment.deleted_at IS NULL AND post IN latest
      RETURN post, 'commented' AS how, own.created_at AS at
      UNION ALL
      MATCH (:Member)-[own:POSTED]->(:Post)-[:SHARES]->(post:Post)
      USING INDEX own:POSTED(author_id, created_at)
      WHERE own.author_id = $viewer_id AND own.created_at > $posts_since AND post IN latest
      RETURN post, 'shared' AS how, own.created_at AS at
    }
    RETURN collect({post: post, how: how, at: at}) AS touches
  }
  UNWIND latest AS post
  RETURN
    collect(
      post {
        .id,
        .kind,
        .created_at,
        asks: post.text CONTAINS '?',
        text: left(post.text, 200),
        touches: [touch IN touches WHERE touch.post = post | touch {.how, .at}],
        known_topics: COLLECT {
          MATCH (post)-[:ABOUT]->(topic:Interest)
          WITH viewer, topic.id AS topic_id
          MATCH (viewer)-[:HAS_SKILL]->(skill:Skill)
          WHERE skill.id = topic_id
          WITH skill
            ORDER BY skill.id
            LIMIT 3
          RETURN skill {.id, .name}
        }
      }) AS posts
}
CALL (viewer, member) {
  // Who is in a group by approval is for its members to know.
  MATCH (member)-[:MEMBER_OF]->(joinable:Group {joining: 'open'})
  WHERE NOT EXISTS { (viewer)-[:MEMBER_OF]->(joinable) }
  WITH viewer, joinable, COUNT { (joinable)<-[:MEMBER_OF]-() } AS members
    ORDER BY members, joinable.id
    LIMIT 3
  RETURN collect(joinable {.id, .name}) AS groups
}
CALL (viewer, member, blocked) {
  MATCH (member)-[:ATTENDS|ORGANISES]->(event:Event)
  WHERE
    event.starts_at > $now AND
    event.cancelled_at IS NULL AND
    (event.capacity IS NULL OR COUNT { (event)<-[:ATTENDS]-() } < event.capacity) AND
    NOT EXISTS { (viewer)-[:ATTENDS|ORGANISES]->(event) } AND
    NOT EXISTS {
      MATCH (event)<-[:ORGANISES]-(organiser:Member)
      WHERE organiser IN blocked
    } AND
    // What a group meets for is for its members.
    (NOT EXISTS { (event)-[:EVENT_OF]->(:Group) } OR
      EXISTS { (event)-[:EVENT_OF]->(:Group)<-[:MEMBER_OF]-(viewer) })
  WITH DISTINCT event
    ORDER BY event.starts_at, event.id
    LIMIT 3
  RETURN collect(event {.id, .title, .starts_at}) AS events
}
CALL (viewer, interest_ids) {
  CALL (viewer, interest_ids) {
    MATCH (viewer)-[:HAS_SKILL]->(skill:Skill)
    WHERE skill.id IN interest_ids
    RETURN 'skill' AS kind, skill.id AS id, skill.name AS name
    UNION
    MATCH (viewer)-[:WORKS_AT]->(company:Company)
    WHERE company.id IN interest_ids
    RETURN 'company' AS kind, company.id AS id, company.name AS name
  }
  WITH kind, id, name
    ORDER BY kind DESC, id
    LIMIT 5
  RETURN collect({kind: kind, id: id, name: name}) AS offers
}
CALL (member, interest_ids, skill_ids) {
  MATCH (:Member)-[posted:POSTED]->(post:Post)
  USING INDEX posted:POSTED(author_id, created_at)
  WHERE posted.author_id = $viewer_id AND posted.created_at > $posts_since
  WITH member, interest_ids, skill_ids, posted, post
    ORDER BY posted.author_id DESC, posted.created_at DESC
    LIMIT 50
  WITH member, interest_ids, skill_ids, post
    WHERE
      post.kind IN ['article', 'opportunity'] AND
      CASE post.audience
        WHEN 'everyone' THEN true
        WHEN 'second_degree' THEN $near
        WHEN 'group' THEN EXISTS { (post)-[:POSTED_IN]->(:Group)<-[:MEMBER_OF]-(member) }
        ELSE false
      END
  MATCH (post)-[:ABOUT]->(topic:Interest)
  WHERE topic.id IN interest_ids OR topic.id IN skill_ids
  WITH member, post, topic
    ORDER BY topic.id
  WITH member, post, collect(topic {.id, .name}) AS topics
    ORDER BY size(topics) DESC, post.created_at DESC, post.id
    LIMIT 3
  CALL (member, post) {
    CALL (member, post) {
      MATCH (member)-[reacted:REACTED_TO]->(post)
      RETURN reacted.created_at AS at
      UNION ALL
      MATCH (post)<-[:COMMENTS_ON]-(comment:Comment)<-[commented:COMMENTED]-(member)
      WHERE comment.deleted_at IS NULL
      RETURN commented.created_at AS at
      UNION ALL
      MATCH (post)<-[:SHARES]-(:Post)<-[shared:POSTED]-(member)
      RETURN shared.created_at AS at
    }
    RETURN max(at) AS reached_at
  }
  RETURN
    collect(
      post {
        .id,
        .kind,
        .created_at,
        text: left(post.text, 200),
        topics: topics,
        reached_at: reached_at
      }) AS articles
}
CALL (viewer, member, interest_ids) {
  UNWIND interest_ids AS interest_id
  MATCH (company:Company {id: interest_id})
  CALL (viewer, member, company) {
    MATCH (company)<-[work:WORKS_AT]-(insider:Member)-[tie:CONNECTED_TO]-(viewer)
    USING JOIN ON insider
    WHERE
      work.ended_on IS NULL AND
      insider <> member AND
      coalesce(insider.appears_as_connector, true) AND
      NOT coalesce(insider.introductions_paused, false) AND
      NOT EXISTS { (insider)-[:CONNECTED_TO|BLOCKS]-(member) }
    WITH insider, max(tie.strength) AS strength
      ORDER BY strength DESC, insider.id
      LIMIT 3
    RETURN insider, strength
  }
  WITH company, insider, strength
    ORDER BY strength DESC, insider.id, company.id
    LIMIT 3
  RETURN
    collect({
      member: insider {.id, .name, .headline},
      company: company {.id, .name}
    }) AS insiders
}
RETURN
  // Who takes no request of one member's alone is not told of here: that one is told no more.
  CASE coalesce(member.requests_from, 'everyone')
    WHEN 'everyone' THEN true
    WHEN 'second_degree' THEN $near
    ELSE false
  END AS takes_requests,
  head([(viewer)-[follows:FOLLOWS]->(member) | follows.since]) AS followed_at,
  sent,
  received,
  introductions,
  asked_to_write,
  posts,
  groups,
  events,
  offers,
  articles,
  insiders
