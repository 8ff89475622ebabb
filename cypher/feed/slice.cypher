// name: feed.slice
// access: read
// rows: one
// param viewer_id: string
// param between: map
// param size: integer
// param sampled: integer
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
// reacted to or commented on, and from groups, each read from an index no further than the slice
// goes. Where a viewer has very many connections, all posts are walked instead, the newest first.
// No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
WITH
  viewer,
  [datetime(coalesce($between.before[0], '9999-12-31T00:00:00Z')), coalesce($between.before[1], '')] AS before,
  [datetime(coalesce($between.down_to[0], '0001-01-01T00:00:00Z')), coalesce($between.down_to[1], '')] AS down_to,
  [(viewer)-[:BLOCKS]-(other:Member) | other.id] AS blocked_ids,
  [(viewer)-[:MUTES]->(other:Member) | other.id] AS muted_ids,
  [(viewer)-[:FOLLOWS]->(other:Member) | other.id] AS followed_ids,
  [(viewer)-[:UNFOLLOWS]->(other:Member) | other.id] AS unfollowed_ids
WITH
  *,
  muted_ids + unfollowed_ids AS unread_ids,
  [(viewer)-[:MEMBER_OF]->(group:Group) | group] AS groups,
  // To look up n authors takes n steps; of the posts of all, one in members / n is theirs.
  COUNT { (viewer)-[:CONNECTED_TO]-() } ^ 2 > 12 * COUNT { (:Member) } AS walks
CALL (viewer, muted_ids) {
  MATCH (viewer)-[tie:CONNECTED_TO]-(near:Member)
  WITH near, tie, muted_ids
    ORDER BY tie.strength DESC
    LIMIT $most_closest
  WITH near, tie, muted_ids
    WHERE NOT near.id IN muted_ids
  RETURN collect({member: near {.id, .name, .headline}, tie: tie}) AS closest
}
CALL (viewer, walks, unread_ids, before, down_to) {
  // The last posts of each author tell how far down the slice goes, and who may have more in it.
  CALL (viewer, walks) {
    WITH *
      WHERE NOT walks
    MATCH (viewer)-[:CONNECTED_TO]-(author:Member)
    RETURN author.id AS author_id
    UNION
    WITH *
      WHERE NOT walks
    MATCH (viewer)-[:FOLLOWS]->(author:Member)
    RETURN author.id AS author_id
  }
  WITH *
    WHERE NOT author_id IN unread_ids
  CALL (author_id, before, down_to) {
    MATCH ()-[posted:POSTED]->(post:Post)
    USING INDEX SEEK posted:POSTED(author_id, created_at)
    WHERE
      posted.author_id = author_id AND
      posted.created_at <= before[0] AND
      posted.created_at >= down_to[0] AND
      NOT (posted.created_at = before[0] AND post.id >= before[1]) AND
      NOT (posted.created_at = down_to[0] AND post.id < down_to[1])
    WITH posted, post
      ORDER BY posted.author_id DESC, posted.created_at DESC, post.id DESC
      LIMIT $sampled
    RETURN post
  }
  WITH post
    ORDER BY post.created_at DESC, post.id DESC
    LIMIT $size
  RETURN collect(post) AS sample
}
CALL (closest, walks, before, down_to) {
  // So do the last that each of the closest reacted to.
  UNWIND CASE WHEN walks THEN [] ELSE closest END AS near
  WITH near.member.id AS near_id, before, down_to
  CALL (near_id, before, down_to) {
    MATCH ()-[reacted:REACTED_TO]->(post:Post)
    USING INDEX SEEK reacted:REACTED_TO(member_id, posted_at)
    WHERE
      reacted.member_id = near_id AND
      reacted.posted_at <= before[0] AND
      reacted.posted_at >= down_to[0] AND
      NOT (reacted.posted_at = before[0] AND post.id >= before[1]) AND
      NOT (reacted.posted_at = down_to[0] AND post.id < down_to[1])
    WITH reacted, post
      ORDER BY reacted.member_id DESC, reacted.posted_at DESC, post.id DESC
      LIMIT $sampled
    RETURN post
  }
  RETURN collect(post) AS touched
}
CALL (sample, touched) {
  UNWIND sample + touched AS post
  WITH DISTINCT post
  WITH [post.created_at, post.id] AS key
    ORDER BY key DESC
    SKIP $size - 1
    LIMIT 1
  RETURN collect(key)[0] AS reached
}
CALL (viewer, walks, followed_ids, unread_ids, before, down_to) {
  UNWIND CASE WHEN walks THEN [1] ELSE [] END AS once
  CALL (before, down_to) {
    MATCH (post:Post)
    USING INDEX SEEK post:Post(created_at)
    WHERE
      post.created_at <= before[0] AND
      post.created_at >= down_to[0] AND
      NOT (post.created_at = before[0] AND post.id >= before[1]) AND
      NOT (post.created_at = down_to[0] AND post.id < down_to[1])
    WITH post
      ORDER BY post.created_at DESC, post.id DESC
      LIMIT $walked
    RETURN post
  }
  WITH
    [post.created_at, post.id] AS key,
    CASE
      WHEN post.author_id IN unread_ids THEN null
      WHEN post.author_id IN followed_ids THEN post
      WHEN EXISTS {
        MATCH ()-[tie:CONNECTED_TO {
          pair:
            CASE
              WHEN viewer.id < post.author_id THEN viewer.id + '|' + post.author_id
              ELSE post.author_id + '|' + viewer.id
            END
        }]->()
      } THEN post
    END AS met
  RETURN
    collect(met)[..$size] AS met,
    CASE WHEN count(*) = $walked THEN min(key) END AS walk_end
}
WITH
  *,
  CASE
    WHEN $between.down_to IS NOT NULL THEN null
    WHEN size(met) = $size THEN [met[-1].created_at, met[-1].id]
    ELSE coalesce(reached, walk_end)
  END AS since
