// name: introductions.find_company_paths
// access: read
// rows: many
// param viewer_id: string
// param company_id: string
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
// column shares_imports: boolean
//
// The viewer's best introduction paths to anyone who works at a company now and has no block with
// the viewer, ranked and masked as those to one member. Degree is the viewer's to the path's last
// member, null where it is past 3; shares_imports is whether the viewer does so in a group.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (company:Company {id: $company_id})
WITH viewer, company, COLLECT { MATCH (viewer)-[:BLOCKS]-(member:Member) RETURN member } AS blocked
  WHERE viewer IS NOT NULL AND company IS NOT NULL
CALL (viewer, company, blocked) {
  // Joined by hash for all who work there at once, so that a hub's connections are read once; and
  // before anything large is collected, as each row of the join counts what stands beside it.
  MATCH
    (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(target:Member)-[work:WORKS_AT]->(company)
  USING JOIN ON a
  WHERE work.ended_on IS NULL AND target <> viewer AND NOT target IN blocked
  WITH DISTINCT target, a, first, second
  WITH
    target, a, first, second,
    coalesce(a.appears_as_connector, true) AND
      NOT coalesce(a.introductions_paused, false) AND
      COUNT {
        MATCH (a)<-[:AWAITS]-(introduction:Introduction)-[:VIA]->(a)
        WHERE introduction.expires_at > $now
      } < coalesce(a.introductions_cap, $default_cap) AS is_asked
  WITH *
    WHERE is_asked
  RETURN collect({target: target, between: [a], ties: [first, second]}) AS two_hops
}
CALL (viewer, company, blocked) {
  MATCH (company)<-[work:WORKS_AT]-(target:Member)
  WHERE work.ended_on IS NULL AND target <> viewer AND NOT target IN blocked
  RETURN collect(DISTINCT target) AS targets
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
CALL (viewer, blocked, targets, two_hops, floor) {
  CALL (viewer, blocked, targets, two_hops, floor) {
    UNWIND two_hops AS path
    RETURN path.target AS target, path.between AS between, path.ties AS ties
    UNION ALL
    // A longer path enters the best only above the last of the shorter ones.
    WITH *
      WHERE $max_hops >= 3
    UNWIND targets AS target
    MATCH
      (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(b:Member)-[third:CONNECTED_TO]-(target)
    USING JOIN ON b
    WHERE
      a <> target AND b <> viewer AND NOT b IN blocked AND
      0.5 * first.strength > floor AND
      0.5 * third.strength > floor AND
      0.5 * first.strength * second.strength * third.strength > floor
    RETURN target, [a, b] AS between, [first, second, third] AS ties
  }
  WITH
    target,
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
    [member IN between + [target] |
      CASE coalesce(member.connections_visible_to, 'connections')
        WHEN 'everyone' THEN true
        WHEN 'connections' THEN member = between[0] OR EXISTS { (viewer)-[:CONNECTED_TO]-(member) }
        ELSE false
      END] AS open
  WITH
    target,
    ties,
    strengths,
    [i IN range(0, size(between) - 1) |
      CASE WHEN i = 0 OR open[i] OR open[i - 1] AND open[i + 1] THEN between[i] END] AS shown
  WITH
    target,
    shown,
    [i IN range(0, size(ties) - 1) |
      CASE
        WHEN (i = 0 OR shown[i - 1] IS NOT NULL) AND
          (i = size(shown) OR shown[i] IS NOT NULL) THEN ties[i]
      END] AS shown_ties,
    max([reduce(score = 0.5 ^ (size(ties) - 2), strength IN strengths | score * strength)] +
      strengths) AS best
  WITH target, shown[0] AS a, shown, shown_ties, best
    WHERE
      coalesce(a.appears_as_connector, true) AND
      NOT coalesce(a.introductions_paused, false) AND
      COUNT {
        MATCH (a)<-[:AWAITS]-(introduction:Introduction)-[:VIA]->(a)
        WHERE introduction.expires_at > $now
      } < coalesce(a.introductions_cap, $default_cap)
  WITH target, shown, shown_ties, best
    ORDER BY best[0] DESC, size(shown), [member IN shown + [target] | member.id]
    LIMIT $limit
  RETURN collect({target: target, shown: shown, ties: shown_ties, best: best}) AS shorter
}
WITH *, CASE WHEN size(shorter) < $limit THEN -1.0 ELSE shorter[-1].best[0] END AS higher_floor
CALL (viewer, blocked, targets, higher_floor) {
  WITH *
    WHERE $max_hops >= 4
  UNWIND targets AS target
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
  WITH viewer, target, [a, b, c] AS between, [first, second, third, fourth] AS ties
  WITH
    target,
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
    [member IN between + [target] |
      CASE coalesce(member.connections_visible_to, 'connections')
        WHEN 'everyone' THEN true
        WHEN 'connections' THEN member = between[0] OR EXISTS { (viewer)-[:CONNECTED_TO]-(member) }
        ELSE false
      END] AS open
  WITH
    target,
    ties,
    strengths,
    [i IN range(0, size(between) - 1) |
      CASE WHEN i = 0 OR open[i] OR open[i - 1] AND open[i + 1] THEN between[i] END] AS shown
  WITH
    target,
    shown,
    [i IN range(0, size(ties) - 1) |
      CASE
        WHEN (i = 0 OR shown[i - 1] IS NOT NULL) AND
          (i = size(shown) OR shown[i] IS NOT NULL) THEN ties[i]
      END] AS shown_ties,
    max([reduce(score = 0.5 ^ (size(ties) - 2), strength IN strengths | score * strength)] +
      strengths) AS best
  WITH target, shown[0] AS a, shown, shown_ties, best
    WHERE
      coalesce(a.appears_as_connector, true) AND
      NOT coalesce(a.introductions_paused, false) AND
      COUNT {
        MATCH (a)<-[:AWAITS]-(introduction:Introduction)-[:VIA]->(a)
        WHERE introduction.expires_at > $now
      } < coalesce(a.introductions_cap, $default_cap)
  WITH target, shown, shown_ties, best
    ORDER BY best[0] DESC, [member IN shown + [target] | member.id]
    LIMIT $limit
  RETURN collect({target: target, shown: shown, ties: shown_ties, best: best}) AS longer
}
UNWIND shorter + longer AS path
WITH
  viewer,
  blocked,
  path.target AS target,
  path.shown AS shown,
  path.ties AS ties,
  path.best AS best
  ORDER BY best[0] DESC, size(ties), [member IN shown + [target] | member.id]
  LIMIT $limit
WITH *, shortestPath((viewer)-[:CONNECTED_TO*..3]-(target)) AS nearest
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
  CASE
    WHEN nearest IS NULL THEN null
    WHEN none(member IN nodes(nearest) WHERE member IN blocked) THEN length(nearest)
    WHEN EXISTS {
      MATCH (viewer)-[:CONNECTED_TO]-(:Member)-[:CONNECTED_TO]-(b:Member)-[:CONNECTED_TO]-(target)
      WHERE NOT b IN blocked
    } THEN 3
  END AS degree,
  EXISTS { (viewer)-[part:MEMBER_OF]->(:Group) WHERE part.shares_imports } AS shares_imports
