// name: introductions.find_paths
// access: read
// rows: many
// param viewer_id: string
// param target_id: string
// param max_hops: integer
// param limit: integer
// column members: list<map>
// column ties: list<map>
// column score: float
// column degree: integer
//
// The viewer's best introduction paths to the target: simple paths of 2 to max_hops (at most 4)
// hops by the product of their strengths, halved for each hop past the second; then fewer hops,
// then ids. Degree is the viewer's to the target, null where it is past 3.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (target:Member {id: $target_id})
WITH viewer, target
  WHERE viewer <> target
CALL (viewer, target) {
  // Joined by hash: each side is expanded once, which a hub on either side survives.
  MATCH (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(target)
  USING JOIN ON a
  WITH a, first, second, first.strength * second.strength AS score
    ORDER BY score DESC, a.id
    LIMIT $limit
  RETURN collect({between: [a], ties: [first, second], score: score}) AS two_hops
}
// A longer path enters the best only above the last of them, so it is left as soon as its
// strengths so far cannot reach that floor: no strength is above 1.
WITH
  *,
  CASE WHEN size(two_hops) < $limit THEN -1.0 ELSE two_hops[-1].score END AS floor,
  COUNT { (viewer)-[:CONNECTED_TO]-() } <= COUNT { (target)-[:CONNECTED_TO]-() } AS viewer_is_smaller
CALL (viewer, target, floor, viewer_is_smaller) {
  CALL (viewer, target, floor, viewer_is_smaller) {
    // Two hops from the end with fewer connections meet one hop from the other.
    WITH *
      WHERE $max_hops >= 3 AND viewer_is_smaller
    MATCH
      (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(b:Member)-[third:CONNECTED_TO]-(target)
    USING JOIN ON b
    WHERE a <> target AND b <> viewer AND 0.5 * first.strength > floor
    RETURN a, b, first, second, third
    UNION ALL
    WITH *
      WHERE $max_hops >= 3 AND NOT viewer_is_smaller
    MATCH
      (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(b:Member)-[third:CONNECTED_TO]-(target)
    USING JOIN ON a
    WHERE a <> target AND b <> viewer AND 0.5 * third.strength > floor
    RETURN a, b, first, second, third
  }
  WITH
    a, b, first, second, third,
    first.strength * second.strength * third.strength * 0.5 AS score
    ORDER BY score DESC, a.id, b.id
    LIMIT $limit
  RETURN
    collect({between: [a, b], ties: [first, second, third], score: score}) AS three_hops
}
CALL (two_hops, three_hops) {
  UNWIND two_hops + three_hops AS path
  WITH path.score AS score
    ORDER BY score DESC
    LIMIT $limit
  WITH collect(score) AS best
  RETURN CASE WHEN size(best) < $limit THEN -1.0 ELSE best[-1] END AS higher_floor
}
CALL (viewer, target, higher_floor) {
  WITH *
    WHERE $max_hops >= 4
  MATCH
    (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(b:Member)-[third:CONNECTED_TO]-(c:Member)-[fourth:CONNECTED_TO]-(target)
  USING JOIN ON b
  WHERE
    a <> target AND b <> viewer AND b <> target AND c <> viewer AND a <> c AND
    0.25 * first.strength > higher_floor AND
    0.25 * fourth.strength > higher_floor AND
    0.25 * first.strength * second.strength > higher_floor AND
    0.25 * third.strength * fourth.strength > higher_floor
  WITH
    a, b, c, first, second, third, fourth,
    first.strength * second.strength * third.strength * fourth.strength * 0.25 AS score
    ORDER BY score DESC, a.id, b.id, c.id
    LIMIT $limit
  RETURN
    collect({between: [a, b, c], ties: [first, second, third, fourth], score: score}) AS four_hops
}
WITH
  viewer,
  target,
  two_hops + three_hops + four_hops AS paths,
  CASE
    WHEN EXISTS { (viewer)-[:CONNECTED_TO]-(target) } THEN 1
    WHEN size(two_hops) > 0 THEN 2
    WHEN size(three_hops) > 0 THEN 3
  END AS degree
UNWIND paths AS path
WITH
  degree,
  [viewer] + path.between + [target] AS members,
  path.ties AS ties,
  path.score AS score,
  [member IN path.between | member.id] AS between_ids
  ORDER BY score DESC, size(ties), between_ids
  LIMIT $limit
RETURN
  [member IN members | member {.id, .name, .headline}] AS members,
  [tie IN ties |
    tie {.strength, .imported_strength, .shared_employer, .shared_school, .common_share}] AS ties,
  score,
  degree
