// name: posts.show
// access: read
// rows: one
// param viewer_id: string
// param post_ids: list<string>
// param limit: integer
// column seen: integer
// column items: list<map>
//
// The first so many of these posts that the viewer may see, in the order given, and how many of
// the ids were looked at for them. What members of a block with the viewer wrote and did is neither
// shown nor counted. Times are texts: the driver takes long to read a time. No row when the viewer
// does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
WITH viewer, [(viewer)-[:BLOCKS]-(other:Member) | other.id] AS blocked_ids
CALL (viewer, blocked_ids) {
  UNWIND range(0, size($post_ids) - 1) AS place
  MATCH (post:Post {id: $post_ids[place]})
  WHERE NOT post.author_id IN blocked_ids
  OPTIONAL MATCH (post)-[:SHARES]->(shared:Post)
  WHERE NOT shared.author_id IN blocked_ids
  RETURN collect({place: place, post: post, shared: shared}) AS named
}
CALL (viewer, named) {
  // Who the viewer's connections are is only looked up for a post that second degrees may see.
  UNWIND named AS entry
  UNWIND [entry.post, entry.shared] AS post
  WITH viewer, post
    WHERE post.audience = 'second_degree'
  WITH viewer
    LIMIT 1
  MATCH (viewer)-[:CONNECTED_TO]-(near:Member)
  RETURN collect(near.id) AS near_ids
}
CALL (viewer, named, near_ids) {
  UNWIND named AS entry
  UNWIND [entry.post, entry.shared] AS post
  WITH DISTINCT viewer, near_ids, post
  MATCH (author:Member {id: post.author_id})
  WHERE
    viewer = author OR
    CASE post.audience
      WHEN 'everyone' THEN true
      WHEN 'first_degree' THEN EXISTS { (viewer)-[:CONNECTED_TO]-(author) }
      WHEN 'second_degree' THEN
        author.id IN near_ids OR
        EXISTS {
          MATCH (author)-[:CONNECTED_TO]-(mutual:Member)
          WHERE mutual.id IN near_ids
        }
      WHEN 'group' THEN EXISTS { (viewer)-[:MEMBER_OF]->(:Group)<-[:POSTED_IN]-(post) }
      ELSE false
    END
  RETURN collect(post) AS visible
}
WITH viewer, blocked_ids, visible, [entry IN named WHERE entry.post IN visible][..$limit] AS shown
CALL (viewer, blocked_ids, visible, shown) {
  UNWIND shown AS entry
  WITH
    viewer,
    blocked_ids,
    entry.place AS place,
    entry.post AS post,
    CASE WHEN entry.shared IN visible THEN entry.shared END AS original
  CALL (post, blocked_ids) {
    UNWIND blocked_ids AS blocked_id
    RETURN
      sum(COUNT {
        MATCH ()-[reacted:REACTED_TO]->(post)
        WHERE reacted.member_id = blocked_id
      }) AS hidden_reactions,
      sum(COUNT {
        MATCH ()-[commented:COMMENTED]->(:Comment)-[:COMMENTS_ON]->(post)
        WHERE commented.member_id = blocked_id
      }) AS hidden_comments,
      sum(COUNT { (post)<-[:SHARES]-(:Post {author_id: blocked_id}) }) AS hidden_shares
  }
  MATCH (author:Member {id: post.author_id})
  OPTIONAL MATCH (original_author:Member {id: original.author_id})
  OPTIONAL MATCH (viewer)-[reacted:REACTED_TO]->(post)
  WITH *
    ORDER BY place
  RETURN
    max(place) + 1 AS last,
    collect({
      id: post.id,
      kind: post.kind,
      audience: post.audience,
      text: post.text,
      link: post.link,
      topics: COLLECT {
        MATCH (post)-[:ABOUT]->(topic:Interest)
        WITH topic
          ORDER BY topic.id
        RETURN topic {.id, .name}
      },
      group: [(post)-[:POSTED_IN]->(group:Group) | group {.id, .name}][0],
      author: author {.id, .name, .headline},
      original:
        CASE
          WHEN original IS NOT NULL
            THEN original {
              .id,
              .kind,
              .text,
              .link,
              author: original_author {.id, .name, .headline},
              created_at: toString(original.created_at),
              edited_at: toString(original.edited_at)
            }
        END,
      reactions: COUNT { (post)<-[:REACTED_TO]-() } - hidden_reactions,
      comments: COUNT { (post)<-[:COMMENTS_ON]-() } - hidden_comments,
      shares: COUNT { (post)<-[:SHARES]-() } - hidden_shares,
      own_reaction: reacted.kind,
      created_at: toString(post.created_at),
      edited_at: toString(post.edited_at)
    }) AS items
}
RETURN CASE WHEN size(items) < $limit THEN size($post_ids) ELSE last END AS seen, items
