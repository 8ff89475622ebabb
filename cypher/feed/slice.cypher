// name: feed.slice
// access: read
// rows: one
// param viewer_id: string
// param before: list<string>
// param down_to: list<string>
// param depth: integer
// param size: integer
// param walked: integer
// param most_closest: integer
// param most_through: integer
// param activity_weights: map
// param now: datetime
// column read_to: list<string>
// column items: list<map>
//
// The newest posts that stand in the viewer's feed before a post (its time and id), down to another
// where that is given; about so many as size, of which those stay that the viewer may see. Read_to
// is the last that was looked at, before which the next slice starts; null where nothing is left.
//
// Posts come from authors (connections and who is followed), from what the closest connections
// reacted to or commented on, and from groups. Of each of these sources only the newest so many as
// depth are read, and a slice ends where the first of them was read to its end: what is older waits
// for the next slice. Instead of very many authors all posts are walked, the newest first.
// No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
WITH
  viewer,
  datetime(coalesce($before[0], '9999-12-31T00:00:00Z')) AS before_at,
  coalesce($before[1], '') AS before_id,
  datetime(coalesce($down_to[0], '0001-01-01T00:00:00Z')) AS to_at,
  coalesce($down_to[1], '') AS to_id,
  [(viewer)-[:BLOCKS]-(other:Member) | other.id] AS blocked_ids,
  [(viewer)-[:MUTES]->(other:Member) | other.id] AS muted_ids,
  [(viewer)-[:FOLLOWS]->(other:Member) | other.id] AS followed_ids,
  [(viewer)-[:UNFOLLOWS]->(other:Member) | other.id] AS unfollowed_ids
CALL (viewer) {
  MATCH (viewer)-[:CONNECTED_TO]-(near:Member)
  RETURN collect(near.id) AS near_ids
}
CALL (viewer, muted_ids) {
  MATCH (viewer)-[tie:CONNECTED_TO]-(near:Member)
  WITH near, tie, muted_ids
    ORDER BY tie.strength DESC
    LIMIT $most_closest
  WITH near, tie, muted_ids
    WHERE NOT near.id IN muted_ids
  RETURN collect({member: near {.id, .name, .headline}, tie: tie}) AS closest
}
WITH
  *,
  muted_ids + unfollowed_ids AS unread_ids,
  [(viewer)-[:MEMBER_OF]->(group:Group) | group] AS groups
WITH
  *,
  [id IN near_ids + followed_ids WHERE NOT id IN unread_ids] AS author_ids,
  // To look up n authors takes n steps; of the posts of all, one in members / n is theirs.
  size(near_ids) * size(near_ids) > 12 * COUNT { (:Member) } AS walks
CALL (author_ids, walks, before_at, before_id, to_at, to_id) {
  WITH *
    WHERE NOT walks
  UNWIND author_ids AS author_id
  CALL (author_id, before_at, before_id, to_at, to_id) {
    MATCH ()-[posted:POSTED]->(post:Post)
    USING INDEX posted:POSTED(author_id, created_at)
    WHERE
      posted.author_id = author_id AND
      posted.created_at <= before_at AND
      posted.created_at >= to_at AND
      (posted.created_at < before_at OR post.id < before_id) AND
      (posted.created_at > to_at OR post.id >= to_id)
    WITH posted, post
      ORDER BY posted.author_id DESC, posted.created_at DESC, post.id DESC
      LIMIT $depth
    RETURN collect(post) AS posts
  }
  WITH posts
    WHERE size(posts) > 0
  RETURN collect({posts: posts, is_full: size(posts) = $depth}) AS of_authors
}
CALL (walks, before_at, before_id, to_at, to_id) {
  WITH *
    WHERE walks
  MATCH (post:Post)
  USING INDEX post:Post(created_at)
  WHERE
    post.created_at <= before_at AND
    post.created_at >= to_at AND
    (post.created_at < before_at OR post.id < before_id) AND
    (post.created_at > to_at OR post.id >= to_id)
  WITH post
    ORDER BY post.created_at DESC, post.id DESC
    LIMIT $walked
  RETURN collect(post) AS passed
}
CALL (closest, before_at, before_id, to_at, to_id) {
  UNWIND closest AS near
  WITH *, near.member.id AS near_id
  CALL (near_id, before_at, before_id, to_at, to_id) {
    MATCH ()-[reacted:REACTED_TO]->(post:Post)
    USING INDEX reacted:REACTED_TO(member_id, posted_at)
    WHERE
      reacted.member_id = near_id AND
      reacted.posted_at <= before_at AND
      reacted.posted_at >= to_at AND
      (reacted.posted_at < before_at OR post.id < before_id) AND
      (reacted.posted_at > to_at OR post.id >= to_id)
    WITH reacted, post
      ORDER BY reacted.member_id DESC, reacted.posted_at DESC, post.id DESC
      LIMIT $depth
    RETURN collect(post) AS posts, 'reacted' AS kind
    UNION ALL
    MATCH ()-[commented:COMMENTED]->(:Comment)-[:COMMENTS_ON]->(post:Post)
    USING INDEX commented:COMMENTED(member_id, posted_at)
    WHERE
      commented.member_id = near_id AND
      commented.posted_at <= before_at AND
      commented.posted_at >= to_at AND
      (commented.posted_at < before_at OR post.id < before_id) AND
      (commented.posted_at > to_at OR post.id >= to_id)
    WITH commented, post
      ORDER BY commented.member_id DESC, commented.posted_at DESC, post.id DESC
      LIMIT $depth
    RETURN collect(post) AS posts, 'commented' AS kind
  }
  WITH near, posts, kind
    WHERE size(posts) > 0
  RETURN
    collect({
      posts: posts,
      is_full: size(posts) = $depth,
      ground: {kind: kind, member: near.member, tie: near.tie}
    }) AS of_closest
}
CALL (groups, before_at, before_id, to_at, to_id) {
  UNWIND groups AS group
  WITH *, group.id AS group_id
  CALL (group_id, before_at, before_id, to_at, to_id) {
    MATCH (post:Post)-[posted:POSTED_IN]->()
    USING INDEX posted:POSTED_IN(group_id, created_at)
    WHERE
      posted.group_id = group_id AND
      posted.created_at <= before_at AND
      posted.created_at >= to_at AND
      (posted.created_at < before_at OR post.id < before_id) AND
      (posted.created_at > to_at OR post.id >= to_id)
    WITH posted, post
      ORDER BY posted.group_id DESC, posted.created_at DESC, post.id DESC
      LIMIT $depth
    RETURN collect(post) AS posts
  }
  WITH group, posts
    WHERE size(posts) > 0
  RETURN
    collect({
      posts: posts,
      is_full: size(posts) = $depth,
      ground: {kind: 'group', group: group}
    }) AS of_groups
}
WITH
  *,
  of_authors +
    [{posts: [post IN passed WHERE post.author_id IN author_ids], is_full: false}] +
    [{posts: passed[-1..], is_full: size(passed) = $walked}] +
    of_closest +
    of_groups AS sources