WITH *, coalesce(since, down_to) AS low
CALL (sample, met, closest, groups, before, low) {
  CALL (sample, met, closest, groups, before, low) {
    UNWIND sample AS post
    WITH post.author_id AS author_id, count(*) AS count, before, low
      WHERE count = $sampled
    CALL (author_id, before, low) {
      MATCH ()-[posted:POSTED]->(post:Post)
      USING INDEX SEEK posted:POSTED(author_id, created_at)
      WHERE
        posted.author_id = author_id AND
        posted.created_at <= before[0] AND
        posted.created_at >= low[0] AND
        NOT (posted.created_at = before[0] AND post.id >= before[1]) AND
        NOT (posted.created_at = low[0] AND post.id < low[1])
      WITH posted, post
        ORDER BY posted.author_id DESC, posted.created_at DESC, post.id DESC
        LIMIT $size + 1
      RETURN collect(post) AS posts
    }
    RETURN posts, null AS ground
    UNION ALL
    RETURN met + sample AS posts, null AS ground
    UNION ALL
    UNWIND closest AS near
    WITH near.member.id AS near_id, {kind: 'reacted', member: near.member, tie: near.tie} AS ground, before, low
    CALL (near_id, before, low) {
      MATCH ()-[reacted:REACTED_TO]->(post:Post)
      USING INDEX SEEK reacted:REACTED_TO(member_id, posted_at)
      WHERE
        reacted.member_id = near_id AND
        reacted.posted_at <= before[0] AND
        reacted.posted_at >= low[0] AND
        NOT (reacted.posted_at = before[0] AND post.id >= before[1]) AND
        NOT (reacted.posted_at = low[0] AND post.id < low[1])
      WITH reacted, post
        ORDER BY reacted.member_id DESC, reacted.posted_at DESC, post.id DESC
        LIMIT $size + 1
      RETURN collect(post) AS posts
    }
    RETURN posts, ground
    UNION ALL
    UNWIND closest AS near
    WITH near.member.id AS near_id, {kind: 'commented', member: near.member, tie: near.tie} AS ground, before, low
    CALL (near_id, before, low) {
      MATCH ()-[commented:COMMENTED]->(:Comment)-[:COMMENTS_ON]->(post:Post)
      USING INDEX SEEK commented:COMMENTED(member_id, posted_at)
      WHERE
        commented.member_id = near_id AND
        commented.posted_at <= before[0] AND
        commented.posted_at >= low[0] AND
        NOT (commented.posted_at = before[0] AND post.id >= before[1]) AND
        NOT (commented.posted_at = low[0] AND post.id < low[1])
      WITH commented, post
        ORDER BY commented.member_id DESC, commented.posted_at DESC, post.id DESC
        LIMIT $size + 1
      RETURN collect(post) AS posts
    }
    RETURN posts, ground
    UNION ALL
    UNWIND groups AS group
    WITH group.id AS group_id, {kind: 'group', group: group} AS ground, before, low
    CALL (group_id, before, low) {
      MATCH (post:Post)-[posted:POSTED_IN]->()
      USING INDEX SEEK posted:POSTED_IN(group_id, created_at)
      WHERE
        posted.group_id = group_id AND
        posted.created_at <= before[0] AND
        posted.created_at >= low[0] AND
        NOT (posted.created_at = before[0] AND post.id >= before[1]) AND
        NOT (posted.created_at = low[0] AND post.id < low[1])
      WITH posted, post
        ORDER BY posted.group_id DESC, posted.created_at DESC, post.id DESC
        LIMIT $size + 1
      RETURN collect(post) AS posts
    }
    RETURN posts, ground
  }
  UNWIND posts AS post
  WITH post, collect(ground) AS grounds
  WITH post, grounds
    ORDER BY post.created_at DESC, post.id DESC
    LIMIT $size + 1
  RETURN collect({post: post, grounds: grounds}) AS newest
}
WITH
  *,
  CASE
    WHEN size(newest) > $size THEN [newest[$size - 1].post.created_at, newest[$size - 1].post.id]
    ELSE since
  END AS last
CALL (viewer) {
  MATCH (viewer)-[:CONNECTED_TO]-(near:Member)
  RETURN collect(near.id) AS near_ids
}
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
  CASE WHEN last IS NOT NULL THEN [toString(last[0]), last[1]] END AS read_to,
  items
