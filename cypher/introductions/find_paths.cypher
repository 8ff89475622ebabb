// name: introductions.find_paths
// access: read
// rows: many
// param viewer_id: string
// param target_id: string
// param max_hops: integer
// param limit: integer
// param default_cap: integer
// param activity_weights: map
// param now: datetime
// column members: list<map>
// column ties: list<map>
// column strengths: list<float>
// column score: float
// column degree: integer
//
// The viewer's best introduction paths to the target, who has no block with the viewer: simple paths
// of 2 to max_hops (at most 4) hops, never through a member with such a block, by the product of
// their strengths of now, halved for each hop past the second; then fewer hops, then ids. The first
// member after the viewer takes introductions. A member next to a hop that the viewer may not see is
// masked, null in members and beside null ties; of paths that look the same then, the best is listed.
// Degree is the viewer's to the target, null where it is past 3.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (target:Member {id: $target_id})
WITH viewer, target, COLLECT { MATCH (viewer)-[:BLOCKS]-(member:Member) RETURN member } AS blocked
  WHERE viewer <> target AND NOT target IN blocked
CALL (viewer, target) {
  // Joined by hash: each side is expanded once, which a hub on either side survives.
  MATCH (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(target)
  USING JOIN ON a
  WITH
    a, first, second,
    coalesce(a.appears_as_connector, true) AND
      NOT coalesce(a.introductions_paused, false) AND
      COUNT {
        MATCH (a)<-[:AWAITS]-(introduction:Introduction)-[:VIA]->(a)
        WHERE introduction.expires_at > $now
      } < coalesce(a.introductions_cap, $default_cap) AS is_asked
  RETURN
    count(*) AS mutual_count,
    collect(CASE WHEN is_asked THEN {between: [a], ties: [first, second]} END) AS two_hops
}
CALL (two_hops) {
  // A tie is at most as strong as stored, and at least as its context.
  UNWIND two_hops AS path
  WITH reduce(p = 1.0, tie IN path.ties | p * coalesce(tie.context, tie.strength)) AS least
    ORDER BY least DESC
    LIMIT $limit
  WITH collect(least) AS best
  RETURN CASE WHEN size(best) < $limit THEN -1.0 ELSE best[-1] END AS floor
}
WITH
  *,
  COUNT { (viewer)-[:CONNECTED_TO]-() } <= COUNT { (target)-[:CONNECTED_TO]-() } AS viewer_is_smaller,
  CASE coalesce(target.connections_visible_to, 'connections')
    WHEN 'everyone' THEN true
    WHEN 'connections' THEN EXISTS { (viewer)-[:CONNECTED_TO]-(target) }
    ELSE false
  END AS target_is_open
CALL (viewer, target, blocked, two_hops, floor, viewer_is_smaller, target_is_open) {
  CALL (viewer, target, blocked, two_hops, floor, viewer_is_smaller) {
    UNWIND two_hops AS path
    RETURN path.between AS between, path.ties AS ties
    UNION ALL
    // Two hops from the end with fewer connections meet one hop from the other. A longer path enters
    // the best only above the last of the shorter ones.
    WITH *
      WHERE $max_hops >= 3 AND viewer_is_smaller
    MATCH
      (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(b:Member)-[third:CONNECTED_TO]-(target)
    USING JOIN ON b
    WHERE
      a <> target AND b <> viewer AND NOT b IN blocked AND
      0.5 * first.strength > floor AND
      0.5 * first.strength * second.strength * third.strength > floor
    RETURN [a, b] AS between, [first, second, third] AS ties
    UNION ALL
    WITH *
      WHERE $max_hops >= 3 AND NOT viewer_is_smaller
    MATCH
      (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(b:Member)-[third:CONNECTED_TO]-(target)
    USING JOIN ON a
    WHERE
      a <> target AND b <> viewer AND NOT b IN blocked AND
      0.5 * third.strength > floor AND
      0.5 * first.strength * second.strength * third.strength > floor
    RETURN [a, b] AS between, [first, second, third] AS ties
  }
  WITH
    between,
    ties,
    [tie IN ties |
      CASE
        WHEN tie.counted_at IS NULL THEN tie.strength
        ELSE
          1.0 - (1.0 - tie.context) *
            (1.0 - (1.0 - exp(-(tie.forward + tie.backward) *
              0.5 ^ (($now.epochMillis - tie.counted_at.epochMillis) / $activity_weights.half_life) /
              $activity_weights.volume_scale)) *
              (1.0 - $activity_weights.one_sided_loss *
                abs(tie.forward - tie.backward) / (tie.forward + tie.backward)))
      END] AS strengths,
    // Which of them lets the viewer see its connections; a hop is seen from either end.
    [member IN between |
      CASE coalesce(member.connections_visible_to, 'connections')
        WHEN 'everyone' THEN true
        WHEN 'connections' THEN member = between[0] OR EXISTS { (viewer)-[:CONNECTED_TO]-(member) }
        ELSE false
      END] + [target_is_open] AS open
  WITH
    ties,
    strengths,
    [i IN range(0, size(between) - 1) |
      CASE WHEN i = 0 OR open[i] OR open[i - 1] AND open[i + 1] THEN between[i] END] AS shown
  WITH
    shown,
    [i IN range(0, size(ties) - 1) |
      CASE
        WHEN (i = 0 OR shown[i - 1] IS NOT NULL) AND
          (i = size(shown) OR shown[i] IS NOT NULL) THEN ties[i]
      END] AS shown_ties,
    max([reduce(score = 0.5 ^ (size(ties) - 2), strength IN strengths | score * strength)] +
      strengths) AS best
  WITH shown[0] AS a, shown, shown_ties, best
    WHERE
      coalesce(a.appears_as_connector, true) AND
      NOT coalesce(a.introductions_paused, false) AND
      COUNT {
        MATCH (a)<-[:AWAITS]-(introduction:Introduction)-[:VIA]->(a)
        WHERE introduction.expires_at > $now
      } < coalesce(a.introductions_cap, $default_cap)
  WITH shown, shown_ties, best
    ORDER BY best[0] DESC, size(shown), [member IN shown | member.id]
    LIMIT $limit
  RETURN collect({shown: shown, ties: shown_ties, best: best}) AS shorter
}
WITH *, CASE WHEN size(shorter) < $limit THEN -1.0 ELSE shorter[-1].best[0] END AS higher_floor
CALL (viewer, target, blocked, higher_floor, target_is_open) {
  WITH *
    WHERE $max_hops >= 4
  MATCH
    (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(b:Member)-[third:CONNECTED_TO]-(c:Member)-[fourth:CONNECTED_TO]-(target)
  USING JOIN ON b
  WHERE
    a <> target AND b <> viewer AND b <> target AND c <> viewer AND a <> c AND
    NOT b IN blocked AND NOT c IN blocked AND
    0.25 * first.strength > higher_floor AND
    0.25 * fourth.strength > higher_floor AND
    0.25 * first.strength * second.strength > higher_floor AND
    0.25 * third.strength * fourth.strength > higher_floor AND
    0.25 * first.strength * second.strength * third.strength * fourth.strength > higher_floor
  WITH viewer, target_is_open, [a, b, c] AS between, [first, second, third, fourth] AS ties
  WITH
    between,
    ties,
    [tie IN ties |
      CASE
        WHEN tie.counted_at IS NULL THEN tie.strength
        ELSE
          1.0 - (1.0 - tie.context) *
            (1.0 - (1.0 - exp(-(tie.forward + tie.backward) *
              0.5 ^ (($now.epochMillis - tie.counted_at.epochMillis) / $activity_weights.half_life) /
              $activity_weights.volume_scale)) *
              (1.0 - $activity_weights.one_sided_loss *
                abs(tie.forward - tie.backward) / (tie.forward + tie.backward)))
      END] AS strengths,
    // Which of them lets the viewer see its connections; a hop is seen from either end.
    [member IN between |
      CASE coalesce(member.connections_visible_to, 'connections')
        WHEN 'everyone' THEN true
        WHEN 'connections' THEN member = between[0] OR EXISTS { (viewer)-[:CONNECTED_TO]-(member) }
        ELSE false
      END] + [target_is_open] AS open
  WITH
    ties,
    strengths,
    [i IN range(0, size(between) - 1) |
      CASE WHEN i = 0 OR open[i] OR open[i - 1] AND open[i + 1] THEN between[i] END] AS shown
  WITH
    shown,
    [i IN range(0, size(ties) - 1) |
      CASE
        WHEN (i = 0 OR shown[i - 1] IS NOT NULL) AND
          (i = size(shown) OR shown[i] IS NOT NULL) THEN ties[i]
      END] AS shown_ties,
    max([reduce(score = 0.5 ^ (size(ties) - 2), strength IN strengths | score * strength)] +
      strengths) AS best
  WITH shown[0] AS a, shown, shown_ties, best
    WHERE
      coalesce(a.appears_as_connector, true) AND
      NOT coalesce(a.introductions_paused, false) AND
      COUNT {
        MATCH (a)<-[:AWAITS]-(introduction:Introduction)-[:VIA]->(a)
        WHERE introduction.expires_at > $now
      } < coalesce(a.introductions_cap, $default_cap)
  WITH shown, shown_ties, best
    ORDER BY best[0] DESC, [member IN shown | member.id]
    LIMIT $limit
  RETURN collect({shown: shown, ties: shown_ties, best: best}) AS longer
}
WITH
  viewer,
  target,
  shorter + longer AS paths,
  CASE
    WHEN EXISTS { (viewer)-[:CONNECTED_TO]-(target) } THEN 1
    WHEN mutual_count > 0 THEN 2
    WHEN size(shorter) > 0 THEN 3
    WHEN EXISTS {
      MATCH (viewer)-[:CONNECTED_TO]-(:Member)-[:CONNECTED_TO]-(b:Member)-[:CONNECTED_TO]-(target)
      WHERE NOT b IN blocked
    } THEN 3
  END AS degree
UNWIND paths AS path
WITH *, path.shown AS shown, path.ties AS ties, path.best AS best
  ORDER BY best[0] DESC, size(ties), [member IN shown | member.id]
  LIMIT $limit
RETURN
  [member IN [viewer] + shown + [target] | member {.id, .name, .headline}] AS members,
  [tie IN ties |
    tie {
      .imported_strength,
      .shared_employer,
      .shared_school,
      .recommended,
      .endorsements,
      .shared_groups,
      .common_share,
      .forward,
      .backward,
      .counted_at,
      context: coalesce(tie.context, tie.strength),
      answered: tie.known_by_smaller IS NOT NULL OR tie.known_by_greater IS NOT NULL,
      own_answer: CASE viewer
        WHEN startNode(tie) THEN tie.known_by_smaller
        WHEN endNode(tie) THEN tie.known_by_greater
      END
    }] AS ties,
  best[1..] AS strengths,
  best[0] AS score,
  degree