CALL (sources) {
  UNWIND sources AS source
  WITH source.posts[-1] AS post
    WHERE source.is_full
  WITH post
    ORDER BY post.created_at DESC, post.id DESC
    LIMIT 1
  RETURN collect(post)[0] AS floor
}
CALL (sources, floor) {
  UNWIND sources AS source
  UNWIND source.posts AS post
  WITH post, post.created_at AS at, source.ground AS ground, floor
    WHERE
      floor IS NULL OR
      at > floor.created_at OR
      (at = floor.created_at AND post.id >= floor.id)
  WITH post, at, collect(ground) AS grounds
    ORDER BY at DESC, post.id DESC
    LIMIT $size + 1
  RETURN collect({post: post, grounds: grounds}) AS newest
}
WITH
  *,
  CASE WHEN size(newest) > $size THEN newest[$size - 1].post ELSE floor END AS last
CALL (viewer, newest, near_ids, followed_ids, unread_ids, blocked_ids) {
  UNWIND newest[..$size] AS entry
  WITH *, entry.post AS post, entry.grounds AS grounds
    WHERE
      post.author_id <> viewer.id AND
      NOT post.author_id IN blocked_ids AND
      NOT post.author_id IN unread_ids AND
      NOT EXISTS { (viewer)-[:HIDES]->(post) }
  MATCH (author:Member {id: post.author_id})
  WITH
    *,
    author.id IN near_ids AS is_connected,
    author.id IN followed_ids AS is_followed,
    [ground IN grounds WHERE ground.kind = 'group' | ground.group][0] AS group,
    [ground IN grounds WHERE ground.kind <> 'group'] AS through
    WHERE
      CASE post.audience
        WHEN 'everyone' THEN true
        WHEN 'first_degree' THEN is_connected
        WHEN 'second_degree' THEN
          is_connected OR
          EXISTS {
            MATCH (author)-[:CONNECTED_TO]-(mutual:Member)
            WHERE mutual.id IN near_ids
          }
        WHEN 'group' THEN EXISTS { (viewer)-[:MEMBER_OF]->(:Group)<-[:POSTED_IN]-(post) }
        ELSE false
      END AND
      // Of what is walked past for the last place in it, nothing else says that it is the viewer's.
      (is_connected OR is_followed OR group IS NOT NULL OR size(through) > 0)
  OPTIONAL MATCH (:Member)-[author_tie:CONNECTED_TO {
    pair:
      CASE
        WHEN viewer.id < author.id THEN viewer.id + '|' + author.id
        ELSE author.id + '|' + viewer.id
      END
  }]->(:Member)
  OPTIONAL MATCH (post)-[:SHARES]->(original:Post)
  WITH *, coalesce(author_tie, through[0].tie) AS tie
  RETURN
    collect({
      id: post.id,
      original_id: original.id,
      is_share: post.kind = 'share',
      author: author {.id, .name, .headline},
      created_at: toString(post.created_at),
      is_connected: is_connected,
      is_followed: is_followed,
      group: group {.id, .name},
      through:
        [ground IN through[..$most_through] | {kind: ground.kind, member: ground.member}],
      strength:
        CASE
          WHEN tie IS NULL THEN 0.0
          WHEN tie.counted_at IS NULL THEN tie.strength
          ELSE
            1.0 - (1.0 - tie.context) *
              (1.0 - (1.0 - exp(-(tie.forward + tie.backward) *
                0.5 ^ (($now.epochMillis - tie.counted_at.epochMillis) / $activity_weights.half_life) /
                $activity_weights.volume_scale)) *
                (1.0 - $activity_weights.one_sided_loss *
                  abs(tie.forward - tie.backward) / (tie.forward + tie.backward)))
        END,
      reactions: COUNT { (post)<-[:REACTED_TO]-() },
      comments: COUNT { (post)<-[:COMMENTS_ON]-() },
      shares: COUNT { (post)<-[:SHARES]-() }
    }) AS items
}
RETURN
  CASE WHEN last IS NOT NULL THEN [toString(last.created_at), last.id] END AS read_to,
  items
