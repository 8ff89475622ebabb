// name: introductions.find_company_paths
// access: read
// rows: many
// param viewer_id: string
// param company_id: string
// param max_hops: integer
// param limit: integer
// column members: list<map>
// column ties: list<map>
// column score: float
// column degree: integer
//
// The viewer's best introduction paths to anyone who works at a company now, ranked as those to
// one member. Degree is the viewer's to the path's last member, null where it is past 3.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (company:Company {id: $company_id})
WITH viewer, company
  WHERE viewer IS NOT NULL AND company IS NOT NULL
CALL (viewer, company) {
  MATCH (company)<-[work:WORKS_AT]-(target:Member)
  WHERE work.ended_on IS NULL AND target <> viewer
  RETURN collect(DISTINCT target) AS targets
}
CALL (viewer, targets) {
  UNWIND targets AS target
  MATCH (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(target)
  USING JOIN ON a
  WITH target, a, first, second, first.strength * second.strength AS score
    ORDER BY score DESC, a.id, target.id
    LIMIT $limit
  RETURN
    collect({between: [a], target: target, ties: [first, second], score: score}) AS two_hops
}
// A longer path enters the best only above the last of them, so it is left as soon as its
// strengths so far cannot reach that floor: no strength is above 1.
WITH *, CASE WHEN size(two_hops) < $limit THEN -1.0 ELSE two_hops[-1].score END AS floor
CALL (viewer, targets, floor) {
  WITH *
    WHERE $max_hops >= 3
  UNWIND targets AS target
  MATCH
    (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(b:Member)-[third:CONNECTED_TO]-(target)
  USING JOIN ON b
  WHERE
    a <> target AND b <> viewer AND
    0.5 * first.strength > floor AND
    0.5 * third.strength > floor
  WITH
    target, a, b, first, second, third,
    first.strength * second.strength * third.strength * 0.5 AS score
    ORDER BY score DESC, a.id, b.id, target.id
    LIMIT $limit
  RETURN
    collect({
      between: [a, b],
      target: target,
      ties: [first, second, third],
      score: score
    }) AS three_hops
}
CALL (two_hops, three_hops) {
  UNWIND two_hops + three_hops AS path
  WITH path.score AS score
    ORDER BY score DESC
    LIMIT $limit
  WITH collect(score) AS best
  RETURN CASE WHEN size(best) < $limit THEN -1.0 ELSE best[-1] END AS higher_floor
}
CALL (viewer, targets, higher_floor) {
  WITH *
    WHERE $max_hops >= 4
  UNWIND targets AS target
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
    target, a, b, c, first, second, third, fourth,
    first.strength * second.strength * third.strength * fourth.strength * 0.25 AS score
    ORDER BY score DESC, a.id, b.id, c.id, target.id
    LIMIT $limit
  RETURN
    collect({
      between: [a, b, c],
      target: target,
      ties: [first, second, third, fourth],
      score: score
    }) AS four_hops
}
UNWIND two_hops + three_hops + four_hops AS path
WITH
  viewer,
  path.target AS target,
  path.between AS between,
  path.ties AS ties,
  path.score AS score,
  [member IN path.between + [path.target] | member.id] AS ids
  ORDER BY score DESC, size(ties), ids
  LIMIT $limit
RETURN
  [member IN [viewer] + between + [target] | member {.id, .name, .headline}] AS members,
  [tie IN ties |
    tie {.strength, .imported_strength, .shared_employer, .shared_school, .common_share}] AS ties,
  score,
  length(shortestPath((viewer)-[:CONNECTED_TO*..3]-(target))) AS degree
